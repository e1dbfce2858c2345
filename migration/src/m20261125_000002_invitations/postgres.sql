CREATE TABLE IF NOT EXISTS vestibule_invitations (
    token_hash bytea NOT NULL,
    email varchar(254),
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT vestibule_invitations_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_invitations_token_check CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX IF NOT EXISTS vestibule_invitations_expires_idx ON vestibule_invitations (expires_at);
