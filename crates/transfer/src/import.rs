use std::{
    collections::{HashMap, hash_map::RandomState},
    fmt::Display,
    hash::BuildHasher,
};

use vestibule_domain::{Administration, ImportRow, Imported, Refusal};

use super::{ImportCount, TransferError};

/// An import that is going on.
pub(super) struct Import {
    dry_run: bool,
    pub(super) count: ImportCount,
    /// The lines of the addresses and identifiers that came in, by their hashes: that takes
    /// 16 bytes each, and no more for a long address.
    lines: HashMap<u64, u64>,
    hasher: RandomState,
}

/// How a row is found among the earlier ones.
struct Keys {
    line: u64,
    email: u64,
    id: Option<u64>,
}

impl Import {
    pub(super) fn new(dry_run: bool) -> Self {
        Self {
            dry_run,
            count: ImportCount::default(),
            lines: HashMap::new(),
            hasher: RandomState::new(),
        }
    }

    /// Imports a batch, and tells of each row that makes no account.
    pub(super) async fn add(
        &mut self,
        administration: &Administration,
        batch: Vec<(u64, ImportRow)>,
        refuse: &mut impl FnMut(u64, &dyn Display),
    ) -> Result<(), TransferError> {
        let (keys, rows): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .map(|(line, row)| (self.keys(line, &row), row))
            .unzip();
        let outcomes = administration.import(rows, self.dry_run).await?;
        for (row, outcome) in keys.into_iter().zip(outcomes) {
            self.count_outcome(&row, outcome, refuse);
        }
        Ok(())
    }

    fn count_outcome(
        &mut self,
        row: &Keys,
        outcome: Imported,
        refuse: &mut impl FnMut(u64, &dyn Display),
    ) {
        if let Some(reason) = self.reason(row, &outcome) {
            self.count.refused += 1;
            return refuse(row.line, &reason);
        }
        match outcome {
            Imported::AlreadyThere => self.count.already_there += 1,
            _ => self.count.imported += 1,
        }
        for key in [Some(row.email), row.id].into_iter().flatten() {
            self.lines.entry(key).or_insert(row.line);
        }
    }

    /// Why the row made no account, unless its account was there before the import.
    fn reason(&self, row: &Keys, outcome: &Imported) -> Option<String> {
        match outcome {
            Imported::Done if !self.dry_run => None,
            // A dry run keeps nothing in the store that could refuse a later batch.
            Imported::Done | Imported::AlreadyThere => self.repeats(row),
            Imported::Refused(reason @ Refusal::Differs(_)) => {
                self.repeats(row).or_else(|| Some(reason.to_string()))
            }
            Imported::Refused(reason) => Some(reason.to_string()),
        }
    }

    fn repeats(&self, row: &Keys) -> Option<String> {
        let line = |key| self.lines.get(key);
        let email = line(&row.email).map(|line| format!("line {line} has the same email address"));
        let id = row.id.as_ref().and_then(line);
        email.or_else(|| id.map(|line| format!("line {line} has the same id")))
    }

    fn keys(&self, line: u64, row: &ImportRow) -> Keys {
        // The database finds an identifier that is there twice, except in a dry run.
        let id = row.id.filter(|_| self.dry_run);
        Keys {
            line,
            email: self.hasher.hash_one(row.email.canonical()),
            id: id.map(|id| self.hasher.hash_one(id)),
        }
    }
}
