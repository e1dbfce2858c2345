use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    process::Command,
};

use tempfile::TempDir;

use super::{
    browser::{ALICE, PASSWORD},
    client_load::is_unavailable,
    daemon::succeed,
    database::Database,
    server::{Server, folder, program},
};

/// A file system of a few megabytes in memory. Mounting it requires root.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn mount() -> Self {
        let disk = Self { folder: folder() };
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=4m", "vestibule"]);
        succeed(mount.arg(disk.folder.path()));
        disk
    }

    fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        succeed(mount.args(["-o", "remount,ro"]).arg(self.folder.path()));
    }

    /// Until it is full.
    fn fill(&self) -> PathBuf {
        let path = self.folder.path().join("ballast");
        let mut ballast = File::create(&path).unwrap();
        for size in [64 * 1024, 1] {
            while ballast.write_all(&vec![0; size]).is_ok() {}
        }
        path
    }

    fn url(&self) -> String {
        format!(
            "sqlite://{}/vestibule.sqlite3",
            self.folder.path().display()
        )
    }

    fn database(&self) -> Database {
        Database::open(&self.folder.path().join("vestibule.sqlite3"))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // If the mount failed, the test has failed already.
        let _ = Command::new("umount").arg(self.folder.path()).output();
    }
}

#[test]
fn full_disk_keeps_sessions_and_forms_return_503() {
    let disk = Disk::mount();
    let folder = folder();
    let mut server = Server::run(program(&folder).env("DATABASE_URL", disk.url()));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");

    let ballast = disk.fill();
    let mut refused = 0;
    for number in 0..30 {
        // Some writes may still fit into space that the database has reserved.
        let email = format!("person{number}@example.com");
        let answer = server.browser().register(&email, PASSWORD);
        if answer.status != 303 {
            is_unavailable(&answer);
            refused += 1;
        }
    }
    assert!(refused > 0);
    let answer = server.browser().log_in(ALICE, PASSWORD);
    if answer.status != 303 {
        is_unavailable(&answer);
    }
    assert!(alice.is_logged_in());
    server.browser().get("/login").has_status(200);

    fs::remove_file(ballast).unwrap();
    server
        .browser()
        .register("late@example.com", PASSWORD)
        .leads_to("/");
    assert!(alice.is_logged_in());
    let database = disk.database();
    let users = "SELECT count(*) FROM vestibule_users";
    assert_eq!(
        database.number(users),
        30 - refused + 2,
        "as many as were told"
    );
    let halves = "SELECT count(*) FROM vestibule_users WHERE id NOT IN (SELECT user_id FROM vestibule_sessions)";
    assert_eq!(database.number(halves), 0);
    assert_eq!(database.text("PRAGMA integrity_check"), "ok");
    server.is_healthy();
}

#[test]
fn read_only_disk_keeps_sessions_and_forms_return_503() {
    let disk = Disk::mount();
    let folder = folder();
    let mut server = Server::run(program(&folder).env("DATABASE_URL", disk.url()));
    let mut alice = server.browser();
    alice.register(ALICE, PASSWORD).leads_to("/");
    server.kill();
    drop(server);
    disk.make_read_only();

    let mut server = Server::run(program(&folder).env("DATABASE_URL", disk.url()));
    let mut alice = alice.at(server.address);
    assert!(alice.is_logged_in());
    is_unavailable(&server.browser().log_in(ALICE, PASSWORD));
    is_unavailable(&server.browser().register("b@example.com", PASSWORD));
    is_unavailable(&alice.post("/logout", &[]));
    assert!(alice.is_logged_in(), "the session is still valid");
    server.is_healthy();
    assert!(
        server.log().contains("readonly database"),
        "{}",
        server.log()
    );
}
