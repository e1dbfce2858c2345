use vestibule_domain::{Language, Letter, Unavailable};
use vestibule_templates::{MailPage, RenderedMail, Templates};

/// Gives letters their words.
pub struct Letters {
    templates: Templates,
    site_url: String,
}

impl Letters {
    /// Words from `templates`. Links in them begin with `site_url`, which has no slash at its
    /// end. It is never taken from a request, since whoever sends one decides what is in it
    /// (CVE-2017-9303).
    pub fn new(templates: Templates, site_url: String) -> Self {
        Self {
            templates,
            site_url,
        }
    }

    /// In the language that the person read when it was caused.
    ///
    /// # Errors
    ///
    /// A template of the host fails on this letter. It may be mended until the next try.
    pub fn write(&self, letter: &Letter) -> Result<RenderedMail, Unavailable> {
        let page = MailPage::new(letter, self.templates.site_name(), &self.site_url);
        let language = letter.mail.client.language.as_ref().map(Language::as_str);
        let rendered = self.templates.render_mail(&page, language);
        rendered.map_err(Unavailable::new)
    }
}
