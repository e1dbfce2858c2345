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
    attempt::Attempt,
    measure::Limit,
    network::{Network, networks},
    visit::Visit,
};

/// How often one network may try what an attacker would try often, in one process.
///
/// It is the outer wall: it keeps one network from trying a few passwords on many accounts, and
/// from filling the database. The numbers are generous, since a school may be behind one address
/// and register in one lesson; those for each account are not, and hold for all networks
/// together. Nothing that succeeds is given back, or else an attacker with an account of their
/// own would earn guesses by logging in.
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
    /// Networks that are remembered, each with two numbers for each kind of attempt: a few
    /// megabytes in all. Who comes back after so many others is a stranger, whom the limits of
    /// each account still meet.
    const REMEMBERED: usize = 50_000;

    /// Nobody has tried anything yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let spent = Arc::new(Mutex::new(LruCache::new(Self::REMEMBERED)));
        Self { clock, spent }
    }

    /// All of the networks that an address is in pay, or none does.
    fn charge(&self, attempt: Attempt, address: IpAddr) -> Result<(), TooManyAttempts> {
        let now = self.clock.now();
        let (amount, period) = attempt.allowance();
        // Whoever panicked left whole entries behind: each is written at once.
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
    visit: Visit,
    request: Request,
    next: Next,
) -> Response {
    let limits = vestibule.parts().settings.network_limits.as_ref();
    let charged = match (limits, visit.address()) {
        (Some(limits), Some(address)) if attempt.is_made_by(request.method()) => {
            limits.charge(attempt, address)
        }
        _ => Ok(()),
    };
    match charged {
        Ok(()) => next.run(request).await,
        Err(refused) => {
            Limit::Network(attempt).count();
            WebError::from(refused).into_response()
        }
    }
}

#[cfg(test)]
mod tests;
