//! Files of accounts: no value is lost, and no file breaks the reader.

use std::{
    io::{self, Read},
    sync::Arc,
};

use vestibule_domain::{Accounts, Administration, Keys, Policy, Ports, SecretKey};
use vestibule_memory::{CheapHasher, ManualClock, MemoryStore, SeededTokenSource};
use vestibule_transfer::{
    AccountsReader, AccountsWriter, FileFormat, ImportCount, TransferError, export_accounts,
    import_accounts,
};

/// Arbitrary contents of a file.
#[path = "transfer/any_rows.rs"]
mod any_rows;

const FORMATS: [FileFormat; 2] = [FileFormat::Csv, FileFormat::Jsonl];

/// A site without accounts.
fn empty() -> Administration {
    let (store, hasher) = (Arc::<MemoryStore>::default(), Arc::<CheapHasher>::default());
    let ports = Ports::new(
        store.clone(),
        store,
        hasher.clone(),
        Arc::<ManualClock>::default(),
        Arc::<SeededTokenSource>::default(),
    );
    let key = SecretKey::parse("Zq3v8Lr0nWk5Tb2Xc9Mh4Yd7Fg1Js6Pa").unwrap();
    let accounts = Accounts::new(ports, Keys::new(&key, None), Policy::default());
    Administration::new(Arc::new(accounts), hasher)
}

/// Imports, and returns the count and the refused lines.
async fn import(
    desk: &Administration,
    file: &[u8],
    format: FileFormat,
) -> Result<(ImportCount, Vec<u64>), TransferError> {
    let mut lines = Vec::new();
    let reader = AccountsReader::new(file, format)?;
    let count = import_accounts(desk, reader, false, |line, _| lines.push(line)).await?;
    Ok((count, lines))
}

async fn export(desk: &Administration, format: FileFormat) -> Vec<u8> {
    let mut file = Vec::new();
    let mut writer = AccountsWriter::new(&mut file, format).unwrap();
    export_accounts(desk, &mut writer).await.unwrap();
    drop(writer);
    file
}

/// All values that an account may have, at the limits of their ranges.
const ACCOUNTS: &str = r#"{"id":"00000000-0000-0000-0000-000000000000","email":"O'Neill+tag@Example.com"}
{"id":"ffffffff-ffff-ffff-ffff-ffffffffffff","email":"andré@bücher.example","password_hash":"$cheap$v=0$\"a,b\"\n;\u001b","verified_at":"2026-01-31T12:00:00+01:00","created_at":0}
{"email":"carol@example.com","created_at":"253402300799","password_changed_at":"1690887741455","deletion_due_at":"9999-12-31 23:59:59+00","disabled_at":"1999-12-31T23:59:60Z","failures":4294967295,"device_epoch":"7","hash_format":null}
"#;

#[tokio::test]
async fn export_after_import_is_identical() {
    let desk = empty();
    let (count, refused) = import(&desk, ACCOUNTS.as_bytes(), FileFormat::Jsonl)
        .await
        .unwrap();
    assert_eq!((count.imported, refused), (3, Vec::new()));
    for format in FORMATS {
        let file = export(&desk, format).await;
        let other = empty();
        let (count, _) = import(&other, &file, format).await.unwrap();
        assert_eq!(count.imported, 3);
        assert_eq!(export(&other, format).await, file);
        let all = desk.list(None, 9).await.unwrap();
        assert_eq!(other.list(None, 9).await.unwrap(), all);
        let (again, _) = import(&other, &file, format).await.unwrap();
        assert_eq!((again.imported, again.already_there), (0, 3));
    }
}

#[tokio::test]
async fn empty_database_is_exported_and_imported() {
    for format in FORMATS {
        let file = export(&empty(), format).await;
        let (count, _) = import(&empty(), &file, format).await.unwrap();
        assert_eq!(count, ImportCount::default());
    }
}

#[tokio::test]
async fn account_without_a_password_is_exported_with_null() {
    let desk = empty();
    let file = &b"{\"email\":\"a@example.com\"}"[..];
    import(&desk, file, FileFormat::Jsonl).await.unwrap();
    let file = export(&desk, FileFormat::Jsonl).await;
    let file = String::from_utf8(file).unwrap();
    assert!(
        file.contains("\"password_hash\":null,\"verified_at\":null"),
        "{file}"
    );
}

#[tokio::test]
async fn export_and_import_exceed_one_page_and_batch() {
    const MANY: u64 = 1_201;
    let rows = (0..MANY).map(|number| format!("{{\"email\":\"user{number}@example.com\"}}\n"));
    let desk = empty();
    let rows: String = rows.collect();
    let (count, _) = import(&desk, rows.as_bytes(), FileFormat::Jsonl)
        .await
        .unwrap();
    assert_eq!(count.imported, MANY);
    let file = export(&desk, FileFormat::Csv).await;
    let lines = file.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(lines as u64, MANY + 1, "and the names");
}

#[test]
fn overlong_line_is_skipped() {
    let endless = io::repeat(b'x').take(10_000_000);
    let source = endless.chain(&b"\n{\"email\":\"a@example.com\"}"[..]);
    let reader = AccountsReader::new(source, FileFormat::Jsonl).unwrap();
    let rows: Vec<_> = reader.map(Result::unwrap).collect();
    assert!(rows[0].1.is_err());
    assert_eq!(rows[1].1.as_ref().unwrap().email.as_str(), "a@example.com");
    assert_eq!((rows[0].0, rows[1].0, rows.len()), (1, 2, 2));
}

/// An open quote continues to the end of the file, which may be endless.
#[test]
fn unclosed_quote_is_refused_in_bounded_memory() {
    let endless = io::repeat(b'x').take(10_000_000);
    let source = (&b"id,email\n1,\"a@example.com\n"[..]).chain(endless);
    let reader = AccountsReader::new(source, FileFormat::Csv).unwrap();
    let rows: Vec<_> = reader.map(Result::unwrap).collect();
    let [(2, Err(reason))] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert!(reason.to_string().contains("too long"), "{reason}");
    let file = "email,id\n\"a@example.com\nb@example.com,\nc@example.com,\n";
    let rows: Vec<_> = AccountsReader::new(file.as_bytes(), FileFormat::Csv)
        .unwrap()
        .collect();
    let [Ok((2, Err(reason)))] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert!(reason.to_string().contains("in line 5"), "{reason}");
}

#[test]
fn overlong_row_is_refused_and_the_next_one_is_read() {
    let long = "x".repeat(64 * 1024);
    let many = ",".repeat(5_000);
    let file = format!("email\n{long}\n{many}\n\"{long}\"\n\r\n\na@example.com\r\nb@example.com");
    let reader = AccountsReader::new(file.as_bytes(), FileFormat::Csv).unwrap();
    let rows: Vec<_> = reader.map(Result::unwrap).collect();
    let read: Vec<_> = rows
        .iter()
        .map(|(line, row)| (*line, row.is_ok()))
        .collect();
    let expected = [(2, false), (3, false), (4, false), (7, true), (8, true)];
    assert_eq!(read, expected, "{rows:?}");
}

/// As Windows programs write files, and tables with fixed widths.
#[tokio::test]
async fn byte_order_mark_and_surrounding_blanks_are_ignored() {
    let hash = "$cheap$v=0$a";
    for (file, format) in [
        (
            format!("\u{feff}email, password_hash ,created_at\r\n a@example.com ,{hash} , 1 \r\n"),
            FileFormat::Csv,
        ),
        (
            format!(
                "\u{feff}{{\"email\":\"a@example.com \",\"password_hash\":\" {hash}  \",\"created_at\":\" 1 \"}}"
            ),
            FileFormat::Jsonl,
        ),
    ] {
        let desk = empty();
        let (_, refused) = import(&desk, file.as_bytes(), format).await.unwrap();
        assert!(refused.is_empty(), "{file}");
        let all = desk.list(None, 9).await.unwrap();
        assert_eq!(all[0].password.expose(), hash, "{file}");
    }
    for mark in [b"\xff\xfee\0", b"\xfe\xff\0e"] {
        for format in FORMATS {
            let error = AccountsReader::new(&mark[..], format).err().unwrap();
            let TransferError::File(reason) = error else {
                panic!("{error:?}")
            };
            assert!(reason.to_string().contains("UTF-8"), "{reason}");
        }
    }
}

#[tokio::test]
async fn duplicate_column_is_refused() {
    let file = &b"email,created_at,email\na@example.com,,b@example.com\n"[..];
    let refused = AccountsReader::new(file, FileFormat::Csv).err();
    assert!(matches!(refused, Some(TransferError::RepeatedColumn(name)) if name == "email"));
    let file = br#"{"email":"a@example.com","email":"b@example.com"}
{"email":"c@example.com","disabled_at":1,"disabled_at":null}
"#;
    let (count, refused) = import(&empty(), file, FileFormat::Jsonl).await.unwrap();
    assert_eq!((count.imported, refused), (0, vec![1, 2]));
}

/// Imports, dry or not, and returns the reason of each refused line.
async fn reasons(desk: &Administration, file: &str, dry_run: bool) -> Vec<(u64, String)> {
    let mut said = Vec::new();
    let reader = AccountsReader::new(file.as_bytes(), FileFormat::Csv).unwrap();
    let refuse = |line: u64, reason: &dyn std::fmt::Display| said.push((line, reason.to_string()));
    let count = import_accounts(desk, reader, dry_run, refuse)
        .await
        .unwrap();
    assert_eq!(count.refused, said.len() as u64);
    said
}

#[tokio::test]
async fn duplicate_row_is_refused_with_both_line_numbers() {
    let id = "01a2107a-8e48-7184-9e40-f354af519790";
    let mut file =
        format!("email,id,password_hash\na@example.com,,$cheap$v=0$a\nb@example.com,{id},\n");
    for number in 0..1_000 {
        file += &format!("user{number}@example.com,,\n");
    }
    file += &format!("A@Example.com,,$cheap$v=0$b\nb@example.com,{id},\nc@example.com,{id},\n");
    let expected = [
        (1_004, "line 2 has the same email address"),
        (1_005, "line 3 has the same email"),
    ];
    for dry_run in [true, false] {
        let desk = empty();
        let said = reasons(&desk, &file, dry_run).await;
        assert_eq!(said.len(), 3, "{said:?}");
        for ((line, reason), (expected_line, expected)) in said.iter().zip(expected) {
            assert_eq!(*line, expected_line);
            assert!(reason.contains(expected), "{reason}");
        }
        assert_eq!(said[2].0, 1_006, "{said:?}");
    }
}

#[tokio::test]
async fn row_that_differs_from_an_existing_account_is_refused() {
    let desk = empty();
    let names = "email,password_hash,verified_at,created_at,password_changed_at,disabled_at\n";
    let file = format!("{names}a@example.com,$cheap$v=0$a,,1,2,\n");
    assert_eq!(reasons(&desk, &file, false).await, []);
    assert_eq!(reasons(&desk, &file, false).await, [], "the same again");
    assert_eq!(reasons(&desk, "email\na@example.com\n", false).await, []);
    let before = desk.list(None, 9).await.unwrap();
    for (row, differs) in [
        ("$cheap$v=0$b,,1,2,", "password_hash"),
        (",1,,,", "verified_at"),
        (",,2,,", "created_at"),
        (",,,3,", "password_changed_at"),
        (",,,,1", "disabled_at"),
        ("$cheap$v=0$b,,,,1", "password_hash, disabled_at"),
    ] {
        let file = format!("{names}a@example.com,{row}\n");
        for dry_run in [true, false] {
            let said = reasons(&desk, &file, dry_run).await;
            let expected = format!("with another {differs};");
            assert!(said[0].1.contains(&expected), "{row}: {said:?}");
        }
    }
    assert_eq!(desk.list(None, 9).await.unwrap(), before);
}
