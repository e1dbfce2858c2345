//! Logins of users who set up a second factor.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use vestibule_domain::{
    AccessDenied, AccessPolicy, Accounts, AuthMethod, AuthService, ChangePassword, Client,
    ContinueLoginError, EmailKind, EmailVerification, EventKind, FactorAnswer, FurtherStep, Keys,
    LinkPurpose, LinkToken, LoggedIn, Login, NewAccount, OpenLinks, PendingLogin,
    PendingLoginToken, Policy, Registered, SecondFactor, SessionRequest, SessionToken, Timestamp,
    Unavailable, UnitOfWork, User, VerifyEmail,
};

use super::{
    by_token::ByToken,
    fixture::{ALICE, BOB, GOOD, KEY, NEW, OTHER_KEY, World, email, key, password, ports},
};

mod lifecycle;
mod limits;

const RIGHT: &str = "271828";

/// Codes that work once, for the users who set it up.
#[derive(Default)]
struct TestFactor {
    of: Mutex<HashSet<String>>,
    used: AtomicUsize,
}

impl TestFactor {
    fn set_up(&self, address: &str) {
        self.of.lock().unwrap().insert(address.to_owned());
    }
}

#[async_trait]
impl SecondFactor for TestFactor {
    fn method(&self) -> AuthMethod {
        AuthMethod::Totp
    }

    async fn is_set_up(&self, user: &User) -> Result<bool, Unavailable> {
        Ok(self.of.lock().unwrap().contains(user.email.as_str()))
    }

    async fn verify(
        &self,
        unit: &mut dyn UnitOfWork,
        user: &User,
        answer: &FactorAnswer,
        _: Timestamp,
    ) -> Result<bool, Unavailable> {
        self.used.fetch_add(1, Ordering::SeqCst);
        // An arbitrary statement, so that there is something to roll back with the unit.
        unit.users().reset_failures(user.id).await?;
        Ok(answer.expose() == RIGHT)
    }
}

/// Refuses when told so, and counts its calls.
#[derive(Default)]
struct Host {
    asked: AtomicUsize,
    refuses: Mutex<bool>,
}

#[async_trait]
impl AccessPolicy for Host {
    async fn may_log_in(&self, _: &User, _: &Client) -> Result<(), AccessDenied> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        match *self.refuses.lock().unwrap() {
            true => Err(AccessDenied::because("closed today")),
            false => Ok(()),
        }
    }
}

struct Scene {
    world: World,
    factor: Arc<TestFactor>,
    host: Arc<Host>,
}

impl Scene {
    /// Alice is registered, and has set the factor up.
    async fn new() -> Self {
        let scene = Self::with(World::with_email());
        scene.world.register_alice().await;
        scene.factor.set_up(ALICE);
        scene.host.asked.store(0, Ordering::SeqCst);
        scene
    }

    fn with(mut world: World) -> Self {
        let (factor, host) = (Arc::<TestFactor>::default(), Arc::<Host>::default());
        world.choose(|ports| {
            ports.second_factors = vec![factor.clone()];
            ports.access_policy = Some(host.clone());
        });
        Self {
            world,
            factor,
            host,
        }
    }

    async fn pending(&self, address: &str) -> FurtherStep {
        match self.world.try_log_in(address, GOOD).await.unwrap() {
            Login::Pending(step) => step,
            Login::LoggedIn(_) => panic!("it needs a further step"),
        }
    }

    async fn proceed(
        &self,
        token: &PendingLoginToken,
        typed: &str,
    ) -> Result<LoggedIn, ContinueLoginError> {
        let request = SessionRequest::default();
        self.proceed_as(token, typed, request).await
    }

    async fn proceed_as(
        &self,
        token: &PendingLoginToken,
        typed: &str,
        request: SessionRequest,
    ) -> Result<LoggedIn, ContinueLoginError> {
        let answer = FactorAnswer::new(AuthMethod::Totp, typed.to_owned());
        let accounts = &self.world.accounts;
        accounts.continue_login(token, answer, request).await
    }

    async fn is_expired(&self, token: &PendingLoginToken) -> bool {
        let continued = self.proceed(token, RIGHT).await;
        matches!(continued, Err(ContinueLoginError::Expired))
    }

    async fn sessions(&self) -> usize {
        let alice = self.world.user(ALICE).await.unwrap();
        self.world.sessions_of(&alice).await.len()
    }
}

#[tokio::test]
async fn password_of_a_user_with_a_second_factor_opens_no_session() {
    let scene = Scene::new().await;
    let before = scene.sessions().await;
    let step = scene.pending(ALICE).await;
    assert_eq!(step.methods, [AuthMethod::Totp]);
    assert_eq!(scene.sessions().await, before);
    assert_eq!(scene.world.count(EventKind::LoggedIn).await, 0);
    assert_eq!(scene.world.count(EventKind::LoginPending).await, 1);
    assert_eq!(scene.host.asked.load(Ordering::SeqCst), 0);
    let shown = format!("{step:?}");
    assert!(!shown.contains(&**step.token.expose()), "{shown}");
}

#[tokio::test]
async fn second_factor_opens_the_session_with_both_methods() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let minute = Duration::from_secs(60);
    scene.world.clock.advance(minute);
    let logged_in = scene.proceed(&step.token, RIGHT).await.unwrap();
    assert!(scene.world.is_logged_in(&logged_in).await);
    let authentications = logged_in.current.session.authentications;
    let methods: Vec<_> = authentications.iter().collect();
    let at = logged_in.current.session.created_at;
    let expected = [(AuthMethod::Password, at - minute), (AuthMethod::Totp, at)];
    assert_eq!(methods, expected);
    assert_eq!(scene.world.count(EventKind::LoggedIn).await, 1);
    assert_eq!(scene.host.asked.load(Ordering::SeqCst), 1);
    assert!(scene.is_expired(&step.token).await, "it works once");
}

#[tokio::test]
async fn session_is_remembered_as_requested_in_the_first_step() {
    let scene = Scene::new().await;
    for remember in [true, false] {
        let request = SessionRequest {
            remember,
            ..SessionRequest::default()
        };
        let accounts = &scene.world.accounts;
        let login = accounts.log_in(email(ALICE), password(GOOD), request);
        let Login::Pending(step) = login.await.unwrap() else {
            panic!("it needs a further step");
        };
        let other = SessionRequest {
            remember: !remember,
            ..SessionRequest::default()
        };
        let logged_in = scene.proceed_as(&step.token, RIGHT, other).await.unwrap();
        assert_eq!(logged_in.current.session.remembered, remember);
    }
}

#[tokio::test]
async fn wrong_second_factor_is_recorded_and_keeps_the_login_pending() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    for method in [AuthMethod::Totp, AuthMethod::Password] {
        let answer = FactorAnswer::new(method, "000000".to_owned());
        let request = SessionRequest::default();
        let accounts = &scene.world.accounts;
        let refused = accounts.continue_login(&step.token, answer, request).await;
        assert!(matches!(refused, Err(ContinueLoginError::WrongAnswer)));
    }
    assert_eq!(scene.world.count(EventKind::SecondFactorFailed).await, 2);
    assert_eq!(scene.host.asked.load(Ordering::SeqCst), 0);
    assert!(scene.proceed(&step.token, RIGHT).await.is_ok());
}

#[tokio::test]
async fn access_policy_is_called_after_the_second_factor_only() {
    let scene = Scene::new().await;
    *scene.host.refuses.lock().unwrap() = true;
    let step = scene.pending(ALICE).await;
    let wrong = scene.proceed(&step.token, "000000").await;
    assert!(matches!(wrong, Err(ContinueLoginError::WrongAnswer)));
    assert_eq!(scene.host.asked.load(Ordering::SeqCst), 0);
    let refused = scene.proceed(&step.token, RIGHT).await;
    assert!(matches!(refused, Err(ContinueLoginError::Refused(_))));
    assert_eq!(scene.host.asked.load(Ordering::SeqCst), 1);
    assert_eq!(scene.world.count(EventKind::LoginRefused).await, 1);
    *scene.host.refuses.lock().unwrap() = false;
    assert!(scene.proceed(&step.token, RIGHT).await.is_ok());
}

#[tokio::test]
async fn verification_link_with_password_needs_the_second_factor() {
    let scene = Scene::with(World::verifying(EmailVerification::Required));
    let account = NewAccount::new(email(ALICE), password(GOOD));
    let registered = scene
        .world
        .accounts
        .register(account, SessionRequest::default());
    registered.await.unwrap();
    scene.factor.set_up(ALICE);
    let link = scene.world.emailed_link(EmailKind::VerifyEmail).await;
    let accounts = &scene.world.accounts;
    let opened = accounts.open_link(&link, &[LinkPurpose::VerifyEmail]).await;
    let opened = opened.unwrap();
    let request = SessionRequest::default();
    let login = accounts.verify_email_and_log_in(&opened, password(GOOD), request);
    let Login::Pending(step) = login.await.unwrap() else {
        panic!("it needs a further step");
    };
    let alice = scene.world.user(ALICE).await.unwrap();
    assert!(alice.email_verified_at.is_some(), "the proof counts");
    assert_eq!(scene.sessions().await, 0);
    assert!(scene.proceed(&step.token, RIGHT).await.is_ok());
}

#[tokio::test]
async fn registration_needs_the_second_factor_if_it_is_set_up() {
    let scene = Scene::with(World::new());
    scene.factor.set_up(ALICE);
    let account = NewAccount::new(email(ALICE), password(GOOD));
    let registered = scene
        .world
        .accounts
        .register(account, SessionRequest::default());
    let Registered::Pending(step) = registered.await.unwrap() else {
        panic!("it needs a further step");
    };
    assert_eq!(scene.sessions().await, 0);
    assert!(scene.proceed(&step.token, RIGHT).await.is_ok());
}

#[tokio::test]
async fn login_without_a_second_factor_needs_no_more_statements() {
    let plain = World::with_email();
    let scene = Scene::with(World::with_email());
    let mut costs = Vec::new();
    for world in [&plain, &scene.world] {
        world.register(BOB, SessionRequest::default()).await;
        let before = world.store.work();
        world.log_in(BOB, GOOD).await.unwrap();
        costs.push(world.store.work() - before);
    }
    assert_eq!(costs[0], costs[1]);
}
