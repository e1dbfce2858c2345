-- For MariaDB and MySQL; see the first migration.

CREATE TABLE IF NOT EXISTS vestibule_attempts (
    key_hash BINARY(32) NOT NULL,
    full_at BIGINT NOT NULL,
    PRIMARY KEY (key_hash),
    INDEX vestibule_attempts_full_idx (full_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
