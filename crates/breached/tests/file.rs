//! Lookups in a real file of many megabytes.

use std::{
    collections::HashMap,
    fs,
    io::{BufWriter, Write},
    path::Path,
};

use sha1::{Digest, Sha1};
use tempfile::TempDir;
use vestibule_breached::{HashFile, InvalidHashFile};
use vestibule_domain::{BreachedPasswords, PlainPassword};

fn digest(password: &str) -> String {
    let digest = Sha1::digest(password);
    digest.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// The hashes of `password 0`, `password 1`, …, sorted.
fn leaked(count: usize) -> Vec<String> {
    let mut hashes: Vec<_> = (0..count)
        .map(|n| digest(&format!("password {n}")))
        .collect();
    hashes.sort_unstable();
    hashes
}

fn write(path: &Path, hashes: &[String], end: &str) {
    let mut file = BufWriter::new(fs::File::create(path).unwrap());
    for (n, hash) in hashes.iter().enumerate() {
        // With the numbers of digits of the real list.
        write!(file, "{hash}:{}{end}", [1, 47, 52_256_179][n % 3]).unwrap();
    }
}

async fn contains(file: &HashFile, password: &str) -> bool {
    let password = PlainPassword::new(password.to_owned());
    file.contains(&password).await.unwrap()
}

#[tokio::test]
async fn breached_passwords_are_found_and_others_are_not() {
    let folder = TempDir::new().unwrap();
    for (end, count) in [("\r\n", 400_000), ("\n", 1_000), ("\n", 1)] {
        let path = folder.path().join("leaked.txt");
        let by_hash: HashMap<_, _> = (0..count)
            .map(|n| (digest(&format!("password {n}")), n))
            .collect();
        let mut hashes: Vec<_> = by_hash.keys().cloned().collect();
        hashes.sort_unstable();
        write(&path, &hashes, end);
        let file = HashFile::open(&path).unwrap();
        for place in [0, count / 2, count - 1] {
            let n = by_hash[&hashes[place]];
            assert!(contains(&file, &format!("password {n}")).await, "{place}");
        }
        for n in (0..count).step_by(count / 300 + 1) {
            assert!(contains(&file, &format!("password {n}")).await);
            assert!(!contains(&file, &format!("another one {n}")).await);
        }
        if count > 1_000 {
            assert!(fs::metadata(&path).unwrap().len() > 16 << 20);
        }
    }
}

#[tokio::test]
async fn missing_final_newline_and_lowercase_hex_are_accepted() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("leaked.txt");
    let hashes = leaked(100);
    let text: Vec<_> = hashes.iter().map(|hash| format!("{hash}:3")).collect();
    fs::write(&path, text.join("\n").to_lowercase()).unwrap();
    let file = HashFile::open(&path).unwrap();
    for n in 0..100 {
        assert!(contains(&file, &format!("password {n}")).await);
        assert!(!contains(&file, &format!("another one {n}")).await);
    }
}

#[tokio::test]
async fn unsorted_list_of_hashes_is_refused_at_start() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("leaked.txt");
    let refused = |what: &str| {
        HashFile::open(&path)
            .err()
            .unwrap_or_else(|| panic!("{what}"))
    };

    assert!(matches!(refused("missing"), InvalidHashFile::Unreadable(_)));
    for (text, what) in [
        ("", "empty"),
        ("\n", "a blank line"),
        ("Dear diary\n", "a letter"),
        ("8846F7EAEE8FB117AD06BDD830B7586C:1\n", "NTLM hashes"),
        ("<html>", "a page"),
        (&"A".repeat(10_000), "one long line"),
    ] {
        fs::write(&path, text).unwrap();
        assert!(
            matches!(refused(what), InvalidHashFile::NotHashes(0)),
            "{what}"
        );
    }

    let hashes = leaked(50_000);
    let by_count: Vec<_> = (0..50_000)
        .map(|n| digest(&format!("password {n}")))
        .collect();
    write(&path, &by_count, "\r\n");
    assert!(matches!(refused("by count"), InvalidHashFile::Unsorted(_)));
    let mut joined = hashes[25_000..].to_vec();
    joined.extend_from_slice(&hashes[..25_000]);
    write(&path, &joined, "\n");
    assert!(matches!(refused("halves"), InvalidHashFile::Unsorted(_)));

    write(&path, &hashes, "\r\n");
    let length = fs::metadata(&path).unwrap().len();
    let cut = fs::File::options().write(true).open(&path).unwrap();
    cut.set_len(length - 20).unwrap();
    let at = length - 20;
    assert!(matches!(refused("cut off"), InvalidHashFile::NotHashes(place) if at - place < 60));
    let line = refused("cut off").to_string();
    assert_eq!(line.lines().count(), 1, "{line}");
}

#[tokio::test]
async fn missing_or_invalid_file_is_unavailable_and_a_new_one_is_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("leaked.txt");
    write(&path, &leaked(1_000), "\r\n");
    let file = HashFile::open(&path).unwrap();
    let asked = PlainPassword::new("password 2000".to_owned());
    assert!(!file.contains(&asked).await.unwrap());
    fs::remove_file(&path).unwrap();
    assert!(file.contains(&asked).await.is_err());
    fs::write(&path, vec![0; 100_000]).unwrap();
    assert!(file.contains(&asked).await.is_err());
    let new = folder.path().join("new");
    write(&new, &leaked(3_000), "\r\n");
    fs::rename(new, &path).unwrap();
    assert!(file.contains(&asked).await.unwrap());
}
