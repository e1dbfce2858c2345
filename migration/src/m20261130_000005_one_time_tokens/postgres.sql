-- COLLATE "C": purposes are compared byte by byte. They have no CHECK: a newer server beside this
-- one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_one_time_tokens (
    token_hash bytea NOT NULL,
    purpose varchar(32) COLLATE "C" NOT NULL,
    user_id uuid,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    email_changes bigint NOT NULL DEFAULT 0,
    payload text NOT NULL,
    CONSTRAINT vestibule_one_time_tokens_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_one_time_tokens_token_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT vestibule_one_time_tokens_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS vestibule_one_time_tokens_user_idx
    ON vestibule_one_time_tokens (user_id, purpose);

CREATE INDEX IF NOT EXISTS vestibule_one_time_tokens_expires_idx
    ON vestibule_one_time_tokens (expires_at);
