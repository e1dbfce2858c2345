use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use unic_langid::LanguageIdentifier;

use crate::TemplateError;

/// The text of a catalogue of one language, and its place for error messages.
pub(crate) struct Source {
    pub(crate) language: LanguageIdentifier,
    pub(crate) place: String,
    pub(crate) text: Cow<'static, str>,
}

/// The variables of each message.
pub(crate) type Variables = BTreeMap<String, BTreeSet<String>>;

impl Source {
    /// The error names `place` if `tag` is not a language tag (BCP 47).
    pub(crate) fn new(
        tag: &str,
        place: String,
        text: impl Into<Cow<'static, str>>,
    ) -> Result<Self, TemplateError> {
        match tag.parse() {
            Ok(language) => Ok(Self {
                language,
                place,
                text: text.into(),
            }),
            Err(_) => Err(TemplateError::new(
                place,
                format!("{tag:?} is no tag of a language, like de or pt-BR"),
            )),
        }
    }

    /// Parses the messages. A message that replaces a built-in one may only use the variables of that
    /// one.
    pub(crate) fn parse(self, ours: &Variables) -> Result<FluentResource, TemplateError> {
        let resource = FluentResource::try_new(self.text.into_owned());
        let resource = resource.map_err(|(resource, errors)| {
            let (at, fault) = errors.first().map_or((0, String::new()), |error| {
                (error.pos.start, error.to_string())
            });
            let line = line_at(resource.source(), at);
            TemplateError::new(format!("{}:{line}", self.place), fault)
        })?;
        for (id, names) in messages(&resource) {
            let Some(known) = ours.get(id) else { continue };
            if let Some(name) = names.into_iter().find(|name| !known.contains(*name)) {
                let text = resource.source();
                let line = line_at(text, name.as_ptr().addr() - text.as_ptr().addr());
                let fault = format!("the message {id:?} gets no ${name}");
                return Err(TemplateError::new(format!("{}:{line}", self.place), fault));
            }
        }
        Ok(resource)
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    1 + before.filter(|byte| **byte == b'\n').count()
}

pub(super) fn variables(resource: &FluentResource) -> Variables {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    messages(resource)
        .map(|(id, names)| (id.to_owned(), owned(names)))
        .collect()
}

/// The id of each message and the variables that it uses, as parts of the text.
pub(crate) fn messages(resource: &FluentResource) -> impl Iterator<Item = (&str, Vec<&str>)> {
    resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => {
            let mut names = Vec::new();
            in_pattern(message.value.as_ref()?, &mut names);
            Some((message.id.name, names))
        }
        _ => None,
    })
}

fn in_pattern<'a>(pattern: &Pattern<&'a str>, found: &mut Vec<&'a str>) {
    use fluent_syntax::ast::PatternElement::Placeable;
    for element in &pattern.elements {
        if let Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression<'a>(expression: &Expression<&'a str>, found: &mut Vec<&'a str>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline<'a>(inline: &InlineExpression<&'a str>, found: &mut Vec<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => found.push(id.name),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => in_call(arguments, found),
        InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => in_call(arguments, found),
        _ => (),
    }
}

fn in_call<'a>(arguments: &CallArguments<&'a str>, found: &mut Vec<&'a str>) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    for value in arguments.positional.iter().chain(named) {
        in_inline(value, found);
    }
}
