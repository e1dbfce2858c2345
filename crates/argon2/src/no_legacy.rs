//! Without the feature `legacy-hashes` no hash of another stack is read, and there is none.

use std::{borrow::Cow, fmt};

use vestibule_domain::PlainPassword;
use zeroize::Zeroizing;

use crate::stored::Unreadable;

pub(crate) struct Foreign {
    pub(crate) recipe: Recipe,
    pub(crate) digest: Zeroizing<Vec<u8>>,
}

#[derive(PartialEq, Eq)]
pub(crate) enum Recipe {}

pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    text.trim().into()
}

impl Foreign {
    pub(crate) fn read(_: &str) -> Result<Self, Unreadable> {
        Err(Unreadable::NoLegacyHashes)
    }

    pub(crate) fn read_as(_: &str, _: &str) -> Result<Self, Unreadable> {
        Err(Unreadable::NoLegacyHashes)
    }

    pub(crate) fn matches(&self, _: &PlainPassword) -> bool {
        match self.recipe {}
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.recipe {}
    }
}

impl Recipe {
    pub(crate) fn read(_: &str) -> Result<Self, Unreadable> {
        Err(Unreadable::NoLegacyHashes)
    }

    pub(crate) fn is_affordable(&self, _: usize) -> bool {
        match *self {}
    }

    pub(crate) fn is_weak(&self) -> bool {
        match *self {}
    }

    pub(crate) fn work(&self, _: usize) -> u64 {
        match *self {}
    }

    pub(crate) fn digest(&self, _: &PlainPassword) -> Zeroizing<Vec<u8>> {
        match *self {}
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}
