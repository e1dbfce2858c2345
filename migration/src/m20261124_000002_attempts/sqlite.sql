-- STRICT, WITHOUT ROWID: see the first migration.

CREATE TABLE IF NOT EXISTS vestibule_attempts (
    key_hash BLOB NOT NULL,
    full_at INTEGER NOT NULL,
    CONSTRAINT vestibule_attempts_pkey PRIMARY KEY (key_hash),
    CONSTRAINT vestibule_attempts_key_check CHECK (length(key_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_attempts_full_idx ON vestibule_attempts (full_at);
