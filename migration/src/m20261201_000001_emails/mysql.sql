-- For MariaDB and MySQL; see the first migration. No foreign key: the email about a deletion outlives
-- the account.

CREATE TABLE IF NOT EXISTS vestibule_emails (
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
    email_changes BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    INDEX vestibule_emails_due_idx (due_at),
    INDEX vestibule_emails_user_idx (user_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
