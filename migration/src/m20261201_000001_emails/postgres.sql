-- COLLATE "C": kinds are compared byte by byte. No foreign key: the email about a deletion outlives the
-- account. Kinds have no CHECK: a newer server beside this one may know more of them.

CREATE TABLE IF NOT EXISTS vestibule_emails (
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
    email_changes bigint NOT NULL DEFAULT 0,
    CONSTRAINT vestibule_emails_pkey PRIMARY KEY (id),
    CONSTRAINT vestibule_emails_link_check CHECK (octet_length(link_hash) = 32)
);

CREATE INDEX IF NOT EXISTS vestibule_emails_due_idx ON vestibule_emails (due_at);

CREATE INDEX IF NOT EXISTS vestibule_emails_user_idx ON vestibule_emails (user_id);
