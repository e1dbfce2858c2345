//! The queue and its permits, with work that waits until the test releases it.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Poll;

use argon2::{Argon2, Params};
use tokio::time::timeout;

use super::worker::{KEPT, TOGETHER};
use super::*;

fn pool(workers: usize, queue: usize) -> Pool {
    Pool::new(Capacity { workers, queue }, 8).unwrap()
}

/// Work that reports its start, and ends when the test says so.
struct Gate {
    begun: Receiver<()>,
    open: Sender<()>,
}

fn gated() -> (impl FnOnce(&mut Memory) + Send + 'static, Gate) {
    let (began, begun) = channel();
    let (open, opened) = channel();
    let work = move |_: &mut Memory| {
        began.send(()).unwrap();
        opened.recv().unwrap();
    };
    (work, Gate { begun, open })
}

/// Polls once, and returns the result if it is ready.
async fn begin<F: Future + ?Sized>(future: &mut Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// This many more waiting callers, whose work does nothing.
async fn wait_in_line(pool: &Pool, number: usize) -> Vec<Waiting<'_>> {
    let mut line = Vec::new();
    for _ in 0..number {
        let mut next: Waiting<'_> = Box::pin(pool.run(|_| ()));
        assert!(begin(&mut next.as_mut()).await.is_none());
        line.push(next);
    }
    line
}

type Waiting<'a> = Pin<Box<dyn Future<Output = Result<(), HashingError>> + 'a>>;

fn is_busy<T>(answer: Option<Result<T, HashingError>>) -> bool {
    matches!(answer, Some(Err(HashingError::Busy { .. })))
}

#[tokio::test]
async fn full_queue_rejects_immediately_with_retry_time() {
    let pool = pool(1, 1);
    let (work, gate) = gated();
    let mut running = pin!(pool.run(work));
    assert!(begin(&mut running).await.is_none());
    gate.begun.recv().unwrap();
    let admitted = pool.admit().unwrap();
    assert!(
        pool.admit().is_err(),
        "the place that is left has its guest"
    );
    drop(admitted);
    drop(pool.admit().unwrap());
    let mut waiting = pin!(pool.run(|_| ()));
    assert!(begin(&mut waiting).await.is_none());
    assert!(pool.admit().is_err());

    let mut refused = pin!(pool.run(|_| ()));
    match begin(&mut refused).await {
        Some(Err(HashingError::Busy { retry_after })) => {
            assert_eq!(retry_after, LEAST_RETRY, "nothing is measured yet");
        }
        other => panic!("there is a third place: {other:?}"),
    }
    gate.open.send(()).unwrap();
    running.await.unwrap();
    waiting.await.unwrap();
    pool.run(|_| ()).await.unwrap();
}

#[tokio::test]
async fn retry_time_follows_queue_length_and_hashing_rate() {
    let pool = pool(2, 98);
    pool.pace.store(400_000, Ordering::Relaxed);
    assert_eq!(pool.time_to_empty(), Duration::from_secs(20));
}

#[tokio::test]
async fn disconnected_waiting_client_frees_its_queue_slot() {
    let pool = pool(1, 50);
    let (work, gate) = gated();
    let mut running = pin!(pool.run(work));
    assert!(begin(&mut running).await.is_none());
    gate.begun.recv().unwrap();
    let ahead = wait_in_line(&pool, AHEAD - 1).await;
    for _ in 0..2 {
        let mut waiting = Vec::new();
        for _ in 0..50 - ahead.len() {
            let mut place = Box::pin(pool.run(|_| panic!("no caller waits for it")));
            assert!(begin(&mut place.as_mut()).await.is_none());
            waiting.push(place);
        }
        let mut refused = pin!(pool.run(|_| ()));
        assert!(is_busy(begin(&mut refused).await));
    }
    gate.open.send(()).unwrap();
    running.await.unwrap();
    drop(ahead);
    assert_eq!(pool.run(|_| "next").await.unwrap(), "next");
}

#[tokio::test]
async fn disconnect_during_hashing_keeps_the_thread_until_the_hash_is_done() {
    let pool = pool(1, 0);
    let (work, gate) = gated();
    {
        let mut running = pin!(pool.run(work));
        assert!(begin(&mut running).await.is_none());
        gate.begun.recv().unwrap();
    }
    let mut refused = pin!(pool.run(|_| ()));
    assert!(is_busy(begin(&mut refused).await), "more work than threads");
    gate.open.send(()).unwrap();
    while is_busy(Some(pool.run(|_| ()).await)) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn abandoned_hash_is_not_computed() {
    let pool = pool(1, 1);
    let (work, gate) = gated();
    let mut running = pin!(pool.run(work));
    assert!(begin(&mut running).await.is_none());
    let (began, begun) = channel();
    {
        let mut abandoned = pin!(pool.run(move |_| began.send(())));
        assert!(begin(&mut abandoned).await.is_none());
    }
    gate.open.send(()).unwrap();
    running.await.unwrap();
    pool.run(|_| ()).await.unwrap();
    assert!(begun.try_recv().is_err());
}

#[tokio::test]
async fn panic_in_hashing_fails_one_request_and_keeps_the_thread() {
    let pool = pool(1, 0);
    for _ in 0..3 {
        let lost = pool.run(|_| panic!("as a defect would")).await;
        assert!(matches!(lost, Err::<(), _>(HashingError::Unavailable(_))));
        assert_eq!(pool.run(|_| "alive").await.unwrap(), "alive");
    }
}

#[tokio::test]
async fn under_load_results_are_delivered_in_batches_of_four() {
    let pool = pool(1, 50);
    let mut four = Vec::new();
    for _ in 0..TOGETHER {
        let (work, gate) = gated();
        let mut running: Waiting<'_> = Box::pin(pool.run(work));
        assert!(begin(&mut running.as_mut()).await.is_none());
        four.push((running, gate));
    }
    let crowd = wait_in_line(&pool, AHEAD).await;
    for number in 0..TOGETHER {
        four[number].1.begun.recv().unwrap();
        for (running, _) in &mut four[..number] {
            assert!(begin(&mut running.as_mut()).await.is_none());
        }
        four[number].1.open.send(()).unwrap();
    }
    for (running, _) in four {
        running.await.unwrap();
    }
    for waiting in crowd {
        waiting.await.unwrap();
    }
}

#[tokio::test]
async fn without_load_each_result_is_delivered_separately() {
    let pool = pool(1, 50);
    let ((first, of_first), (second, of_second)) = (gated(), gated());
    let mut first = pin!(pool.run(first));
    assert!(begin(&mut first).await.is_none());
    let mut second = pin!(pool.run(second));
    assert!(begin(&mut second).await.is_none());
    of_first.open.send(()).unwrap();
    let answered = timeout(Duration::from_secs(10), first).await;
    answered.expect("it does not wait for the second").unwrap();
    of_second.open.send(()).unwrap();
    second.await.unwrap();
}

#[tokio::test]
async fn finished_hash_is_answered_when_the_load_ends() {
    let pool = pool(1, 50);
    let (work, gate) = gated();
    let mut running = pin!(pool.run(work));
    assert!(begin(&mut running).await.is_none());
    drop(wait_in_line(&pool, 50).await);
    gate.open.send(()).unwrap();
    running.await.unwrap();
}

#[tokio::test]
async fn running_and_queued_hashes_are_reported() {
    let pool = pool(1, 50);
    let seen = |running, waiting| Load {
        running,
        waiting,
        queue: 50,
        workers: 1,
    };
    assert_eq!(pool.load(), seen(0, 0));
    let (work, gate) = gated();
    let mut running = pin!(pool.run(work));
    assert!(begin(&mut running).await.is_none());
    gate.begun.recv().unwrap();
    let next = wait_in_line(&pool, AHEAD - 1).await;
    {
        let _others = wait_in_line(&pool, 2).await;
        assert_eq!(pool.load(), seen(1, next.len() + 2));
    }
    let left = seen(1, next.len());
    assert_eq!(pool.load(), left, "who went away waits no longer");
    gate.open.send(()).unwrap();
    running.await.unwrap();
    for waiting in next {
        waiting.await.unwrap();
    }
    assert_eq!(pool.load(), seen(0, 0));
}

#[tokio::test]
async fn hashing_memory_is_reused_and_returned_when_idle() {
    let pool = pool(1, 1);
    let argon2 = Argon2::from(Params::new(8, 1, 1, Some(32)).unwrap());
    let hash = move |memory: &mut Memory| {
        let kept = memory.blocks();
        memory
            .hash(&argon2, b"password", b"a salt of theirs")
            .unwrap();
        kept
    };
    // On a busy machine, time may pass between two of them.
    while pool.run(hash.clone()).await.unwrap() != 8 {}
    while pool.run(hash.clone()).await.unwrap() != 0 {
        tokio::time::sleep(KEPT * 5).await;
    }
}
