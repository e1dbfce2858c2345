use std::{
    fmt,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use hashlink::LruCache;
use vestibule_domain::{Clock, Timestamp, TooManyAttempts};

use crate::{
    Vestibule, WebError,
    http::{
        attempt::Attempt,
        measure::Limit,
        network::{Network, networks},
    },
    request::RequestContext,
};

/// Rate limits by network, in the memory of one process.
///
/// They keep one network from trying a few passwords on many accounts, and from filling the database.
/// The numbers are generous, because a school may be behind one address and register in one lesson; the
/// limits of each account are not, and count all networks together. Attempts that succeed are not
/// refunded: otherwise an attacker would gain guesses by logging in to an account of their own.
#[derive(Clone)]
pub struct NetworkLimits {
    clock: Arc<dyn Clock>,
    spent: Arc<Mutex<LruCache<(Attempt, Network), Spent>>>,
}

/// What a network tried since a period began.
#[derive(Clone, Copy)]
struct Spent {
    since: Timestamp,
    number: u32,
}

impl NetworkLimits {
    /// The number of networks in memory, each with two numbers for each kind of attempt: a few
    /// megabytes in total. A network that was evicted starts anew; the limits of each account
    /// still apply to it.
    const REMEMBERED: usize = 50_000;

    /// Creates limits without any counted attempt.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let spent = Arc::new(Mutex::new(LruCache::new(Self::REMEMBERED)));
        Self { clock, spent }
    }

    /// All of the networks that an address is in pay, or none does.
    fn take_attempt(&self, attempt: Attempt, address: IpAddr) -> Result<(), TooManyAttempts> {
        let now = self.clock.now();
        let (amount, period) = attempt.allowance();
        // A panic of another thread cannot leave half an entry: each is written in one step.
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bills = Vec::with_capacity(3);
        for (network, share) in networks(address) {
            let fresh = Spent {
                since: now,
                number: 0,
            };
            let known = spent.get(&(attempt, network)).copied();
            let so_far = known.filter(|known| now.since(known.since) < period);
            let so_far = so_far.unwrap_or(fresh);
            if so_far.number >= amount.saturating_mul(share) {
                let retry_after = (so_far.since + period).since(now);
                return Err(TooManyAttempts { retry_after });
            }
            let number = so_far.number + 1;
            bills.push((network, Spent { number, ..so_far }));
        }
        for (network, bill) in bills {
            spent.insert((attempt, network), bill);
        }
        Ok(())
    }
}

impl fmt::Debug for NetworkLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NetworkLimits(…)")
    }
}

/// Counts an attempt before anything is done about it.
pub(crate) async fn limit(
    State((vestibule, attempt)): State<(Vestibule, Attempt)>,
    context: RequestContext,
    request: Request,
    next: Next,
) -> Response {
    let limits = vestibule.parts().settings.network_limits.as_ref();
    let taken = match (limits, context.address()) {
        (Some(limits), Some(address)) if attempt.is_made_by(request.method()) => {
            limits.take_attempt(attempt, address)
        }
        _ => Ok(()),
    };
    match taken {
        Ok(()) => next.run(request).await,
        Err(refused) => {
            Limit::Network(attempt).count();
            WebError::from(refused).into_response()
        }
    }
}

#[cfg(test)]
mod tests;
