//! Every page, component and email in each state, as files (`just pages`).

use std::{env, fs, path::PathBuf};

use super::{ROUTES, builder, user};
use crate::{
    EmailPage, LayoutContext, Page, TemplateError, Templates,
    page::{EachPage, for_each_page},
};

const COMPONENTS: &str = include_str!("gallery.html");

/// A file beside its style sheet.
fn site() -> Templates {
    builder()
        .assets("assets")
        .template("gallery.html", COMPONENTS)
        .build()
        .unwrap()
}

/// The files of the gallery by their names.
struct Gallery<'a> {
    templates: &'a Templates,
    files: Vec<(String, String)>,
}

impl EachPage for Gallery<'_> {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError> {
        let alice = user("alice@example.com");
        let path = |route| ROUTES.iter().find(|(name, _)| *name == route);
        let is_for_users = P::ROUTE
            .and_then(path)
            .is_some_and(|(_, path)| path.starts_with("/settings"));
        let layout_context = LayoutContext {
            current_user: is_for_users.then_some(&alice),
            ..LayoutContext::default()
        };
        for (number, page) in P::samples().iter().enumerate() {
            let name = P::TEMPLATE.replace(".html", &format!("-{number}.html"));
            let html = self.templates.render(page, &layout_context)?;
            self.files.push((name, html.to_string()));
        }
        Ok(())
    }
}

fn gallery(templates: &Templates) -> Vec<(String, String)> {
    let visitor = LayoutContext::default();
    let components = templates
        .render_named("gallery.html", &serde_json::json!({}), &visitor)
        .unwrap();
    let mut gallery = Gallery {
        templates,
        files: vec![("components.html".to_owned(), components.to_string())],
    };
    for_each_page(&mut gallery).unwrap();
    for (number, email) in EmailPage::samples().iter().enumerate() {
        let email = templates.render_email(email, None).unwrap();
        let name = |kind| format!("email-{number:02}.{kind}");
        gallery.files.push((name("html"), email.html));
        gallery.files.push((name("txt"), email.text));
    }
    gallery.files
}

#[test]
fn gallery_has_every_component_page_and_email() {
    let templates = site();
    let files = gallery(&templates);
    let Some(folder) = env::var_os("VESTIBULE_PAGES").map(PathBuf::from) else {
        let has = |start| files.iter().any(|(name, _)| name.starts_with(start));
        assert!(has("components") && has("login-0") && has("email-00"));
        return;
    };
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in templates.assets() {
        fs::write(folder.join(&asset.path), &asset.body).unwrap();
    }
}
