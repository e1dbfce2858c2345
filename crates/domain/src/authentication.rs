use crate::{Timestamp, string_enum::string_enum};

string_enum! {
    /// An authentication method. Its stored name, which the API uses too, is that of RFC 8176 where one
    /// exists.
    #[non_exhaustive]
    pub enum AuthMethod {
        /// The password of the account.
        Password = "pwd",
        /// A one-time code of an authenticator app (TOTP, RFC 6238).
        Totp = "otp",
    }
}

impl AuthMethod {
    /// Whether it is the second factor of a login that began with another method.
    pub const fn is_second_factor(self) -> bool {
        match self {
            Self::Password => false,
            Self::Totp => true,
        }
    }
}

/// How a user authenticated in a session, and when last by each method: `amr` and `auth_time` of
/// OpenID Connect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Authentications([Option<Timestamp>; AuthMethod::ALL.len()]);

impl Authentications {
    /// One method at this time, besides the ones before.
    #[must_use]
    pub fn with(mut self, method: AuthMethod, at: Timestamp) -> Self {
        self.0[method as usize] = Some(at);
        self
    }

    /// The methods and the time of each, in the order of [`AuthMethod::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (AuthMethod, Timestamp)> {
        let methods = AuthMethod::ALL.into_iter().zip(self.0);
        methods.filter_map(|(method, at)| Some((method, at?)))
    }

    /// Whether the user authenticated by a second factor.
    pub fn have_second_factor(&self) -> bool {
        self.iter().any(|(method, _)| method.is_second_factor())
    }

    /// When the user last authenticated, by any method; [`Timestamp::MIN`] if never.
    pub fn latest(&self) -> Timestamp {
        let times = self.0.into_iter().flatten();
        times.max().unwrap_or(Timestamp::MIN)
    }

    /// The text to be stored: `pwd=1767225600`, separated by blanks.
    pub fn to_text(&self) -> String {
        let words = self
            .iter()
            .map(|(method, at)| format!("{}={}", method.as_str(), at.unix_seconds()));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`Authentications::to_text`] wrote. It passes over methods that only a newer
    /// program knows.
    pub fn from_text(text: &str) -> Self {
        let words = text.split(' ').filter_map(|word| {
            let (method, at) = word.split_once('=')?;
            let at = at.parse().ok().map(Timestamp::from_unix_seconds)?;
            Some((AuthMethod::parse(method)?, at))
        });
        words.fold(Self::default(), |all, (method, at)| all.with(method, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_unix_seconds(1_749_988_800);

    #[test]
    fn stored_authentications_round_trip() {
        let all = Authentications::default().with(AuthMethod::Password, NOON);
        assert_eq!(all.to_text(), "pwd=1749988800");
        assert_eq!(Authentications::from_text(&all.to_text()), all);
        assert_eq!(all.latest(), NOON);
    }

    #[test]
    fn whatever_method_is_unknown_is_ignored() {
        for text in [
            "",
            " ",
            "pwd",
            "pwd=",
            "pwd=x",
            "=1",
            "hwk=1749988800",
            "pwd 1",
        ] {
            assert_eq!(
                Authentications::from_text(text),
                Authentications::default(),
                "{text:?}"
            );
        }
        let newer = Authentications::from_text("hwk=5 pwd=1749988800 otp=7");
        assert_eq!(newer.latest(), NOON);
        assert_eq!(Authentications::default().latest(), Timestamp::MIN);
    }
}
