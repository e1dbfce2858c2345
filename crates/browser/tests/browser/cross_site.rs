use super::{
    elsewhere::Elsewhere,
    person::{Person, until},
    shop::Shop,
};

const VICTIM: &str = "ivan@example.com";
const PASSWORD: &str = "seven green lamps";
const ATTACKER: &str = "mallory@example.com";

/// The site of the shop, the site of the attacker, and the relation between them for the browser.
#[derive(Clone, Copy)]
struct Sites {
    shop: &'static str,
    attacker: &'static str,
    relation: &'static str,
}

const UNRELATED: Sites = Sites {
    shop: "127.0.0.1",
    attacker: "localhost",
    relation: "cross-site",
};

/// Requests of the pages of a sibling site have the cookie.
const SIBLINGS: Sites = Sites {
    shop: "shop.bakery.localhost",
    attacker: "blog.bakery.localhost",
    relation: "same-site",
};

#[tokio::test]
async fn cross_site_page_cannot_log_in_change_the_password_or_log_out() {
    assert_cross_site_requests_fail(UNRELATED).await;
}

#[tokio::test]
async fn same_site_subdomain_is_treated_as_cross_site() {
    assert_cross_site_requests_fail(SIBLINGS).await;
}

async fn assert_cross_site_requests_fail(sites: Sites) {
    let shop = Shop::open();
    let ivan = Person::at(shop.address_at(sites.shop)).await;
    ivan.assert_sites_are_classified(sites).await;
    ivan.register(ATTACKER, PASSWORD).await;
    ivan.log_out().await;
    ivan.open("/login").await; // shows the flash message, and removes it
    // The remaining cookie identifies a known browser, and is no session.
    let left = ivan.cookies().await;
    let names: Vec<_> = left.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["vestibule_device"]);

    let log_in = form(
        &ivan,
        "/login",
        &[("email", ATTACKER), ("password", PASSWORD)],
    );
    ivan.is_redirected_to_login_at(sites, &log_in).await;
    ivan.is_a_visitor().await;

    ivan.register(VICTIM, PASSWORD).await;
    ivan.is_redirected_to_login_at(sites, &log_in).await;
    let other = "eight yellow doors";
    let fields = [
        ("current_password", PASSWORD),
        ("password", other),
        ("password_confirmation", other),
    ];
    ivan.is_redirected_to_login_at(sites, &form(&ivan, "/settings/password", &fields))
        .await;
    let moves = [("email", ATTACKER), ("current_password", PASSWORD)];
    let deletes = [("confirmation", VICTIM), ("current_password", PASSWORD)];
    for (path, fields) in [
        ("/settings/email", &moves[..]),
        ("/settings/account/delete", &deletes),
        ("/settings/sessions/revoke-others", &[]),
        ("/forgot-password", &[("email", VICTIM)]),
        ("/logout", &[]),
    ] {
        ivan.is_redirected_to_login_at(sites, &form(&ivan, path, fields))
            .await;
    }
    ivan.open("/settings").await;
    ivan.is_logged_in_as(VICTIM).await;

    let address = format!("{}/logout", ivan.shop);
    let embedded = format!(
        "<link rel=prefetch href={address}><link rel=stylesheet href={address}>
         <img src={address}><iframe src={address}></iframe><script src={address}></script>
         <a href={address}>Free cookies</a>"
    );
    ivan.visits(sites, &embedded).await;
    ivan.open("/settings").await;
    ivan.is_logged_in_as(VICTIM).await;
    ivan.visits(sites, &embedded).await;
    ivan.follow("Free cookies").await;
    ivan.is_at("/logout").await;
    ivan.reads("Are you sure you want to log out?").await;
    ivan.open("/settings").await;
    ivan.is_logged_in_as(VICTIM).await;

    // The password is unchanged, and a logout of the user works.
    ivan.log_out().await;
    ivan.log_in(VICTIM, PASSWORD).await;
}

impl Person {
    /// The precondition: the browser treats the two sites as expected.
    async fn assert_sites_are_classified(&self, sites: Sites) {
        let elsewhere = Elsewhere::publish("").await;
        let echo = format!("{}/echo", elsewhere.address_at(sites.shop));
        let page = Elsewhere::publish(auto_submitted(&echo, &[])).await;
        let address = page.address_at(sites.attacker);
        self.client().goto(&address).await.unwrap();
        self.navigates_by_link_to(&echo).await;
        self.reads(sites.relation).await;
    }

    async fn visits(&self, sites: Sites, page: &str) {
        let page = Elsewhere::publish(page).await;
        let address = page.address_at(sites.attacker);
        self.client().goto(&address).await.unwrap();
    }

    async fn is_redirected_to_login_at(&self, sites: Sites, page: &str) {
        self.open("/cookies").await;
        let before = self.cookies().await;
        self.visits(sites, page).await;
        self.navigates_by_link_to(&self.shop).await;
        for visit in ["at first", "sent again by F5"] {
            self.has_status(403).await;
            assert_eq!(self.cookies().await, before, "{visit}");
            self.reload().await;
        }
    }

    async fn navigates_by_link_to(&self, address: &str) {
        until("the form is sent", async || {
            let url = self.client().current_url().await.unwrap();
            url.as_str().starts_with(address)
        })
        .await;
    }
}

fn form(person: &Person, path: &str, fields: &[(&str, &str)]) -> String {
    auto_submitted(&format!("{}{path}", person.shop), fields)
}

/// A page that submits a form on load.
fn auto_submitted(action: &str, fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("<input name={name} value='{value}'>");
    let fields: String = fields.iter().map(field).collect();
    format!(
        "<form method=post action={action}>{fields}</form><script>document.forms[0].submit()</script>"
    )
}
