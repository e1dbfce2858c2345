use serde_json::{Map, Value, json};

/// Gives every body in the document an example, made from its schema, so that none can say
/// anything else than that.
pub(crate) fn illustrate(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    visit_contents(&mut document["paths"], &|content| {
        if content.get("example").is_none() {
            content["example"] = example(&content["schema"], &schemas);
        }
    });
}

fn visit_contents(value: &mut Value, illustrate: &impl Fn(&mut Value)) {
    let members = match value {
        Value::Object(members) => members,
        _ => return,
    };
    for (name, member) in members {
        match (name.as_str(), member) {
            ("content", Value::Object(contents)) => contents.values_mut().for_each(illustrate),
            (_, member) => visit_contents(member, illustrate),
        }
    }
}

fn example(schema: &Value, schemas: &Value) -> Value {
    if let Some(chosen) = schema["examples"].get(0).or_else(|| schema["enum"].get(0)) {
        return chosen.clone();
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return example(&schemas[name], schemas);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts = parts.iter().map(|part| example(part, schemas));
        return parts.fold(json!({}), merged);
    }
    if let Some(choice) = schema["oneOf"].get(0) {
        return example(choice, schemas); // the others say that it may be null
    }
    let kind = schema["type"].get(0).unwrap_or(&schema["type"]);
    match kind.as_str() {
        Some("object") => object(schema, schemas),
        Some("array") => json!([example(&schema["items"], schemas)]),
        Some("boolean") => json!(true),
        Some("integer") => json!(1),
        _ if schema["format"] == "uuid" => json!("019ab7d2-6c80-7d3e-9c55-2f6b1f0c9a41"),
        _ => json!("…"),
    }
}

fn object(schema: &Value, schemas: &Value) -> Value {
    let members = schema["properties"].as_object().into_iter().flatten();
    let members = members.map(|(name, schema)| (name.clone(), example(schema, schemas)));
    Value::Object(members.collect::<Map<_, _>>())
}

fn merged(mut whole: Value, part: Value) -> Value {
    if let (Value::Object(whole), Value::Object(part)) = (&mut whole, part) {
        whole.extend(part);
    }
    whole
}
