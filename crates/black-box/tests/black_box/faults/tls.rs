use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;

use super::{
    browser::{ALICE, PASSWORD},
    daemon::give_to_unprivileged_user,
    database_server::{DatabaseServer, Engine},
    misconfiguration::error_of,
    server::{Server, folder},
};

/// A database server that refuses unencrypted connections.
struct Guarded {
    database: DatabaseServer,
    papers: TempDir,
}

impl Guarded {
    /// Its certificate is for `name`, or for its address.
    fn start(engine: Engine, name: Option<&str>) -> Self {
        let mut database = DatabaseServer::start(engine);
        database.shut_down();
        let papers = tempfile::tempdir().unwrap();
        let address = database.address.ip().to_string();
        issue(papers.path(), name.unwrap_or(&address));
        give_to_unprivileged_user(papers.path());
        let paper = |name: &str| papers.path().join(name).display().to_string();
        let options = match engine {
            Engine::Postgres => {
                let only_tls = "hostssl all all all trust\n";
                fs::write(database.data().join("pg_hba.conf"), only_tls).unwrap();
                vec![
                    "--ssl=on".to_owned(),
                    format!("--ssl_cert_file={}", paper("server.pem")),
                    format!("--ssl_key_file={}", paper("server.key")),
                ]
            }
            Engine::MariaDb => vec![
                "--require-secure-transport=ON".to_owned(),
                format!("--ssl-cert={}", paper("server.pem")),
                format!("--ssl-key={}", paper("server.key")),
            ],
        };
        database.set_options(options);
        database.run();
        Self { database, papers }
    }

    /// The URL that requires a certificate of this authority.
    fn url(&self, authority: &Path) -> String {
        let (url, authority) = (self.database.url(), authority.display());
        match self.database.engine {
            Engine::Postgres => format!("{url}?sslmode=verify-full&sslrootcert={authority}"),
            Engine::MariaDb => format!("{url}?ssl-mode=VERIFY_IDENTITY&ssl-ca={authority}"),
        }
    }

    fn authority(&self) -> PathBuf {
        self.papers.path().join("authority.pem")
    }
}

/// A certificate authority, and a certificate that it issued.
fn issue(folder: &Path, name: &str) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    write(folder, "authority.pem", &authority.pem());
    write(folder, "server.pem", &certificate.pem());
    write(folder, "server.key", &key.serialize_pem());
}

/// PostgreSQL refuses a key file that other users can read.
fn write(folder: &Path, name: &str, pem: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    fs::write(&path, pem).unwrap();
    give_to_unprivileged_user(&path);
    let own = if name.ends_with(".key") { 0o600 } else { 0o644 };
    fs::set_permissions(&path, fs::Permissions::from_mode(own)).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[track_caller]
fn is_refused(database: &DatabaseServer, url: &str) {
    let folder = folder();
    let mut program = database.program(&folder);
    program.env("DATABASE_URL", url).env("DATABASE_WAIT", "1s");
    let ended = program.output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let log = String::from_utf8(ended.stderr).unwrap();
    assert!(!error_of(&log).is_empty());
}

fn talks_over_tls(engine: Engine) {
    let guarded = Guarded::start(engine, None);
    let folder = folder();
    let mut program = guarded.database.program(&folder);
    program.env("DATABASE_URL", guarded.url(&guarded.authority()));
    let mut server = Server::launch(&mut program).ready();
    server.browser().register(ALICE, PASSWORD).leads_to("/");
    server.is_healthy();
}

fn rejects_untrusted_certificates(engine: Engine) {
    let someone_else = Guarded::start(engine, Some("elsewhere.example"));
    let url = someone_else.url(&someone_else.authority());
    is_refused(&someone_else.database, &url);

    let guarded = Guarded::start(engine, None);
    is_refused(&guarded.database, &guarded.url(&someone_else.authority()));
}

fn does_not_fall_back(engine: Engine) {
    let guarded = Guarded::start(engine, None);
    let plain = DatabaseServer::start(engine);
    let url = guarded
        .url(&guarded.authority())
        .replace(&text(guarded.database.address), &text(plain.address));
    is_refused(&plain, &url);
}

fn text(address: SocketAddr) -> String {
    address.to_string()
}

#[test]
fn postgres_with_a_valid_certificate_is_used_over_tls() {
    talks_over_tls(Engine::Postgres);
}

#[test]
fn mariadb_with_a_valid_certificate_is_used_over_tls() {
    talks_over_tls(Engine::MariaDb);
}

#[test]
fn postgres_with_an_invalid_certificate_receives_no_password() {
    rejects_untrusted_certificates(Engine::Postgres);
}

#[test]
fn mariadb_with_an_invalid_certificate_receives_no_password() {
    rejects_untrusted_certificates(Engine::MariaDb);
}

#[test]
fn postgres_without_tls_is_refused_if_tls_is_required() {
    does_not_fall_back(Engine::Postgres);
}

#[test]
fn mariadb_without_tls_is_refused_if_tls_is_required() {
    does_not_fall_back(Engine::MariaDb);
}
