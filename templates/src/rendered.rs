use std::sync::Arc;

use quick_cache::{Weighter, sync::Cache};
use serde::Serialize;

/// In bytes, with everything that belongs to a page.
const CAPACITY: u64 = 2 * 1024 * 1024;
/// A page that would push many others out is not kept.
const LARGEST: usize = 64 * 1024;
/// The size of most pages.
const USUAL: u64 = 4 * 1024;

/// A cache of rendered pages, keyed by all their input.
///
/// A page depends on its template and its context only: no template function uses the clock, random
/// numbers or other external state. So the same user and values give the same page.
pub(crate) struct Rendered(Cache<Vec<u8>, Arc<str>, Bytes>);

#[derive(Clone)]
struct Bytes;

impl Weighter<Vec<u8>, Arc<str>> for Bytes {
    fn weight(&self, key: &Vec<u8>, page: &Arc<str>) -> u64 {
        (key.len() + page.len()) as u64
    }
}

impl Rendered {
    pub(crate) fn new() -> Self {
        let items = (CAPACITY / USUAL) as usize;
        Self(Cache::with_weighter(items, CAPACITY, Bytes))
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the cached page of a key, or renders it with `render`.
    ///
    /// Whole keys are compared, not only hashes: no user can get the page of another one.
    pub(crate) fn page<E>(
        &self,
        made_of: &impl Serialize,
        render: impl FnOnce() -> Result<Arc<str>, E>,
    ) -> Result<Arc<str>, E> {
        let Ok(key) = serde_json::to_vec(made_of) else {
            return render(); // a map whose keys are no texts, say
        };
        if let Some(page) = self.0.get(&key) {
            return Ok(page);
        }
        let page = render()?;
        if key.len() + page.len() <= LARGEST {
            self.0.insert(key, page.clone());
        }
        Ok(page)
    }
}
