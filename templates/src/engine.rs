use std::sync::Arc;

use minijinja::{AutoEscape, Environment, context, value::Serde};
use serde::Serialize;

use crate::{
    Asset, ErrorPage, HomePage, LogInPage, LogOutPage, Message, Page, RegisterPage, SettingsPage,
    Surroundings, TemplateError, TemplatesBuilder, asset, date, loader::Sources,
    surroundings::Viewer, url_for,
};

/// All templates of one site. A clone is the same set.
#[derive(Clone)]
pub struct Templates(Arc<Inner>);

struct Inner {
    env: Environment<'static>,
    sources: Sources,
    assets: Vec<Asset>,
}

impl Templates {
    /// Starts with our templates, and no route known.
    pub fn builder() -> TemplatesBuilder {
        TemplatesBuilder::new()
    }

    /// Renders one of the pages.
    ///
    /// # Errors
    ///
    /// A template that a host replaced may fail on what its samples do not show.
    pub fn render<P: Page>(
        &self,
        page: &P,
        surroundings: &Surroundings<'_>,
    ) -> Result<String, TemplateError> {
        self.render_named(P::TEMPLATE, page, surroundings)
    }

    /// Renders a template of the host with any context that is a map or a struct. The names
    /// that every template knows win over those of the context.
    ///
    /// # Errors
    ///
    /// There is no such template, or it fails on this context.
    pub fn render_named<C: Serialize + ?Sized>(
        &self,
        name: &str,
        context: &C,
        surroundings: &Surroundings<'_>,
    ) -> Result<String, TemplateError> {
        let viewer = surroundings.current_user.into();
        self.render_for(name, context, viewer, surroundings.messages)
    }

    /// What the pages load, to be served under the paths that it has.
    pub fn assets(&self) -> &[Asset] {
        &self.0.assets
    }

    pub(crate) fn new(builder: TemplatesBuilder) -> Result<Self, TemplateError> {
        let sources = builder.sources;
        let assets = asset::load(sources.folder.as_deref())?;
        let mut env = Environment::new();
        env.set_undefined_behavior(builder.undefined);
        // Never by the name: a page called `login.txt` would not be escaped.
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_auto_reload(cfg!(debug_assertions));
        env.set_loader(sources.clone().into_loader());
        env.add_global("site_name", builder.site_name);
        env.add_filter("date", date::element);
        let routes = builder.routes.clone();
        url_for::install(&mut env, builder.routes, &assets);
        let templates = Self(Arc::new(Inner {
            env,
            sources,
            assets,
        }));
        templates.compile()?;
        templates.rehearse(|route| routes.contains_key(route))?;
        Ok(templates)
    }

    fn compile(&self) -> Result<(), TemplateError> {
        for name in self.0.sources.names()? {
            let compiled = self.0.env.get_template(&name);
            compiled.map_err(|error| self.error(&error, &name))?;
        }
        Ok(())
    }

    /// Renders the samples of the pages that the site has.
    fn rehearse(&self, has: impl Fn(&str) -> bool) -> Result<(), TemplateError> {
        self.show_samples::<ErrorPage>()?;
        if has("home") {
            self.show_samples::<HomePage>()?;
        }
        if has("users.register") {
            self.show_samples::<RegisterPage>()?;
        }
        if has("users.login") {
            self.show_samples::<LogInPage>()?;
        }
        if has("users.logout") {
            self.show_samples::<LogOutPage>()?;
        }
        if has("users.settings") {
            self.show_samples::<SettingsPage>()?;
        }
        Ok(())
    }

    fn show_samples<P: Page>(&self) -> Result<(), TemplateError> {
        let messages = Message::samples();
        for page in P::samples() {
            for viewer in [Viewer::STRANGER, Viewer::logged_in("alice@example.com")] {
                self.render_for(P::TEMPLATE, &page, viewer, &messages)?;
            }
        }
        Ok(())
    }

    fn render_for<C: Serialize + ?Sized>(
        &self,
        name: &str,
        context: &C,
        viewer: Viewer<'_>,
        messages: &[Message],
    ) -> Result<String, TemplateError> {
        let context = context! {
            current_user => Serde(viewer),
            messages => Serde(messages),
            ..Serde(context)
        };
        let template = self.0.env.get_template(name);
        template
            .and_then(|template| template.render(context))
            .map_err(|error| self.error(&error, name))
    }

    fn error(&self, error: &minijinja::Error, asked: &str) -> TemplateError {
        TemplateError::template(error, asked, |name| self.0.sources.locate(name))
    }
}
