//! Every page and email is made once at start, so that a broken template is found then.

use super::Templates;
use crate::{
    EmailPage, FlashMessage, Page, TemplateError,
    layout_context::Viewer,
    page::{EachPage, for_each_page},
};

/// Renders the samples of the pages that the site has.
struct Samples<'a, HasRoute> {
    templates: &'a Templates,
    has: HasRoute,
}

impl<HasRoute: Fn(&str) -> bool> EachPage for Samples<'_, HasRoute> {
    fn page<P: Page>(&mut self) -> Result<(), TemplateError> {
        match P::ROUTE.is_none_or(&self.has) {
            true => self.templates.show_samples::<P>(),
            false => Ok(()),
        }
    }
}

impl Templates {
    /// Renders the samples of all emails, and of the pages whose route the site has.
    pub(super) fn render_samples(&self, has: impl Fn(&str) -> bool) -> Result<(), TemplateError> {
        self.show_emails()?;
        let templates = self;
        for_each_page(&mut Samples { templates, has })
    }

    fn show_emails(&self) -> Result<(), TemplateError> {
        for edition in &self.0.editions {
            for email in EmailPage::samples() {
                self.render_email_for(edition, &email)?;
            }
        }
        Ok(())
    }

    fn show_samples<P: Page>(&self) -> Result<(), TemplateError> {
        let samples = P::samples_with(&self.0.registration_fields);
        let messages = FlashMessage::samples();
        for edition in &self.0.editions {
            for page in &samples {
                for viewer in [Viewer::ANONYMOUS, Viewer::logged_in("alice@example.com")] {
                    self.render_for(edition, P::TEMPLATE, page, viewer, &messages)?;
                }
            }
        }
        Ok(())
    }
}
