//! As much of an HTML parser as the built-in pages need.

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }
}

/// The start tags of a page. Panics if an attribute is not quoted or an element is not closed.
pub(super) fn tags(html: &str) -> Vec<Tag> {
    let starts = html.split('<').skip(1);
    starts
        .filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(|tag| {
            let end = tag.find(|c: char| c == '>' || c.is_whitespace()).unwrap();
            let mut rest = tag[end..].trim_start();
            let mut attributes = Vec::new();
            while !rest.starts_with('>') && !rest.starts_with("/>") {
                let end = rest.find(|c: char| "=>".contains(c) || c.is_whitespace());
                let (name, after) = rest.split_at(end.unwrap());
                let (value, after) = match after.strip_prefix("=\"") {
                    Some(quoted) => quoted.split_once('"').unwrap(),
                    None => ("", after),
                };
                attributes.push((name.to_owned(), value.to_owned()));
                rest = after.trim_start();
            }
            Tag {
                name: tag[..end].to_owned(),
                attributes,
            }
        })
        .collect()
}

/// The text of a page, with its whitespace collapsed.
pub(super) fn text(html: &str) -> String {
    let text = html.split('<').filter_map(|part| part.split_once('>'));
    let text: String = text.map(|(_, text)| text).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text between the first `<name …>` and its end.
pub(super) fn inside<'a>(html: &'a str, name: &str) -> &'a str {
    let (_, from) = html.split_once(&format!("<{name}")).unwrap();
    let (inside, _) = from.split_once(&format!("</{name}>")).unwrap();
    inside.split_once('>').unwrap().1
}
