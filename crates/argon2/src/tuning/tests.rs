//! The search for parameters, on simulated machines that compute so many blocks of 1 KiB per
//! millisecond.

use std::convert::Infallible;

use super::*;

async fn tuned(milliseconds: u64, memory_mib: u32, blocks_per_ms: f64) -> (u32, u32, Duration) {
    let wish = Wish {
        time: Duration::from_millis(milliseconds),
        memory_kib: memory_mib * 1024,
    };
    let time = async |memory_kib: u32, passes: u32| {
        Argon2Params::new(memory_kib, passes, 1).expect("never below OWASP");
        let blocks = f64::from(memory_kib) * f64::from(passes);
        Ok::<_, Infallible>(Duration::from_secs_f64(blocks / blocks_per_ms / 1000.0))
    };
    let Ok(found) = search(wish, time).await;
    found
}

#[tokio::test]
async fn tuning_maximizes_memory_first_and_then_passes() {
    let (memory, passes, took) = tuned(250, 64, 1000.0).await;
    assert_eq!((memory, passes), (65_536, 3));
    assert!(took <= Duration::from_millis(250));
    assert_eq!(tuned(10_000, 64, 1000.0).await.1, MOST_PASSES);
    assert_eq!(tuned(10_000, 4096, 1000.0).await.0, MOST_MEMORY_KIB);
    assert_eq!(tuned(1_000, 1, 1000.0).await.0, 12_288);
}

#[tokio::test]
async fn tuning_reduces_memory_to_the_owasp_minimum_at_most() {
    // 64 MiB take 65 ms, OWASP's rows 47, 39 and 37 ms.
    for (wished, expected) in [
        (66, (65_536, 1)),
        (60, (60_000, 1)),
        (48, (48_000, 1)),
        (44, (22_000, 2)),
        (38, (12_666, 3)),
    ] {
        let (memory, passes, took) = tuned(wished, 64, 1000.0).await;
        assert_eq!((memory, passes), expected, "{wished} ms");
        assert!(took <= Duration::from_millis(wished));
    }
}

#[tokio::test]
async fn tuning_returns_the_minimum_if_it_takes_longer() {
    let (memory, passes, took) = tuned(10, 64, 1000.0).await;
    assert_eq!((memory, passes), (12_288, 3));
    assert!(took > Duration::from_millis(10));
    assert_eq!(tuned(0, 64, 1000.0).await.0, 12_288);
}
