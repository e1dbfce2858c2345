//! The shop suspends users from its own pages.

use std::sync::OnceLock;

use vestibule::{
    Builder,
    domain::{Administration, EmailAddress, UserRef},
    test::{PASSWORD, site},
};

use crate::shop;

#[tokio::test]
async fn user_suspended_by_the_application_is_refused_until_restored() {
    let staff: OnceLock<Administration> = OnceLock::new();
    let site = site(async |builder: Builder| {
        let _ = staff.set(builder.administration().await?);
        shop(builder).await
    })
    .await;
    let administration = staff.get().unwrap();
    let mut alice = site.logged_in("alice@example.com").await;
    assert_eq!(alice.get("/basket").await.status(), 200);

    let email = EmailAddress::parse("alice@example.com").unwrap();
    let found = administration.find(&UserRef::Email(email)).await.unwrap();
    let id = found.unwrap().id;
    assert!(administration.disable(id).await.unwrap());
    assert_eq!(alice.get("/basket").await.status(), 303);
    let form = [("email", "alice@example.com"), ("password", PASSWORD)];
    let page = alice.post("/login", &form).await;
    assert!(
        page.text()
            .contains("This account is disabled. Contact the site administrator.")
    );

    assert!(administration.enable(id).await.unwrap());
    assert_eq!(alice.post("/login", &form).await.status(), 303);
    assert_eq!(alice.get("/basket").await.status(), 200);
}
