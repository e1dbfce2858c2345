use super::{all_pages, html::tags, templates};

#[test]
fn pages_comply_with_the_content_security_policy() {
    for (page, html) in all_pages(&templates()) {
        for tag in tags(&html) {
            assert!(!["script", "style", "iframe", "object", "base"].contains(&tag.name.as_str()));
            for attribute in tag.attributes() {
                assert!(
                    !attribute.starts_with("on") && attribute != "style",
                    "{tag:?} in {page}"
                );
            }
            for url in ["href", "src", "action"]
                .iter()
                .filter_map(|name| tag.get(name))
            {
                let is_path = url.starts_with('/') && !url.starts_with("//");
                let local = url.starts_with('#') || is_path || url == "openapi.json";
                assert!(local, "{url} in {page}");
            }
        }
    }
}

#[test]
fn templates_never_disable_escaping() {
    let mut seen = 0;
    for (name, source) in crate::embedded::templates() {
        if !name.ends_with(".html") {
            continue;
        }
        let dense: String = source.split_whitespace().collect();
        for forbidden in ["|safe", "%autoescape", "%-autoescape"] {
            assert!(!dense.contains(forbidden), "{forbidden} in {name}");
        }
        seen += 1;
    }
    assert!(seen >= 9);
}
