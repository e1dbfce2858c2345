CREATE TABLE IF NOT EXISTS vestibule_attempts (
    key_hash bytea NOT NULL,
    full_at bigint NOT NULL,
    CONSTRAINT vestibule_attempts_pkey PRIMARY KEY (key_hash),
    CONSTRAINT vestibule_attempts_key_check CHECK (octet_length(key_hash) = 32)
);

CREATE INDEX IF NOT EXISTS vestibule_attempts_full_idx ON vestibule_attempts (full_at);
