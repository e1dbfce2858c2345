//! The statements of a test.

use std::sync::{Arc, Mutex};

use vestibule_seaorm::sea_orm::{DatabaseConnection, Statement};

/// The statements that a connection pool executes, without `BEGIN` and `COMMIT`.
pub(crate) struct Recording(Arc<Mutex<Vec<Statement>>>);

impl Recording {
    pub(crate) fn of(db: &mut DatabaseConnection) -> Self {
        let statements = Arc::<Mutex<Vec<Statement>>>::default();
        let heard = statements.clone();
        db.set_metric_callback(move |info| heard.lock().unwrap().push(info.statement.clone()));
        Self(statements)
    }

    /// The statements since the last call.
    pub(crate) fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}
