//! Operations that end a pending login, and the limits of its token.

use super::*;

#[tokio::test]
async fn pending_login_expires_after_ten_minutes() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let last = PendingLogin::LIFETIME - Duration::from_secs(1);
    scene.world.clock.advance(last);
    let refused = scene.proceed(&step.token, "000000").await;
    assert!(matches!(refused, Err(ContinueLoginError::WrongAnswer)));
    scene.world.clock.advance(Duration::from_secs(1));
    assert!(scene.is_expired(&step.token).await);
    let unknown = PendingLoginToken::generate(&*scene.world.random).unwrap();
    assert!(scene.is_expired(&unknown).await);
}

#[tokio::test]
async fn pending_login_survives_a_change_of_the_secret_key() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let World {
        store,
        hasher,
        clock,
        random,
        heard,
        ..
    } = &scene.world;
    let continued = async |previous: Option<&str>| {
        let mut ports = ports(store, hasher, clock, random, heard);
        ports.second_factors = vec![scene.factor.clone()];
        let previous = previous.map(key);
        let keys = Keys::new(&key(OTHER_KEY), previous.as_ref());
        let accounts = Accounts::new(ports, keys, Policy::default());
        let answer = FactorAnswer::new(AuthMethod::Totp, RIGHT.to_owned());
        let request = SessionRequest::default();
        accounts.continue_login(&step.token, answer, request).await
    };
    let refused = continued(None).await;
    assert!(matches!(refused, Err(ContinueLoginError::Expired)));
    assert!(continued(Some(KEY)).await.is_ok());
}

#[tokio::test]
async fn one_of_two_parallel_continuations_opens_a_session() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let before = scene.sessions().await;
    let both = tokio::join!(
        scene.proceed(&step.token, RIGHT),
        scene.proceed(&step.token, RIGHT)
    );
    let opened = [both.0.is_ok(), both.1.is_ok()];
    assert_eq!(opened.into_iter().filter(|opened| *opened).count(), 1);
    assert_eq!(scene.sessions().await, before + 1);
}

#[tokio::test]
async fn sixth_pending_login_replaces_the_oldest() {
    let scene = Scene::new().await;
    let mut steps = Vec::new();
    for _ in 0..=PendingLogin::PER_USER {
        steps.push(scene.pending(ALICE).await);
        scene.world.clock.advance(Duration::from_secs(1));
    }
    let (first, others) = steps.split_first().unwrap();
    assert!(scene.is_expired(&first.token).await);
    for step in others {
        let refused = scene.proceed(&step.token, "000000").await;
        assert!(matches!(refused, Err(ContinueLoginError::WrongAnswer)));
    }
}

#[tokio::test]
async fn changed_or_reset_password_revokes_pending_logins() {
    let scene = Scene::new().await;
    let accounts = &scene.world.accounts;
    let step = scene.pending(ALICE).await;
    let by = scene.proceed(&step.token, RIGHT).await.unwrap().current;
    let step = scene.pending(ALICE).await;
    let changed = accounts.change_password(&by, password(GOOD), password(NEW));
    changed.await.unwrap();
    assert!(scene.is_expired(&step.token).await);

    let Ok(Login::Pending(step)) = scene.world.try_log_in(ALICE, NEW).await else {
        panic!("it needs a further step");
    };
    let link = scene.world.reset_link(ALICE).await;
    let client = Client::default();
    let reset = accounts.reset_password_by(&link, password(GOOD), &client, None);
    reset.await.unwrap();
    assert!(scene.is_expired(&step.token).await);
}

#[tokio::test]
async fn pending_login_of_an_account_disabled_meanwhile_is_refused() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let alice = scene.world.user(ALICE).await.unwrap();
    let operator = scene.world.operator();
    operator.disable(alice.id).await.unwrap();
    assert!(scene.is_expired(&step.token).await);
    operator.enable(alice.id).await.unwrap();
    assert!(scene.is_expired(&step.token).await);
    assert_eq!(scene.sessions().await, 0);
}

#[tokio::test]
async fn pending_login_token_has_no_other_purpose() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let text = step.token.expose();
    let accounts = &scene.world.accounts;
    let as_session = SessionToken::parse(&text).unwrap();
    assert!(scene.world.current(&as_session).await.is_none());
    let as_link = LinkToken::parse(&text).unwrap();
    assert!(
        accounts
            .open_link(&as_link, &LinkPurpose::ALL)
            .await
            .is_err()
    );
    let link = scene.world.reset_link(ALICE).await;
    let as_pending = PendingLoginToken::parse(&link.expose()).unwrap();
    assert!(scene.is_expired(&as_pending).await);
}
