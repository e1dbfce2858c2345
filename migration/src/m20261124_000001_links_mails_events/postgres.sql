-- COLLATE "C": kinds and purposes are compared byte by byte. They have no CHECK:
-- a newer server beside this one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_links (
    token_hash bytea NOT NULL,
    purpose varchar(32) COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    email varchar(254) NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT vestibule_links_pkey PRIMARY KEY (token_hash),
    CONSTRAINT vestibule_links_token_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT vestibule_links_user_fkey FOREIGN KEY (user_id)
        REFERENCES vestibule_users (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS vestibule_links_user_idx ON vestibule_links (user_id, purpose);

CREATE INDEX IF NOT EXISTS vestibule_links_expires_idx ON vestibule_links (expires_at);

-- No foreign key: the mail that says that an account is gone outlives it.
CREATE TABLE IF NOT EXISTS vestibule_mails (
    id uuid NOT NULL,
    kind varchar(32) COLLATE "C" NOT NULL,
    recipient varchar(254) NOT NULL,
    user_id uuid,
    other_email varchar(254),
    client_address varchar(45),
    client_agent varchar(255),
    language varchar(35),
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    attempts bigint NOT NULL,
    link_hash bytea,
    CONSTRAINT vestibule_mails_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_mails_link_check CHECK (octet_length(link_hash) = 32)
);

CREATE INDEX IF NOT EXISTS vestibule_mails_due_idx ON vestibule_mails (due_at);

CREATE INDEX IF NOT EXISTS vestibule_mails_user_idx ON vestibule_mails (user_id);

-- No foreign key: that an account was deleted is an event too.
CREATE TABLE IF NOT EXISTS vestibule_events (
    id uuid NOT NULL,
    kind varchar(32) COLLATE "C" NOT NULL,
    user_id uuid,
    at bigint NOT NULL,
    client_address varchar(45),
    client_agent varchar(255),
    CONSTRAINT vestibule_events_pkey PRIMARY KEY (id)
);

CREATE INDEX IF NOT EXISTS vestibule_events_user_idx ON vestibule_events (user_id, at);

CREATE INDEX IF NOT EXISTS vestibule_events_at_idx ON vestibule_events (at);
