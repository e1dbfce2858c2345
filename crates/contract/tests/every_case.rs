//! A case that no macro names would never run.

#[test]
fn every_case_of_a_store_is_named_in_its_macro() {
    let named = include_str!("../src/store.rs");
    for cases in [
        include_str!("../src/store/addresses.rs"),
        include_str!("../src/store/deletion.rs"),
        include_str!("../src/store/disabling.rs"),
        include_str!("../src/store/events.rs"),
        include_str!("../src/store/invitations.rs"),
        include_str!("../src/store/imports.rs"),
        include_str!("../src/store/links.rs"),
        include_str!("../src/store/mails.rs"),
        include_str!("../src/store/passwords.rs"),
        include_str!("../src/store/purge.rs"),
        include_str!("../src/store/purge_events.rs"),
        include_str!("../src/store/purge_links.rs"),
        include_str!("../src/store/races.rs"),
        include_str!("../src/store/sessions.rs"),
        include_str!("../src/store/units.rs"),
        include_str!("../src/store/users.rs"),
        include_str!("../src/store/visits.rs"),
    ] {
        let written = cases.split("pub async fn ").skip(1);
        for case in written.filter_map(|rest| rest.split('(').next()) {
            assert!(named.contains(&format!(" {case},\n")), "{case}");
        }
    }
}
