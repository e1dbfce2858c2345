use percent_encoding::utf8_percent_encode;
use serde::Serialize;
use vestibule_domain::EmailAddress;

use crate::{AccentColor, Logo, Message, url_for::SEGMENT};

/// What a site has of its own on every page and in every email, besides its name.
#[derive(Clone, Debug)]
pub(crate) struct Brand {
    pub(crate) accent: Option<AccentColor>,
    pub(crate) accent_dark: Option<AccentColor>,
    pub(crate) logo: Option<Logo>,
    pub(crate) has_illustration: bool,
    pub(crate) support_email: Option<EmailAddress>,
    pub(crate) terms_url: Option<String>,
    pub(crate) privacy_url: Option<String>,
}

/// The accent of emails, whose buttons have one color in both schemes.
const ACCENT: &str = "#1f5b49";

/// A link in the footer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SiteLink {
    label: Message,
    url: String,
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            accent: None,
            accent_dark: None,
            logo: None,
            has_illustration: true,
            support_email: None,
            terms_url: None,
            privacy_url: None,
        }
    }
}

impl Brand {
    /// The file name of the picture beside the name of the site.
    pub(crate) fn logo_name(&self) -> &'static str {
        self.logo.as_ref().map_or("icon.svg", |logo| logo.name)
    }

    /// The file name of the icon on the home screen of a phone, which is a PNG file; empty without one.
    pub(crate) fn touch_icon_name(&self) -> &'static str {
        match self.logo {
            None => "touch-icon.png",
            Some(_) => self.email_logo_name(),
        }
    }

    /// The file name of the logo in emails; empty without one.
    pub(crate) fn email_logo_name(&self) -> &'static str {
        let logo = self.logo.as_ref().filter(|logo| logo.is_for_email());
        logo.map_or("", |logo| logo.name)
    }

    /// The rules behind style.css; empty without an accent color.
    pub(crate) fn style(&self) -> String {
        let dark = self.accent_dark;
        let dark = dark.or_else(|| self.accent.map(AccentColor::for_dark_pages));
        let mut style = String::new();
        if let Some(accent) = self.accent {
            style += &format!("\n:root {{ {} }}\n", accent.declarations());
        }
        if let Some(dark) = dark {
            let declarations = dark.declarations();
            style += &format!(
                "\n@media (prefers-color-scheme: dark) {{ :root {{ {declarations} }} }}\n"
            );
        }
        style
    }

    pub(crate) fn email_accent(&self) -> String {
        self.accent
            .map_or_else(|| ACCENT.to_owned(), |accent| accent.to_string())
    }

    /// The `mailto` URL of the support address (RFC 6068): what means something in a URL is encoded.
    pub(crate) fn support_url(&self) -> Option<String> {
        let (local, domain) = self.support_email.as_ref()?.as_str().rsplit_once('@')?;
        Some(format!(
            "mailto:{}@{domain}",
            utf8_percent_encode(local, SEGMENT)
        ))
    }

    /// The links of the footer, in their order.
    pub(crate) fn links(&self) -> Vec<SiteLink> {
        [
            ("base-support", self.support_url()),
            ("base-terms", self.terms_url.clone()),
            ("base-privacy", self.privacy_url.clone()),
        ]
        .into_iter()
        .filter_map(|(label, url)| {
            Some(SiteLink {
                label: Message::new(label),
                url: url?,
            })
        })
        .collect()
    }
}
