//! Limits of wrong answers.

use super::*;

#[tokio::test]
async fn wrong_second_factors_are_limited_across_pending_logins() {
    let scene = Scene::new().await;
    for _ in 0..5 {
        let step = scene.pending(ALICE).await;
        let refused = scene.proceed(&step.token, "000000").await;
        assert!(matches!(refused, Err(ContinueLoginError::WrongAnswer)));
    }
    let tried = scene.factor.used.load(Ordering::SeqCst);
    let step = scene.pending(ALICE).await;
    let limited = scene.proceed(&step.token, RIGHT).await;
    let Err(ContinueLoginError::TooManyAttempts(limit)) = limited else {
        panic!("{limited:?}");
    };
    assert_eq!(scene.factor.used.load(Ordering::SeqCst), tried);
    scene.world.clock.advance(limit.retry_after);
    assert!(scene.proceed(&step.token, RIGHT).await.is_ok());
}

/// An attacker who knows the password must not lock the user out of a known browser.
#[tokio::test]
async fn known_browser_has_a_limit_of_its_own() {
    let scene = Scene::new().await;
    let step = scene.pending(ALICE).await;
    let own = scene.proceed(&step.token, RIGHT).await.unwrap().device;
    for _ in 0..6 {
        let step = scene.pending(ALICE).await;
        let _ = scene.proceed(&step.token, "000000").await;
    }
    let step = scene.pending(ALICE).await;
    let limited = scene.proceed(&step.token, RIGHT).await;
    assert!(matches!(
        limited,
        Err(ContinueLoginError::TooManyAttempts(_))
    ));
    let request = SessionRequest {
        device: own,
        ..SessionRequest::default()
    };
    assert!(scene.proceed_as(&step.token, RIGHT, request).await.is_ok());
}
