use vestibule_domain::{Language, OutgoingEmail, Unavailable};
use vestibule_templates::{EmailPage, RenderedEmail, Templates};

/// Renders emails from the templates, for a [`Mailer`](vestibule_domain::Mailer) of an application.
/// `vestibule::Builder::mailer_with` passes one.
///
/// # Examples
///
/// ```
/// use vestibule_domain::{OutgoingEmail, Unavailable};
/// use vestibule_mail::EmailTemplates;
///
/// fn as_json(texts: &EmailTemplates, outgoing: &OutgoingEmail) -> Result<String, Unavailable> {
///     let email = texts.write(outgoing)?;
///     Ok(format!("{{\"to\": {:?}, \"subject\": {:?}}}", outgoing.email.to.as_str(), email.subject))
/// }
/// ```
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

    /// Renders an email in the language of the request that caused it.
    ///
    /// # Errors
    ///
    /// A template of the application fails with this email. The mail worker retries, so that the template
    /// can be fixed meanwhile.
    pub fn write(&self, outgoing: &OutgoingEmail) -> Result<RenderedEmail, Unavailable> {
        let page = EmailPage::new(outgoing, self.templates.site_name(), &self.site_url);
        let language = outgoing
            .email
            .client
            .language
            .as_ref()
            .map(Language::as_str);
        let rendered = self.templates.render_email(&page, language);
        rendered.map_err(Unavailable::new)
    }
}
