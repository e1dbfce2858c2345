use std::net::{IpAddr, Ipv4Addr};

use serde::Serialize;
use vestibule_domain::{
    Client, EmailAddress, EmailId, EmailKind, LinkPurpose, OutgoingEmail, QueuedEmail, Timestamp,
};

use super::kinds;
use crate::{Message, TokenField, agent};

/// The context of an email, from top to bottom.
#[derive(Clone, Debug, Serialize)]
pub struct EmailPage {
    /// The subject line.
    pub subject: Message,
    /// The text of the email, one message for each paragraph.
    pub lead: Vec<Message>,
    /// Time, browser and IP address of the cause.
    pub occasion: Vec<EmailDetail>,
    /// The sentence before the actions.
    pub request: Option<Message>,
    /// The links, the main one first. The site may lack their routes.
    pub actions: Vec<EmailAction>,
    /// How long the link of the first action is valid.
    pub lifetime: Option<Message>,
    /// Further advice, one message for each paragraph.
    pub advice: Vec<Message>,
    /// Who received the email, and why.
    pub reason: Message,
    /// The URL of the site without a slash at the end, for links.
    pub site_url: String,
}

/// A link in an email, to a route of the site.
#[derive(Clone, Debug, Serialize)]
pub struct EmailAction {
    /// The label of the link.
    pub label: Message,
    /// The name of the route, for `url_for`.
    pub route: &'static str,
    /// The token of the link, if it has one.
    pub token: Option<TokenField>,
}

/// A fact about the cause of an email.
#[derive(Clone, Debug, Serialize)]
pub struct EmailDetail {
    /// The name of the fact, with a colon.
    pub name: Message,
    /// The value of the fact.
    pub value: Message,
}

impl EmailPage {
    /// What `message` says to its reader, from the site with this name and address.
    pub fn new(outgoing: &OutgoingEmail, site_name: &str, site_url: &str) -> Self {
        let email = &outgoing.email;
        let page = Self {
            subject: Message::from(String::new()),
            lead: Vec::new(),
            occasion: Vec::new(),
            request: None,
            actions: Vec::new(),
            lifetime: email.kind.link().map(lifetime),
            advice: Vec::new(),
            reason: Message::new("mail-reason")
                .with("email", email.to.to_string())
                .with("site", site_name),
            site_url: site_url.to_owned(),
        };
        kinds::write(page, outgoing, site_name)
    }

    /// An email of each kind, to test the templates with.
    pub(crate) fn samples() -> Vec<Self> {
        let kinds = EmailKind::ALL.into_iter();
        kinds
            .map(|kind| {
                let mut page = Self::new(&sample(kind), "Vestibule", "https://site.example");
                if kind.link().is_some() {
                    page.actions[0].token = Some(TokenField::sample());
                }
                page
            })
            .collect()
    }

    pub(super) fn about(
        mut self,
        subject: Message,
        lead: impl IntoIterator<Item = Message>,
    ) -> Self {
        self.subject = subject;
        self.lead.extend(lead);
        self
    }

    /// Adds the time and the client of the event. Only emails about the account of the reader have
    /// it: an email to an address without an account must not disclose who entered it.
    pub(super) fn happened(mut self, email: &QueuedEmail) -> Self {
        let Client { address, agent, .. } = &email.client;
        let written = Message::new("mail-time").with("time", email.created_at);
        let when = Some((Message::new("mail-when"), written));
        let agent = agent.as_deref().map(agent::browser);
        let browser = agent.map(|agent| (Message::new("mail-browser"), agent));
        let address = address.map(|ip| (Message::new("mail-address"), ip.to_string().into()));
        let details = [when, browser, address].into_iter().flatten();
        let details = details.map(|(name, value)| EmailDetail { name, value });
        self.occasion.extend(details);
        self
    }

    pub(super) fn asks(mut self, request: Message) -> Self {
        self.request = Some(request);
        self
    }

    pub(super) fn offers(
        mut self,
        label: Message,
        route: &'static str,
        token: Option<TokenField>,
    ) -> Self {
        let action = EmailAction {
            label,
            route,
            token,
        };
        self.actions.push(action);
        self
    }

    pub(super) fn advises(mut self, advice: Message) -> Self {
        self.advice.push(advice);
        self
    }
}

fn lifetime(purpose: LinkPurpose) -> Message {
    let hours = purpose.lifetime().as_secs() / (60 * 60);
    let hours = i64::try_from(hours).unwrap_or(i64::MAX);
    Message::new("mail-lifetime").with("hours", hours)
}

fn sample(kind: EmailKind) -> OutgoingEmail {
    let address = |text| EmailAddress::parse(text).ok();
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let ip = IpAddr::from(Ipv4Addr::new(192, 0, 2, 7));
    let email = QueuedEmail {
        id: EmailId::from_uuid(Default::default()),
        kind,
        to: address("alice@example.com").unwrap_or_else(|| unreachable!("it is an address")),
        user_id: None,
        other_email: address("alice.liddell@example.com"),
        email_changes: 0,
        client: Client::new(Some(ip), Some(agent)),
        created_at: Timestamp::from_unix_seconds(1_763_990_000),
        link: None,
        attempts: 1,
    };
    OutgoingEmail {
        email,
        link: None,
        deletion_due_at: Some(Timestamp::from_unix_seconds(1_766_582_000)),
    }
}
