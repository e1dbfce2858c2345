use vestibule_argon2::{Argon2Hasher, Pepper};
use vestibule_domain::SecretKey;

use super::Builder;
use crate::{error::StartError, secret_key};

impl Builder {
    /// The secret that was given, or the one beside the database.
    pub(super) fn find_secret_key(&self) -> Result<SecretKey, StartError> {
        let key = match &self.secret_key {
            Some(key) => key.clone(),
            None if self.database.has_no_place_for_a_key() => {
                return Err(StartError::SecretKeyMissing);
            }
            None => secret_key::beside(&self.database.url)?,
        };
        self.check_keys(Some(&key))?;
        Ok(key)
    }

    /// Refuses a secret that is used twice: the rotation would have no effect, or the secret key
    /// would disclose the pepper.
    pub(crate) fn check_keys(&self, secret_key: Option<&SecretKey>) -> Result<(), StartError> {
        let all = [
            ("secret_key", secret_key),
            ("previous_secret_key", self.previous_secret_key.as_ref()),
            ("password_pepper", self.pepper.as_ref()),
            ("previous_password_pepper", self.previous_pepper.as_ref()),
        ];
        for (place, (again, key)) in all.iter().enumerate() {
            let mut before = all[..place].iter();
            let same = before.find(|(_, other)| key.is_some() && other == key);
            if let Some((first, _)) = same {
                return Err(StartError::KeyTwice { first, again });
            }
        }
        Ok(())
    }

    pub(crate) fn pepper(&self, hasher: Argon2Hasher) -> Argon2Hasher {
        let current = self.pepper.as_ref().map(Pepper::new);
        hasher.with_peppers(current, self.previous_pepper.as_ref().map(Pepper::new))
    }
}
