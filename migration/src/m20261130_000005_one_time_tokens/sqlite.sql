-- STRICT, WITHOUT ROWID: see the first migration. Purposes have no CHECK: a newer server beside
-- this one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_one_time_tokens (
    token_hash BLOB NOT NULL,
    purpose TEXT NOT NULL,
    user_id BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    email_changes INTEGER NOT NULL DEFAULT 0,
    payload TEXT NOT NULL,
    CONSTRAINT vestibule_one_time_tokens_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_one_time_tokens_token_check CHECK (length(token_hash) = 32),
    CONSTRAINT vestibule_one_time_tokens_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS vestibule_one_time_tokens_user_idx
    ON vestibule_one_time_tokens (user_id, purpose);

CREATE INDEX IF NOT EXISTS vestibule_one_time_tokens_expires_idx
    ON vestibule_one_time_tokens (expires_at);
