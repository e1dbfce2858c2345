-- For MariaDB and MySQL; see the first migration.

CREATE TABLE IF NOT EXISTS vestibule_one_time_tokens (
    token_hash BINARY(32) NOT NULL,
    purpose VARCHAR(32) NOT NULL,
    user_id BINARY(16),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    email_changes BIGINT NOT NULL DEFAULT 0,
    payload TEXT NOT NULL,
    PRIMARY KEY (token_hash),
    INDEX vestibule_one_time_tokens_user_idx (user_id, purpose),
    INDEX vestibule_one_time_tokens_expires_idx (expires_at),
    CONSTRAINT vestibule_one_time_tokens_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
