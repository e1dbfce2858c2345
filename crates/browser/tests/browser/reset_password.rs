use super::{mail_server::MailServer, mailbox::OutgoingEmail, person::Person, shop::Shop};

const EMAIL: &str = "erin@example.com";
const FORGOTTEN: &str = "seven green lamps";
const PASSWORD: &str = "eight yellow doors";

#[tokio::test]
async fn user_resets_a_forgotten_password_by_email() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let erin = Person::at(shop.address()).await;
    erin.register(EMAIL, FORGOTTEN).await;
    OutgoingEmail::next(&mail_server);
    erin.log_out().await;

    erin.open("/login").await;
    erin.follow("Forgot your password?").await;
    erin.fill("Email", EMAIL).await;
    erin.press("Send reset link").await;
    erin.is_at("/mail-sent").await;
    erin.reads("Check your email").await;

    let message = OutgoingEmail::next(&mail_server);
    assert_eq!(
        (message.to.as_str(), message.subject.as_str()),
        (EMAIL, "Reset your password for Cookie Shop")
    );
    erin.follows_the_link_in(&message).await;
    erin.reads("Choose a new password for erin@example.com.")
        .await;
    erin.fill("Password", PASSWORD).await;
    erin.fill("Password confirmation", "eight yellow boors")
        .await;
    erin.press("Change password").await;
    erin.has_status(422).await;
    let error = erin.error_at("Password confirmation").await;
    assert_eq!(error, "The password confirmation must match the password.");
    erin.fill("Password", PASSWORD).await;
    erin.fill("Password confirmation", PASSWORD).await;
    erin.press("Change password").await;
    erin.is_at("/login").await;
    erin.reads("Your password has been changed. Log in with the new one.")
        .await;
    erin.try_to_log_in(EMAIL, FORGOTTEN).await;
    erin.has_status(422).await;
    erin.log_in(EMAIL, PASSWORD).await;
    let notice = OutgoingEmail::next(&mail_server);
    assert_eq!(
        notice.subject,
        "Your password for Cookie Shop has been changed"
    );
}

#[tokio::test]
async fn used_link_shows_an_explanation_and_links_to_a_new_request() {
    let mail_server = MailServer::start();
    let shop = Shop::with_mail_server(&mail_server);
    let erin = Person::at(shop.address()).await;
    erin.register(EMAIL, FORGOTTEN).await;
    let message = OutgoingEmail::next(&mail_server);
    erin.follows_the_link_in(&message).await;
    erin.press("Confirm email address").await;

    let again = Person::at(shop.address()).await;
    again.opens_the_link_in(&message).await;
    again.has_status(410).await;
    again.is_a_visitor().await;
    again.follow("Request a new link").await;
    again.has_status(200).await;
}
