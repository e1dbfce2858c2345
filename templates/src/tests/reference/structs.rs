//! The structs of a source file with their docstrings.

/// A struct whose fields are variables of a template.
pub(super) struct Struct {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) fields: Vec<Field>,
}

pub(super) struct Field {
    pub(super) name: String,
    rust_type: String,
    pub(super) doc: String,
}

/// The public structs of a file, in its order.
pub(super) fn structs(source: &str) -> Vec<Struct> {
    let (mut found, mut doc, mut is_inside) = (Vec::<Struct>::new(), String::new(), false);
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            doc = format!("{doc} {text}");
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            is_inside = rest.ends_with('{');
            let name = rest.trim_end_matches(['{', ';', ' ']).to_owned();
            let doc = as_markdown(&std::mem::take(&mut doc));
            let fields = Vec::new();
            found.push(Struct { name, doc, fields });
        } else if line == "}" {
            is_inside = false;
        } else if let (true, Some(field)) = (is_inside, line.strip_prefix("pub ")) {
            let (name, rust_type) = field.trim_end_matches(',').split_once(": ").unwrap();
            found.last_mut().unwrap().fields.push(Field {
                name: name.to_owned(),
                rust_type: rust_type.to_owned(),
                doc: as_markdown(&std::mem::take(&mut doc)),
            });
        } else if !line.starts_with('#') {
            doc.clear();
        }
    }
    found
}

impl Field {
    /// The name of the struct in a list, if the field is one.
    pub(super) fn element(&self) -> Option<&str> {
        self.rust_type.strip_prefix("Vec<")?.strip_suffix('>')
    }

    /// The type as a template sees it.
    pub(super) fn kind(&self) -> String {
        let (inner, or_none) = match self.rust_type.strip_prefix("Option<") {
            Some(inner) => (inner.trim_end_matches('>'), " or `none`"),
            None => (self.rust_type.as_str(), ""),
        };
        let kind = match inner {
            "String" | "&'static str" | "TokenField" | "IpAddr" => "string",
            "bool" => "boolean",
            "i64" | "u16" | "u32" | "u64" | "usize" => "number",
            "Field" => "[field](#types)",
            "SecretField" => "[password field](#types)",
            "Message" => "[message](#types)",
            "Vec<Message>" => "list of [messages](#types)",
            "BTreeMap<&'static str, Field>" => "map of [fields](#types)",
            list if list.starts_with("Vec<") => "list",
            other => panic!("{other} has no name in templates"),
        };
        format!("{kind}{or_none}")
    }
}

/// A docstring without links into the code, as one line of a table.
pub(super) fn as_markdown(doc: &str) -> String {
    let mut text = doc.trim().replace("[`", "`").replace("`]", "`");
    // `Name`(path): the target of a link.
    while let Some((before, after)) = text.split_once("`(") {
        let rest = after.split_once(')').map_or("", |(_, rest)| rest);
        text = format!("{before}`{rest}");
    }
    text.replace("`None`", "`none`")
}
