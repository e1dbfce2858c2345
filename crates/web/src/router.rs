use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get},
};

use crate::{
    Vestibule, api, feature::PageRoute, features, http::network_limits::limit, render::asset,
};

/// The routes of all features, for an application with any state.
pub(crate) fn router<S>(vestibule: &Vestibule) -> Router<S> {
    let settings = &vestibule.parts().settings;
    let pages = features::pages().filter(|page| !settings.without.contains(&page.route));
    let assets = format!("{}/{{file}}", settings.paths.assets());
    let router = pages.fold(Router::new(), |router, page| {
        let path = settings.paths.prefix.with(page.route.path());
        router.route(&path, limited(page, vestibule))
    });
    let router = router.route(&assets, get(asset::show));
    let router = match settings.api {
        true => router.merge(api::router(vestibule)),
        false => router,
    };
    router.with_state(vestibule.clone())
}

fn limited(page: &PageRoute, vestibule: &Vestibule) -> MethodRouter<Vestibule> {
    let limits = page.limits.iter();
    limits.fold((page.handlers)(), |handlers, attempt| {
        handlers.layer(from_fn_with_state((vestibule.clone(), *attempt), limit))
    })
}
