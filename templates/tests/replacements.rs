//! Replacements of an application without recompiling, and the errors about invalid ones.

use std::fs;

use serde_json::json;
use tempfile::TempDir;
use vestibule_templates::{
    ErrorPage, Field, HomePage, LayoutContext, LoginPage, TemplateError, Templates,
    TemplatesBuilder,
};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn builder() -> TemplatesBuilder {
    Templates::builder()
        .url("home", "/")
        .url("users.login", "/login")
}

fn with(folder: &TempDir) -> Result<Templates, TemplateError> {
    builder().folder(folder.path().to_owned()).build()
}

fn log_in(templates: &Templates) -> String {
    let visitor = LayoutContext::default();
    let page = templates.render(&LoginPage::new(None), &visitor);
    page.unwrap().to_string()
}

#[test]
fn template_file_replaces_a_page() {
    let folder = folder(&[("login.html", "Speak, friend: {{ url_for('users.login') }}")]);
    assert_eq!(log_in(&with(&folder).unwrap()), "Speak, friend: /login");
}

#[test]
fn replacement_can_extend_the_original_template() {
    let folder = folder(&[(
        "login.html",
        "{% extends 'vestibule/login.html' %}{% block footer %}Mind the step.{% endblock %}",
    )]);
    let html = log_in(&with(&folder).unwrap());
    assert!(html.contains("Mind the step.") && html.contains("autocomplete=\"current-password\""));
}

#[test]
fn replaced_base_template_applies_to_every_page() {
    let folder = folder(&[(
        "base.html",
        "{% extends 'vestibule/base.html' %}{% block nav %}<a href=\"/bread\">Bread</a>{% endblock %}",
    )]);
    let templates = with(&folder).unwrap();
    let error = ErrorPage {
        status: 404,
        request_id: None,
    };
    let visitor = LayoutContext::default();
    for html in [
        log_in(&templates),
        templates.render(&HomePage, &visitor).unwrap().to_string(),
        templates.render(&error, &visitor).unwrap().to_string(),
    ] {
        assert!(html.contains("<a href=\"/bread\">Bread</a>"));
    }
}

#[test]
fn folder_overrides_program_and_program_overrides_built_in_templates() {
    let folder = folder(&[("home.html", "from the folder")]);
    let builder = || {
        builder()
            .template("home.html", "from the program")
            .template("login.html", "from the program")
    };
    let templates = builder().folder(folder.path().to_owned()).build().unwrap();
    let home = |templates: &Templates| {
        let visitor = LayoutContext::default();
        templates.render(&HomePage, &visitor).unwrap().to_string()
    };
    assert_eq!(home(&templates), "from the folder");
    assert_eq!(log_in(&templates), "from the program");
    assert_eq!(home(&builder().build().unwrap()), "from the program");
}

#[test]
fn application_page_extends_the_base_template_with_its_context() {
    let templates = builder()
        .template(
            "menu.html",
            "{% extends 'base.html' %}{% block content %}{{ dish }}{% if price %}!{% endif %}{% endblock %}",
        )
        .build()
        .unwrap();
    let html = templates
        .render_named(
            "menu.html",
            &json!({"dish": "Soup"}),
            &LayoutContext::default(),
        )
        .unwrap();
    assert!(html.contains("Soup") && html.contains("<footer>"));
}

#[test]
fn application_form_uses_the_field_macros() {
    let source = "{% import 'form.html' as form %}{{ form.text('crumbs', 'Crumbs', crumbs) }}";
    let templates = builder().template("menu.html", source).build().unwrap();
    let crumbs = Field::new("lots").with_error("A number, please.").focused();
    let context = json!({ "crumbs": crumbs });
    let html = templates
        .render_named("menu.html", &context, &LayoutContext::default())
        .unwrap();
    for part in [
        "<label for=\"crumbs\">Crumbs</label>",
        "id=\"crumbs-error\" role=\"alert\">A number, please.</p>",
        "value=\"lots\"",
        "aria-invalid=\"true\" aria-describedby=\"crumbs-error\" autofocus>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn replacement_with_a_syntax_error_is_reported_with_file_and_line() {
    let folder = folder(&[("login.html", "fine\nfine\n{% if %}\n")]);
    assert_reported(&folder, "login.html", 3);
}

#[test]
fn replacement_that_fails_to_render_is_reported_with_file_and_line() {
    let folder = folder(&[("login.html", "fine\n{{ email.valeu }}")]);
    assert_reported(&folder, "login.html", 2);
}

#[test]
fn error_in_a_replaced_base_is_reported_with_file_and_line() {
    let base =
        "{% block title %}{% endblock %}\n\n{{ sight_name }}{% block content %}{% endblock %}";
    assert_reported(&folder(&[("base.html", base)]), "base.html", 3);
}

#[test]
fn added_template_is_compiled_at_start() {
    let folder = folder(&[("about.html", "{% endif %}")]);
    assert_reported(&folder, "about.html", 1);
}

fn assert_reported(folder: &TempDir, file: &str, line: usize) {
    let error = with(folder).err().unwrap().to_string();
    let place = format!("{}:{line}: ", folder.path().join(file).display());
    assert!(error.starts_with(&place), "{error}");
    assert!(
        error.len() > place.len() && !error.contains('\n'),
        "{error}"
    );
}

#[test]
fn invalid_template_of_the_program_is_reported_by_name() {
    let broken = builder().template("menu.html", "\n{{ }}").build();
    let error = broken.err().unwrap().to_string();
    assert!(error.starts_with("menu.html:2: "), "{error}");
}

#[test]
fn missing_template_folder_is_reported() {
    let missing = builder().folder("not/there".into()).build();
    let error = missing.err().unwrap().to_string();
    assert!(error.starts_with("not/there: "), "{error}");
}

#[test]
fn unrelated_files_and_folders_are_ignored() {
    let folder = folder(&[
        ("README.md", "{% broken"),
        ("login.html~", "{% broken"),
        (".#login.html", "{% broken"),
        ("login.txt", "{% broken"),
    ]);
    fs::create_dir(folder.path().join("vestibule")).unwrap();
    fs::write(folder.path().join("vestibule/login.html"), "{% broken").unwrap();
    assert!(log_in(&with(&folder).unwrap()).contains("<form"));
}

#[test]
fn template_name_cannot_leave_the_folder() {
    let outer = folder(&[("secret.html", "secret")]);
    let inner = outer.path().join("templates");
    fs::create_dir(&inner).unwrap();
    let templates = builder().folder(inner).build().unwrap();
    for name in ["../secret.html", "./../secret.html", "..\\secret.html"] {
        let visitor = LayoutContext::default();
        assert!(templates.render_named(name, &(), &visitor).is_err());
    }
}

#[test]
fn replaced_style_sheet_has_a_new_name_that_pages_link() {
    let folder = folder(&[("style.css", "body { color: teal }")]);
    let (ours, theirs) = (builder().build().unwrap(), with(&folder).unwrap());
    let path = |templates: &Templates, extension: &str| {
        let assets = templates.assets().iter();
        let mut paths = assets.map(|asset| asset.path.clone());
        paths.find(|path| path.ends_with(extension)).unwrap()
    };
    assert_ne!(path(&ours, ".css"), path(&theirs, ".css"));
    assert_eq!(path(&ours, ".svg"), path(&theirs, ".svg"));
    assert!(path(&theirs, ".css").starts_with("/assets/style-"));
    let asked = format!("href=\"{}\"", path(&theirs, ".css"));
    assert!(log_in(&theirs).contains(&asked));
    let body = &theirs.assets()[0].body;
    assert_eq!(&body[..], b"body { color: teal }");
}

#[test]
fn missing_template_is_an_error_with_its_name() {
    let error = builder().build().unwrap();
    let error = error.render_named("nowhere.html", &(), &LayoutContext::default());
    assert!(error.unwrap_err().to_string().starts_with("nowhere.html: "));
}

#[cfg(debug_assertions)]
#[test]
fn changed_template_applies_at_the_next_request_in_development() {
    let folder = folder(&[("login.html", "before")]);
    let templates = with(&folder).unwrap();
    assert_eq!(log_in(&templates), "before");
    fs::write(folder.path().join("login.html"), "and after").unwrap();
    assert_eq!(log_in(&templates), "and after");
}
