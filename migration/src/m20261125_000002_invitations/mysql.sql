-- For MariaDB and MySQL; see the first migration.

CREATE TABLE IF NOT EXISTS vestibule_invitations (
    token_hash BINARY(32) NOT NULL,
    email VARCHAR(254),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash),
    INDEX vestibule_invitations_expires_idx (expires_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
