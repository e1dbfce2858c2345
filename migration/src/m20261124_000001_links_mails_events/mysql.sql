-- For MariaDB and MySQL; see the first migration. Nothing is decided by a text
-- but kinds and purposes, which are ours and end with no blank.

CREATE TABLE IF NOT EXISTS vestibule_links (
    token_hash BINARY(32) NOT NULL,
    purpose VARCHAR(32) NOT NULL,
    user_id BINARY(16) NOT NULL,
    email VARCHAR(254) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash),
    INDEX vestibule_links_user_idx (user_id, purpose),
    INDEX vestibule_links_expires_idx (expires_at),
    CONSTRAINT vestibule_links_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- No foreign key: the mail that says that an account is gone outlives it.
CREATE TABLE IF NOT EXISTS vestibule_mails (
    id BINARY(16) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    recipient VARCHAR(254) NOT NULL,
    user_id BINARY(16),
    other_email VARCHAR(254),
    client_address VARCHAR(45),
    client_agent VARCHAR(255),
    language VARCHAR(35),
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    link_hash BINARY(32),
    PRIMARY KEY (id),
    INDEX vestibule_mails_due_idx (due_at),
    INDEX vestibule_mails_user_idx (user_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- No foreign key: that an account was deleted is an event too.
CREATE TABLE IF NOT EXISTS vestibule_events (
    id BINARY(16) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    user_id BINARY(16),
    at BIGINT NOT NULL,
    client_address VARCHAR(45),
    client_agent VARCHAR(255),
    PRIMARY KEY (id),
    INDEX vestibule_events_user_idx (user_id, at),
    INDEX vestibule_events_at_idx (at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
