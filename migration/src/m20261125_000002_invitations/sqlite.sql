-- STRICT, WITHOUT ROWID: see the first migration.

CREATE TABLE IF NOT EXISTS vestibule_invitations (
    token_hash BLOB NOT NULL,
    email TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT vestibule_invitations_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_invitations_token_check CHECK (length(token_hash) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_invitations_expires_idx ON vestibule_invitations (expires_at);
