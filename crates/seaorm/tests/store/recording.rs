//! What is asked of a database.

use std::sync::{Arc, Mutex};

use vestibule_seaorm::sea_orm::{DatabaseConnection, Statement};

/// The statements that a pool of connections executes, without `BEGIN` and `COMMIT`.
pub(crate) struct Recording(Arc<Mutex<Vec<Statement>>>);

impl Recording {
    pub(crate) fn of(db: &mut DatabaseConnection) -> Self {
        let statements = Arc::<Mutex<Vec<Statement>>>::default();
        let heard = statements.clone();
        db.set_metric_callback(move |info| heard.lock().unwrap().push(info.statement.clone()));
        Self(statements)
    }

    /// Those since it was asked last.
    pub(crate) fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}
