use mail_parser::MessageParser;

use super::{
    elsewhere::Elsewhere,
    mail_server::{MailServer, Received},
    person::Person,
};

/// An email in a client without HTML.
pub(crate) struct OutgoingEmail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl OutgoingEmail {
    /// The next email, to any address.
    pub(crate) fn next(mail_server: &MailServer) -> Self {
        Self::read(&mail_server.next())
    }

    /// The next two emails, in the order of these addressees.
    pub(crate) fn two(mail_server: &MailServer, addressees: [&str; 2]) -> [Self; 2] {
        let mut two = [Self::next(mail_server), Self::next(mail_server)];
        if two[0].to == addressees[1] {
            two.reverse();
        }
        assert_eq!([&two[0].to, &two[1].to], addressees);
        two
    }

    fn read(email: &Received) -> Self {
        let parsed = MessageParser::default().parse(&email.source).unwrap();
        Self {
            to: email.to.clone(),
            subject: parsed.subject().unwrap().to_owned(),
            text: parsed.body_text(0).unwrap().into_owned(),
        }
    }

    /// The URL to open: the only one with a secret.
    fn link(&self) -> &str {
        let mut links = self.text.lines().filter(|line| line.contains("?token="));
        let link = links
            .next()
            .unwrap_or_else(|| panic!("no link in\n{}", self.text));
        assert_eq!(links.next(), None, "one link");
        link
    }
}

impl Person {
    /// Reads an email on the site of a mail provider, and follows its link.
    pub(crate) async fn follows_the_link_in(&self, message: &OutgoingEmail) {
        self.opens_the_link_in(message).await;
        self.has_status(200).await;
        self.browser_has_no_complaint().await;
    }

    pub(crate) async fn opens_the_link_in(&self, message: &OutgoingEmail) {
        let linked = format!("<a href='{0}'>{0}</a>", message.link());
        let text = message.text.replace(message.link(), &linked);
        let page = Elsewhere::publish(format!("<pre>{text}</pre>")).await;
        self.client()
            .goto(&page.address_at("localhost"))
            .await
            .unwrap();
        self.follow(message.link()).await;
    }
}
