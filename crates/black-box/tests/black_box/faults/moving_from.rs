//! Accounts move from other stacks with the commands of the documentation, from tables as those stacks
//! create them and with hashes that they made, and their users log in.

use std::{fs, os::unix::fs::symlink, process::Command};

use rig::program::executable;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    database_server::{DatabaseServer, Engine},
    server::{Server, folder, program},
};

const PAGE: &str = include_str!("../../../../../docs/MOVING-FROM.md");
const VECTORS: &str = include_str!("../../../../argon2/tests/vectors/vectors.json");

/// The users of the old applications.
const ALICE: &str = "alice@example.com";

/// A password and its hash, made by a library of the stack.
struct Vector {
    password: String,
    hash: String,
}

impl Vector {
    fn of(stack: &str) -> Self {
        let vectors: Vec<Value> = serde_json::from_str(VECTORS).unwrap();
        let text = |vector: &Value, name: &str| vector[name].as_str().unwrap().to_owned();
        let fits = |vector: &&Value| {
            vector["stack"] == stack && !vector["password"].as_str().unwrap().trim().is_empty()
        };
        let vector = vectors.iter().find(fits).expect(stack);
        Self {
            password: text(vector, "password"),
            hash: text(vector, "hash"),
        }
    }
}

/// The first block in this language under a heading of the page.
fn block(heading: &str, language: &str) -> &'static str {
    let section = PAGE.split(&format!("\n## {heading}\n")).nth(1);
    let section = section.expect(heading).split("\n## ").next().unwrap();
    code(section, language).expect(heading)
}

fn code(text: &'static str, language: &str) -> Option<&'static str> {
    let begin = text.split(&format!("\n```{language}\n")).nth(1)?;
    begin.split("\n```").next()
}

/// Runs a command in a folder, in a shell whose variables name the old database.
fn type_there(folder: &TempDir, commands: &str, environment: &[(&str, String)]) {
    let programs = tempfile::tempdir().unwrap();
    symlink(executable("server"), programs.path().join("vestibule")).unwrap();
    let path = format!(
        "{}:{}",
        programs.path().display(),
        std::env::var("PATH").unwrap()
    );
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", commands]);
    shell.current_dir(folder).env_clear().env("PATH", path);
    shell.envs(environment.iter().map(|(name, value)| (name, value)));
    let said = shell.output().unwrap();
    assert!(said.status.success(), "{commands}\n{said:#?}");
}

/// Alice logs in with her old password, and a user without a password has an account too.
fn alice_logs_in_after_import(folder: &TempDir, password: &str, accounts: usize) {
    let listed = program(folder).args(["users", "list", "--json"]).output();
    let listed = String::from_utf8(listed.unwrap().stdout).unwrap();
    assert_eq!(listed.lines().count(), accounts, "{listed}");
    let server = Server::start(folder);
    server.browser().log_in(ALICE, password).leads_to("/");
}

/// Creates the database of the old application with these statements.
fn leaves(old: &DatabaseServer, heading: &str, stack: &str, accounts: usize, tables: &str) {
    let Vector { password, hash } = Vector::of(stack);
    old.admin().execute("DROP DATABASE IF EXISTS shop");
    old.admin().execute("CREATE DATABASE shop");
    let mut parts = hash.rsplit('$');
    let (value, salt) = (parts.next().unwrap(), parts.next().unwrap_or_default());
    let tables = tables.replace("HASH", &hash);
    let tables = tables.replace("{salt}", salt).replace("{digest}", value);
    old.sql_of("shop").execute(&tables);
    if heading == "Django" {
        let identifiers = code(PAGE, "sql").unwrap();
        old.sql_of("shop").execute(identifiers);
    }
    let (host, port) = (old.address.ip().to_string(), old.address.port().to_string());
    let environment = [
        ("PGHOST", host.clone()),
        ("PGPORT", port.clone()),
        ("PGUSER", "root".to_owned()),
        ("MYSQL_HOST", host),
        ("MYSQL_TCP_PORT", port),
    ];
    let folder = folder();
    type_there(&folder, block(heading, "sh"), &environment);
    alice_logs_in_after_import(&folder, &password, accounts);
}

#[test]
fn accounts_are_exported_from_postgres_with_the_documented_commands() {
    let old = DatabaseServer::start(Engine::Postgres);
    leaves(
        &old,
        "Django",
        "Django",
        2,
        "CREATE TABLE auth_user (id serial PRIMARY KEY, password varchar(128) NOT NULL,
            last_login timestamptz, is_superuser boolean NOT NULL, username varchar(150) NOT NULL,
            email varchar(254) NOT NULL, is_active boolean NOT NULL, date_joined timestamptz NOT NULL);
         INSERT INTO auth_user (password, is_superuser, username, email, is_active, date_joined)
         VALUES ('HASH', false, 'alice', 'alice@example.com', true, now()),
                ('!Zm9vYmFy', false, 'bob', 'bob@example.com', false, now()),
                ('!Zm9vYmFy', false, 'robot', '', true, now())",
    );
    leaves(
        &old,
        "Rails with Devise, or `has_secure_password`",
        "bcrypt",
        1,
        "CREATE TABLE users (id bigserial PRIMARY KEY, email varchar NOT NULL,
            encrypted_password varchar NOT NULL, confirmed_at timestamp(6),
            created_at timestamp(6) NOT NULL);
         INSERT INTO users (email, encrypted_password, confirmed_at, created_at)
         VALUES ('alice@example.com', 'HASH', now(), now())",
    );
    leaves(
        &old,
        "better-auth",
        "better-auth",
        2,
        "CREATE TABLE \"user\" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL,
            \"emailVerified\" boolean NOT NULL, \"createdAt\" timestamptz NOT NULL);
         CREATE TABLE account (id text PRIMARY KEY, \"accountId\" text NOT NULL,
            \"providerId\" text NOT NULL, \"userId\" text NOT NULL, password text);
         INSERT INTO \"user\" VALUES ('a', 'Alice', 'alice@example.com', true, now()),
                                     ('b', 'Bob', 'bob@example.com', true, now());
         INSERT INTO account VALUES ('1', 'a', 'credential', 'a', 'HASH'),
                                    ('2', 'b', 'github', 'b', null)",
    );
    leaves(
        &old,
        "ASP.NET Core Identity",
        "ASP.NET",
        2,
        "CREATE TABLE \"AspNetUsers\" (\"Id\" text PRIMARY KEY, \"Email\" varchar(256),
            \"EmailConfirmed\" boolean NOT NULL, \"PasswordHash\" text);
         INSERT INTO \"AspNetUsers\"
         VALUES ('0d2ad6b9-6a02-4f8d-a0cb-8b5b7e6a1f1e', 'alice@example.com', true, 'HASH'),
                ('3f1f9a64-91a4-4a0e-9c38-2d3a4c7e7b11', 'bob@example.com', false, null)",
    );
    // Keycloak stores both as JSON in a text. The vector of Python has 150,000 rounds.
    leaves(
        &old,
        "Keycloak",
        "PHC",
        2,
        "CREATE TABLE realm (id varchar(36) PRIMARY KEY, name varchar(255));
         CREATE TABLE user_entity (id varchar(36) PRIMARY KEY, email varchar(255),
            email_verified boolean NOT NULL, enabled boolean NOT NULL, realm_id varchar(255),
            created_timestamp bigint);
         CREATE TABLE credential (id varchar(36) PRIMARY KEY, type varchar(255), user_id varchar(36),
            secret_data text, credential_data text, priority integer);
         INSERT INTO realm VALUES ('r', 'shop'), ('m', 'master');
         INSERT INTO user_entity
         VALUES ('0d2ad6b9-6a02-4f8d-a0cb-8b5b7e6a1f1e', 'alice@example.com', true, true, 'r', 1690887741455),
                ('3f1f9a64-91a4-4a0e-9c38-2d3a4c7e7b11', 'bob@example.com', false, true, 'r', 1690887741455),
                ('5c0e5c1a-27a8-4a8c-8a55-5d20b2a0c111', 'admin@example.com', false, true, 'm', 1690887741455);
         INSERT INTO credential
         VALUES ('c', 'password', '0d2ad6b9-6a02-4f8d-a0cb-8b5b7e6a1f1e',
                 '{\"value\":\"{digest}\",\"salt\":\"{salt}\"}',
                 '{\"hashIterations\":150000,\"algorithm\":\"pbkdf2-sha512\"}', 10)",
    );
    leaves(
        &old,
        "Spring Security",
        "Spring",
        1,
        "CREATE TABLE users (username varchar(50) PRIMARY KEY, password varchar(500) NOT NULL,
            enabled boolean NOT NULL);
         INSERT INTO users VALUES ('alice@example.com', 'HASH', true)",
    );
    leaves(
        &old,
        "An application of your own",
        "PHC",
        1,
        "CREATE TABLE users (email text, password_hash text);
         INSERT INTO users VALUES ('alice@example.com', 'HASH')",
    );
}

#[test]
fn accounts_are_exported_from_mariadb_with_the_documented_commands() {
    let old = DatabaseServer::start(Engine::MariaDb);
    leaves(
        &old,
        "Laravel",
        "Laravel",
        1,
        "CREATE TABLE users (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, name varchar(255) NOT NULL,
            email varchar(255) NOT NULL, email_verified_at timestamp NULL,
            password varchar(255) NOT NULL, created_at timestamp NULL);
         INSERT INTO users (name, email, email_verified_at, password, created_at)
         VALUES ('Alice \"A\"', 'alice@example.com', now(), 'HASH', now())",
    );
    leaves(
        &old,
        "Drupal",
        "Drupal",
        2,
        "CREATE TABLE users_field_data (uid int unsigned PRIMARY KEY, name varchar(60) NOT NULL,
            pass varchar(255), mail varchar(254), status tinyint NOT NULL, created int NOT NULL);
         INSERT INTO users_field_data
         VALUES (1, 'alice', 'HASH', 'alice@example.com', 1, 1690887741),
                (2, 'bob', 'HASH', 'bob@example.com', 0, 1690887741),
                (3, 'robot', 'HASH', '', 1, 1690887741)",
    );
    leaves(
        &old,
        "WordPress",
        "WordPress",
        1,
        "CREATE TABLE wp_users (ID bigint unsigned AUTO_INCREMENT PRIMARY KEY,
            user_login varchar(60) NOT NULL, user_pass varchar(255) NOT NULL,
            user_email varchar(100) NOT NULL, user_registered datetime NOT NULL);
         INSERT INTO wp_users (user_login, user_pass, user_email, user_registered)
         VALUES ('alice', 'HASH', 'alice@example.com', utc_timestamp()),
                ('robot', 'HASH', '', utc_timestamp())",
    );
}

#[test]
fn accounts_are_exported_from_sqlite_with_the_documented_commands() {
    let Vector { password, hash } = Vector::of("Flask");
    let folder = folder();
    let tables = format!(
        "sqlite3 shop.db \"create table user (id integer primary key, email text, password_hash text);
         insert into user (email, password_hash) values ('{ALICE}', '{}')\"",
        hash.replace('$', "\\$")
    );
    type_there(&folder, &tables, &[]);
    type_there(&folder, block("Flask", "sh"), &[]);
    alice_logs_in_after_import(&folder, &password, 1);
}

#[test]
fn accounts_are_exported_from_firebase_with_the_documented_commands() {
    let Vector { password, hash } = Vector::of("Firebase");
    let parts = hash.split('$').filter_map(|part| part.split_once('='));
    let part = |name: &str| parts.clone().find(|(known, _)| *known == name).unwrap().1;
    let exported = serde_json::json!({ "users": [
        {
            "localId": "aB3", "email": ALICE, "emailVerified": true, "createdAt": "1700000000000",
            "passwordHash": part("hash"), "salt": part("salt"),
        },
        { "localId": "cD4", "email": "bob@example.com", "createdAt": "1700000000000" },
        { "localId": "eF5", "phoneNumber": "+15555550100", "createdAt": "1700000000000" },
    ]});
    let folder = folder();
    fs::write(folder.path().join("users.json"), exported.to_string()).unwrap();
    let parameters = [("SIGNER_KEY", "sk"), ("SALT_SEPARATOR", "ss")]
        .map(|(name, parameter)| (name, part(parameter).to_owned()));
    type_there(&folder, block("Firebase", "sh"), &parameters);
    alice_logs_in_after_import(&folder, &password, 2);
}
