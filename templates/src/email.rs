use minijinja::AutoEscape;

use crate::{TemplateError, Templates, layout_context::Viewer, locale_templates::LocaleTemplates};

mod kinds;
mod page;

pub use page::{EmailAction, EmailDetail, EmailPage};

/// The only template that is not HTML: the plain-text part of an email.
pub(crate) const TEXT: &str = "mail.txt";
const HTML: &str = "mail.html";

/// Maximum line length of the text, in characters (RFC 5322, 2.1.1).
const WIDTH: usize = 78;

/// A rendered email in one language.
#[derive(Clone)]
pub struct RenderedEmail {
    /// The subject, always a single line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

impl Templates {
    /// Renders an email with the templates `mail.txt` and `mail.html`, in the language with this tag,
    /// or else in the default language of the site.
    ///
    /// # Errors
    ///
    /// A template of the application fails with values that its sample data does not have.
    pub fn render_email(
        &self,
        email: &EmailPage,
        language: Option<&str>,
    ) -> Result<RenderedEmail, TemplateError> {
        self.render_email_for(self.edition(language.unwrap_or_default()), email)
    }

    pub(crate) fn render_email_for(
        &self,
        edition: &LocaleTemplates,
        email: &EmailPage,
    ) -> Result<RenderedEmail, TemplateError> {
        let subject = edition.translator.message(&email.subject);
        let subject = subject.map_err(|error| TemplateError::new("subject", error.to_string()))?;
        let render = |name| self.render_for(edition, name, email, Viewer::ANONYMOUS, &[]);
        Ok(RenderedEmail {
            subject: one_line(&subject),
            text: render(TEXT)?,
            html: render(HTML)?,
        })
    }
}

/// Whether the values in this template are escaped. Only a plain text is not, because email clients do
/// not interpret it as HTML. The whole name decides, never its end: a page that is called `login.txt`
/// is sent to browsers.
pub(crate) fn escaping(template: &str) -> AutoEscape {
    match template.strip_prefix("vestibule/").unwrap_or(template) {
        TEXT => AutoEscape::None,
        _ => AutoEscape::Html,
    }
}

/// A line break would begin another header (RFC 5322, 2.2).
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
    let words = words.map(str::trim).filter(|part| !part.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The filter `wrap`: breaks a text at its blanks into lines that fit. A longer word, such as
/// a link, stays whole.
pub(crate) fn wrap(text: &str) -> String {
    let (mut wrapped, mut used) = (String::new(), 0);
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let width = word.chars().count();
        if used > 0 && used + 1 + width > WIDTH {
            wrapped.push('\n');
            used = 0;
        } else if used > 0 {
            wrapped.push(' ');
            used += 1;
        }
        wrapped.push_str(word);
        used += width;
    }
    wrapped
}
