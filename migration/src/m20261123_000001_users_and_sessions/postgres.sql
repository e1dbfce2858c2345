-- COLLATE "C": canonical addresses are compared byte by byte, and their index
-- stays right when the operating system's collations change under it. Times are
-- seconds since 1970, in UTC.

CREATE TABLE IF NOT EXISTS vestibule_users (
    id uuid NOT NULL,
    email varchar(254) NOT NULL,
    email_canonical varchar(254) COLLATE "C" NOT NULL,
    email_verified_at bigint,
    password_hash varchar(512) COLLATE "C" NOT NULL,
    password_changed_at bigint NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT vestibule_users_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_users_email_key UNIQUE (email_canonical)
);

CREATE TABLE IF NOT EXISTS vestibule_sessions (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    remembered boolean NOT NULL,
    client_address varchar(45),
    client_agent varchar(255),
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT vestibule_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_sessions_token_key UNIQUE (token_hash),
    CONSTRAINT vestibule_sessions_token_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT vestibule_sessions_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS vestibule_sessions_user_idx ON vestibule_sessions (user_id);

CREATE INDEX IF NOT EXISTS vestibule_sessions_expires_idx ON vestibule_sessions (expires_at);
