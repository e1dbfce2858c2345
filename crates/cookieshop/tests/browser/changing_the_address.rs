use super::{mail_server::MailServer, mailbox::Letter, person::Person, shop::Shop};

const OLD: &str = "grace@example.com";
const NEW: &str = "grace@example.org";
const PASSWORD: &str = "seven green lamps";
const ANOTHER: &str = "eight yellow doors";

#[tokio::test]
async fn somebody_moves_to_another_mailbox_and_the_old_one_takes_it_back() {
    let mails = MailServer::start();
    let shop = Shop::with_mails(&mails);
    let grace = Person::at(shop.address()).await;
    grace.register(OLD, PASSWORD).await;
    Letter::next(&mails);

    grace.open("/settings").await;
    grace.follow("Change").await;
    grace.fill("New email address", NEW).await;
    grace.fill("Current password", PASSWORD).await;
    grace.press("Mail the link").await;
    grace.is_at("/settings").await;
    grace
        .reads("Nothing changes before you follow its link.")
        .await;
    grace.is_logged_in_as(OLD).await;

    let [confirm, warning] = Letter::two(&mails, [NEW, OLD]);
    assert_eq!(
        confirm.subject,
        "Confirm your new email address for Cookie Shop"
    );
    assert!(warning.text.contains(NEW), "{}", warning.text);
    grace.follows_the_link_in(&confirm).await;
    grace
        .reads("your account has the address grace@example.org")
        .await;
    grace.press("Use this address").await;
    grace.is_at("/settings").await;
    grace.reads("Your account has its new email address.").await;
    grace.is_logged_in_as(NEW).await;
    let told = Letter::next(&mails);
    assert_eq!(
        (told.to.as_str(), told.subject.as_str()),
        (OLD, "Your email address at Cookie Shop has changed")
    );

    // It was not Grace, but somebody who knew the password.
    let owner = Person::at(shop.address()).await;
    owner.follows_the_link_in(&warning).await;
    owner
        .reads("Your account gets the address grace@example.com back.")
        .await;
    owner.press("Take the change back").await;
    owner.is_at("/login").await;
    owner
        .reads("Your account has its old email address again.")
        .await;
    grace.open("/settings").await;
    grace.is_a_stranger().await;
    grace.try_to_log_in(NEW, PASSWORD).await;
    grace.has_status(422).await;

    let reset = Letter::next(&mails);
    assert_eq!(reset.to, OLD);
    owner.follows_the_link_in(&reset).await;
    owner.fill("Password", ANOTHER).await;
    owner.fill("Password confirmation", ANOTHER).await;
    owner.press("Change password").await;
    owner.log_in(OLD, ANOTHER).await;
}
