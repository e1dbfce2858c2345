-- For MariaDB and MySQL. Every usual collation takes "a", "á" and "A " for the
-- same, and utf8mb4_bin still "a" and "a ": so canonical addresses are bytes, and
-- nothing else decides by a text but the hash, which ends with no blank. Indexes
-- are part of their table: a statement that was killed leaves nothing behind, and
-- the next run makes what is missing. Times are seconds since 1970, in UTC.

CREATE TABLE IF NOT EXISTS vestibule_users (
    id BINARY(16) NOT NULL,
    email VARCHAR(254) NOT NULL,
    email_canonical VARBINARY(254) NOT NULL,
    email_verified_at BIGINT,
    password_hash VARCHAR(512) NOT NULL,
    password_changed_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT vestibule_users_email_key UNIQUE (email_canonical)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS vestibule_sessions (
    id BINARY(16) NOT NULL,
    user_id BINARY(16) NOT NULL,
    token_hash BINARY(32) NOT NULL,
    remembered BOOLEAN NOT NULL,
    client_address VARCHAR(45),
    client_agent VARCHAR(255),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT vestibule_sessions_token_key UNIQUE (token_hash),
    INDEX vestibule_sessions_user_idx (user_id),
    INDEX vestibule_sessions_expires_idx (expires_at),
    CONSTRAINT vestibule_sessions_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
