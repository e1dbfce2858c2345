use super::*;
use crate::tests::html::{Tag, tags};

/// The fields of each form that a page sends by POST, each with whether it is required.
#[derive(Default)]
struct Forms(BTreeMap<String, BTreeMap<String, bool>>);

impl Forms {
    /// The start tags of a page in their order: those after a form belong to it.
    fn read(&mut self, tags: &[Tag]) {
        let mut at = None;
        for tag in tags {
            let post = tag.get("method") == Some("post");
            match (tag.name.as_str(), tag.get("name")) {
                ("form", _) => {
                    at = tag.get("action").filter(|_| post).map(route);
                    if let Some(route) = &at {
                        self.0.entry(route.clone()).or_default();
                    }
                }
                (_, Some(name)) if name != "viewport" => {
                    let form = at.as_ref().map(|route| self.0.entry(route.clone()));
                    let Some(form) = form else { continue };
                    // A hidden field has no `required`; of these, the token is.
                    let required = tag.attributes().any(|name| name == "required");
                    let required = required || name == "token";
                    let all = form.or_default().entry(name.to_owned()).or_insert(required);
                    *all |= required;
                }
                _ => {}
            }
        }
    }
}

/// The path as it is declared: an ID is a place in it.
fn route(action: &str) -> String {
    let parts = action.split('/');
    let parts = parts.map(|part| match uuid::Uuid::parse_str(part) {
        Ok(_) => "{id}",
        Err(_) => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

struct Read<'a> {
    templates: &'a Templates,
    user: Option<&'a User>,
    forms: &'a mut Forms,
}

impl EachPage for Read<'_> {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError> {
        for page in P::samples() {
            let layout_context = LayoutContext {
                current_user: self.user,
                ..LayoutContext::default()
            };
            let html = self.templates.render(&page, &layout_context)?;
            self.forms.read(&tags(&html));
        }
        Ok(())
    }
}

#[test]
fn documented_fields_are_those_of_the_rendered_forms() {
    let (templates, alice) = (builder().build().unwrap(), user("alice@example.com"));
    let mut forms = Forms::default();
    for user in [None, Some(&alice)] {
        let mut read = Read {
            templates: &templates,
            user,
            forms: &mut forms,
        };
        crate::page::for_each_page(&mut read).unwrap();
    }
    let mut rendered = BTreeMap::new();
    for (route, fields) in forms.0 {
        for (field, is_required) in fields {
            let required = if is_required { "yes" } else { "no" };
            rendered.insert((route.clone(), field), required.to_owned());
        }
    }
    let page = document("docs/reference/routes.md");
    let documented = table(&page, "Forms").into_iter().map(|row| {
        let [route, field, required, _] = row[..] else {
            panic!("four columns: {row:?}")
        };
        ((route.to_owned(), field.to_owned()), required.to_owned())
    });
    assert_eq!(documented.collect::<BTreeMap<_, _>>(), rendered);
}
