//! What a [`PasswordHasher`] must do, as cases that it must pass.
//! [`hasher_contract!`](crate::hasher_contract) creates a test for each.

use std::future::poll_fn;
use std::task::Poll;

use vestibule_domain::{PasswordHash, PasswordHasher, PlainPassword, Verdict};

/// Creates a named test for each case in [`hasher`](mod@crate::hasher), for one adapter.
///
/// The expression creates a new hasher. Call the macro in a module of its own. The tests need the crate
/// `tokio` with `macros`.
///
/// # Examples
///
/// ```
/// mod contract {
///     vestibule_contract::hasher_contract!(vestibule_memory::CheapHasher::default());
/// }
/// ```
#[macro_export]
macro_rules! hasher_contract {
    ($hasher:expr) => {
        $crate::hasher_contract! { $hasher =>
            correct_password_matches,
            wrong_password_does_not_match,
            password_is_normalized,
            password_is_hashed_completely,
            hashes_of_one_password_differ,
            password_without_an_account_does_not_match,
            unreadable_hash_is_a_mismatch,
            excessively_expensive_hash_is_a_mismatch,
            cancelled_callers_free_their_queue_slots,
        }
    };
    ($hasher:expr => $($case:ident),+ $(,)?) => {
        $(
            #[tokio::test]
            async fn $case() {
                $crate::hasher::$case(&$hasher).await;
            }
        )+
    };
}

const TODAY: Verdict = Verdict::Match {
    needs_rehash: false,
};

fn plain(password: &str) -> PlainPassword {
    PlainPassword::new(password.to_owned())
}

async fn hash(hasher: &dyn PasswordHasher, password: &str) -> PasswordHash {
    hasher.hash(&plain(password)).await.expect("hashes")
}

async fn verify(
    hasher: &dyn PasswordHasher,
    password: &str,
    hash: Option<&PasswordHash>,
) -> Verdict {
    let verdict = hasher.verify(&plain(password), hash).await;
    verdict.expect("verifies")
}

/// A hash of today matches its password and needs no other.
pub async fn correct_password_matches(hasher: &dyn PasswordHasher) {
    for password in ["correct horse battery staple", "пароль 🔑", " ", ""] {
        let hash = hash(hasher, password).await;
        assert_eq!(verify(hasher, password, Some(&hash)).await, TODAY);
    }
}

/// Neither a guess nor a near miss: nothing is trimmed and no case is folded.
pub async fn wrong_password_does_not_match(hasher: &dyn PasswordHasher) {
    let hash = hash(hasher, "Tr0ub4dor&3").await;
    for guess in [
        "",
        "password",
        "tr0ub4dor&3",
        "Tr0ub4dor&3 ",
        " Tr0ub4dor&3",
        "Tr0ub4dor&3\0",
    ] {
        let verdict = verify(hasher, guess, Some(&hash)).await;
        assert_eq!(verdict, Verdict::Mismatch, "{guess:?}");
    }
}

/// "é" is one character or two, as the keyboard likes; "ﬁ" is not "fi" (NFC, not NFKC).
pub async fn password_is_normalized(hasher: &dyn PasswordHasher) {
    let hash = hash(hasher, "caf\u{e9} con \u{fb01}lo").await;
    let decomposed = verify(hasher, "cafe\u{301} con \u{fb01}lo", Some(&hash)).await;
    assert_eq!(decomposed, TODAY);
    let compatible = verify(hasher, "caf\u{e9} con filo", Some(&hash)).await;
    assert_eq!(compatible, Verdict::Mismatch);
}

/// The last byte of a long password counts, and so does a NUL in it: bcrypt would cut it
/// after 72 bytes, C at the NUL.
pub async fn password_is_hashed_completely(hasher: &dyn PasswordHasher) {
    for length in [72, 128, 255, 1023] {
        let start = "x".repeat(length);
        let hash = hash(hasher, &format!("{start}a")).await;
        let other_end = verify(hasher, &format!("{start}b"), Some(&hash)).await;
        assert_eq!(other_end, Verdict::Mismatch, "after {length} bytes");
    }
    let hash = hash(hasher, "before\0after").await;
    let other_end = verify(hasher, "before\0other", Some(&hash)).await;
    assert_eq!(other_end, Verdict::Mismatch);
}

/// Each hash has a salt of its own, and none shows the password.
pub async fn hashes_of_one_password_differ(hasher: &dyn PasswordHasher) {
    let first = hash(hasher, "correct horse").await;
    let second = hash(hasher, "correct horse").await;
    assert_ne!(first, second);
    let ends = |hash: &PasswordHash| hash.expose().rsplit('$').next().map(str::to_owned);
    assert_ne!(ends(&first), ends(&second));
    assert!(!first.expose().contains("horse"));
}

/// Where there is no hash there is no right password.
pub async fn password_without_an_account_does_not_match(hasher: &dyn PasswordHasher) {
    for guess in ["", "password", "correct horse battery staple"] {
        assert_eq!(verify(hasher, guess, None).await, Verdict::Mismatch);
    }
}

/// A damaged row, a hash of another kind, a hash cut short: a mismatch, not an error.
pub async fn unreadable_hash_is_a_mismatch(hasher: &dyn PasswordHasher) {
    let good = hash(hasher, "correct horse").await;
    let half = &good.expose()[..good.expose().len() / 2];
    for stored in [
        "",
        "$",
        "$$$$$",
        "correct horse",
        "!",
        "\0",
        half,
        &"$".repeat(100_000),
    ] {
        let stored = PasswordHash::new(stored.to_owned());
        let verdict = verify(hasher, "correct horse", Some(&stored)).await;
        assert_eq!(verdict, Verdict::Mismatch, "{}", stored.expose());
    }
}

/// A malicious row of an import must not make a login take 4 TiB or a year.
pub async fn excessively_expensive_hash_is_a_mismatch(hasher: &dyn PasswordHasher) {
    for parameters in [
        "m=4294967295,t=2,p=1",
        "m=19456,t=4294967295,p=1",
        "m=134217720,t=1,p=16777215",
    ] {
        let stored = PasswordHash::new(format!(
            "$argon2id$v=19${parameters}$MDEyMzQ1Njc4OWFiY2RlZg$\
             tmg8kTzmJLkguc2kOGId3nFi6amvRKU5PrSeYJW6QRk"
        ));
        let verdict = verify(hasher, "correct horse", Some(&stored)).await;
        assert_eq!(verdict, Verdict::Mismatch, "{parameters}");
    }
}

/// A browser that hangs up drops its future. However many do, the next one is served.
pub async fn cancelled_callers_free_their_queue_slots(hasher: &dyn PasswordHasher) {
    let hash = hash(hasher, "correct horse").await;
    let guess = plain("wrong");
    for _ in 0..10_000 {
        let mut abandoned = hasher.verify(&guess, None);
        poll_fn(|context| {
            // Begun, so that it waits; what it says does not matter.
            let _ = abandoned.as_mut().poll(context);
            Poll::Ready(())
        })
        .await;
    }
    assert_eq!(verify(hasher, "correct horse", Some(&hash)).await, TODAY);
}
