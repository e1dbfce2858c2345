-- STRICT, WITHOUT ROWID: see the first migration. No foreign key: the email about a deletion outlives
-- the account. Kinds have no CHECK: a newer server beside this one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_emails (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    user_id BLOB,
    other_email TEXT,
    client_address TEXT,
    client_agent TEXT,
    language TEXT,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    link_hash BLOB,
    email_changes INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT vestibule_emails_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_emails_id_check CHECK (length(id) = 16),
    CONSTRAINT vestibule_emails_user_check CHECK (length(user_id) = 16),
    CONSTRAINT vestibule_emails_link_check CHECK (length(link_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_emails_due_idx ON vestibule_emails (due_at);

CREATE INDEX IF NOT EXISTS vestibule_emails_user_idx ON vestibule_emails (user_id);
