use vestibule_domain::{Language, OutgoingEmail, Unavailable};
use vestibule_templates::{MailPage, RenderedMail, Templates};

/// Renders emails from the templates.
pub struct EmailTemplates {
    templates: Templates,
    site_url: String,
}

impl EmailTemplates {
    /// Renders emails from `templates`. Links begin with `site_url`, which has no trailing slash.
    /// Never take it from a request, because the client controls its `Host` (CVE-2017-9303).
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
    /// A template of the host fails on this message. It may be mended until the next try.
    pub fn write(&self, outgoing: &OutgoingEmail) -> Result<RenderedMail, Unavailable> {
        let page = MailPage::new(outgoing, self.templates.site_name(), &self.site_url);
        let language = outgoing.mail.client.language.as_ref().map(Language::as_str);
        let rendered = self.templates.render_mail(&page, language);
        rendered.map_err(Unavailable::new)
    }
}
