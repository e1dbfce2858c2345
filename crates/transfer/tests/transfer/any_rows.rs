use proptest::prelude::*;
use tokio::runtime::Runtime;
use vestibule::{AccountsReader, ImportCount};

use super::{FORMATS, empty, import};

/// Texts that resemble rows of either format.
const ROW: &str = r#"\{?"?(email|id|password_hash|created_at|failures|name)"?[:,]("[^"]{0,5}"|[0-9-]{0,22}|a@b.example|.{0,8})[,}]?[0-9]{0,3}\n"#;

fn rows_like() -> impl Strategy<Value = Vec<u8>> {
    let rows = prop::collection::vec(ROW, 0..8).prop_map(|lines| lines.concat().into_bytes());
    prop_oneof![rows, prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #[test]
    fn whatever_is_in_a_file_each_row_is_imported_or_refused_once(
        rows in rows_like(),
        is_csv: bool,
    ) {
        let format = FORMATS[usize::from(!is_csv)];
        let mut file = Vec::new();
        if is_csv {
            file.extend_from_slice(b"email,created_at\n");
        }
        file.extend_from_slice(&rows);
        let read = AccountsReader::new(&*file, format).unwrap().count();
        let desk = empty();
        let done = Runtime::new().unwrap().block_on(import(&desk, &file, format));
        let (count, refused) = done.unwrap();
        let ImportCount { imported, already_there, refused: bad } = count;
        prop_assert_eq!(imported + already_there + bad, read as u64);
        prop_assert_eq!(bad, refused.len() as u64);
        let lines = file.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        prop_assert!(refused.iter().all(|line| (1..=lines).contains(line)), "{refused:?}");
    }
}
