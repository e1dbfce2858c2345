-- STRICT, WITHOUT ROWID: see the first migration. Kinds and purposes have no
-- CHECK: a newer server beside this one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_links (
    token_hash BLOB NOT NULL,
    purpose TEXT NOT NULL,
    user_id BLOB NOT NULL,
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT vestibule_links_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_links_token_check CHECK (length(token_hash) = 32),
    CONSTRAINT vestibule_links_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_links_user_idx ON vestibule_links (user_id, purpose);

CREATE INDEX IF NOT EXISTS vestibule_links_expires_idx ON vestibule_links (expires_at);

-- No foreign key: the mail that says that an account is gone outlives it.
CREATE TABLE IF NOT EXISTS vestibule_mails (
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
    CONSTRAINT vestibule_mails_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_mails_id_check CHECK (length(id) = 16),
    CONSTRAINT vestibule_mails_user_check CHECK (length(user_id) = 16),
    CONSTRAINT vestibule_mails_link_check CHECK (length(link_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_mails_due_idx ON vestibule_mails (due_at);

CREATE INDEX IF NOT EXISTS vestibule_mails_user_idx ON vestibule_mails (user_id);

-- No foreign key: that an account was deleted is an event too.
CREATE TABLE IF NOT EXISTS vestibule_events (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    user_id BLOB,
    at INTEGER NOT NULL,
    client_address TEXT,
    client_agent TEXT,
    CONSTRAINT vestibule_events_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_events_id_check CHECK (length(id) = 16),
    CONSTRAINT vestibule_events_user_check CHECK (length(user_id) = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_events_user_idx ON vestibule_events (user_id, at);

CREATE INDEX IF NOT EXISTS vestibule_events_at_idx ON vestibule_events (at);
