use super::{
    database_server::{DatabaseServer, Engine},
    server::folder,
};

const WARNING: &str = "triggers that notify of changes are missing or disabled";

#[test]
fn check_warns_of_disabled_and_missing_triggers() {
    let database = DatabaseServer::start(Engine::Postgres);
    let folder = folder();
    let run = |command: &str| {
        let ended = database.program(&folder).arg(command).output().unwrap();
        String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap()
    };
    run("migrate");
    let before = run("check");
    assert!(before.contains("its schema is current"), "{before}");
    assert!(!before.contains(WARNING), "{before}");
    for change in [
        "ALTER TABLE vestibule_users DISABLE TRIGGER vestibule_users_tell_changes",
        "DROP TRIGGER vestibule_users_tell_changes ON vestibule_users",
    ] {
        database.sql().execute(change);
        let found = run("check");
        assert!(found.contains(WARNING), "{change}: {found}");
    }
}
