-- STRICT: a column takes only its own type. WITHOUT ROWID: a row lies in the
-- tree of its primary key, which UUIDs of version 7 fill in order. Texts compare
-- byte by byte. Times are seconds since 1970, in UTC.

CREATE TABLE IF NOT EXISTS vestibule_users (
    id BLOB NOT NULL,
    email TEXT NOT NULL,
    email_canonical TEXT NOT NULL,
    email_verified_at INTEGER,
    password_hash TEXT NOT NULL,
    password_changed_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT vestibule_users_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_users_id_check CHECK (length(id) = 16),
    CONSTRAINT vestibule_users_email_key UNIQUE (email_canonical)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS vestibule_sessions (
    id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    remembered INTEGER NOT NULL,
    client_address TEXT,
    client_agent TEXT,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CONSTRAINT vestibule_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_sessions_id_check CHECK (length(id) = 16),
    CONSTRAINT vestibule_sessions_token_key UNIQUE (token_hash),
    CONSTRAINT vestibule_sessions_token_check CHECK (length(token_hash) = 32),
    CONSTRAINT vestibule_sessions_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_sessions_user_idx ON vestibule_sessions (user_id);

CREATE INDEX IF NOT EXISTS vestibule_sessions_expires_idx ON vestibule_sessions (expires_at);
