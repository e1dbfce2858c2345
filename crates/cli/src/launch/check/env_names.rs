use strsim::osa_distance;

use super::Finding;
use crate::launch::{command_line::command_line, env_file};

/// So many letters may be wrong, missing, too many or exchanged in a name that was meant.
const SLIPS: usize = 2;

/// Looks for names in `.env` that are nearly those of an option. Other names may belong to other
/// programs.
pub(super) fn look() -> Vec<Finding> {
    let command = command_line();
    let options = command
        .get_arguments()
        .filter_map(|option| option.get_env());
    let known: Vec<_> = options.filter_map(|name| name.to_str()).collect();
    let names = env_file::names();
    let meant = names.iter().filter_map(|name| {
        let meant = meant(name, &known)?;
        let what = format!("{name} in .env is not read");
        let advice = format!("did you mean {meant}?");
        Some(Finding::warning("configuration", what).advising(advice))
    });
    meant.collect()
}

/// Returns the option of nearly the same name, unless the name is an option itself.
fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if known.contains(&name) {
        return None;
    }
    let upper = name.to_uppercase().replace(['-', '.'], "_");
    let bare = upper.strip_prefix("VESTIBULE_").unwrap_or(&upper);
    let distances = known
        .iter()
        .map(|known| (osa_distance(bare, known), *known));
    let (distance, nearest) = distances.min()?;
    (distance <= SLIPS).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn misspelled_option_name_is_detected() {
        let known = ["SESSION_IDLE", "LISTEN", "DATABASE_URL", "SMTP_URL"];
        for (name, expected) in [
            ("SESION_IDLE", Some("SESSION_IDLE")),
            ("SESSIONS_IDLE", Some("SESSION_IDLE")),
            ("session_idle", Some("SESSION_IDLE")),
            ("SESSION.IDLE", Some("SESSION_IDLE")),
            ("VESTIBULE_LISTEN", Some("LISTEN")),
            ("LISTNE", Some("LISTEN")),
            ("DATABSE_URL", Some("DATABASE_URL")),
            ("SMTPURL", Some("SMTP_URL")),
            ("SESSION_IDLE", None),
            ("STRIPE_KEY", None),
            ("POSTGRES_PASSWORD", None),
            ("RUST_LOG", None),
        ] {
            assert_eq!(meant(name, &known), expected, "{name}");
        }
    }
}
