use fluent_langneg::negotiate::{NegotiationStrategy, filter_matches};
use unic_langid::LanguageIdentifier;

/// Maximum number of languages that are read from a request. More of them are an attack or an error.
const MOST: usize = 32;

/// The first of the `offered` languages that a browser asks for by `Accept-Language`.
pub(crate) fn negotiate<'a, L: AsRef<LanguageIdentifier>>(
    accept_language: &str,
    offered: &'a [L],
) -> Option<&'a L> {
    let wanted = wanted(accept_language);
    filter_matches(&wanted, offered, NegotiationStrategy::Lookup)
        .into_iter()
        .next()
}

/// The languages of the header by their weight (RFC 9110, 12.5.4). Rubbish is passed over, and
/// so is `*`: it asks for nothing in particular.
fn wanted(accept_language: &str) -> Vec<LanguageIdentifier> {
    let ranges = accept_language.split(',').take(MOST);
    let mut wanted: Vec<(f32, LanguageIdentifier)> = ranges
        .filter_map(|range| {
            let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
            Some((weight, tag.trim().parse().ok()?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wanted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    wanted.into_iter().map(|(_, language)| language).collect()
}
