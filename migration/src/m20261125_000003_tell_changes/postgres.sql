-- A server that keeps sessions in memory must hear of every change by anybody, an
-- operator at a terminal included. When a session was last seen is not told: it is
-- read again before that matters.

CREATE OR REPLACE FUNCTION vestibule_tell_changes() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM pg_notify('vestibule_changes', '');
    ELSIF TG_TABLE_NAME = 'vestibule_users' THEN
        PERFORM pg_notify('vestibule_changes', OLD.id::text);
    ELSE
        PERFORM pg_notify('vestibule_changes', OLD.user_id::text);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS vestibule_users_tell_changes ON vestibule_users;
CREATE TRIGGER vestibule_users_tell_changes
    AFTER UPDATE OF id, email, email_verified_at, password_changed_at, created_at,
        deletion_due_at, disabled_at
    ON vestibule_users
    FOR EACH ROW EXECUTE FUNCTION vestibule_tell_changes();

DROP TRIGGER IF EXISTS vestibule_sessions_tell_changes ON vestibule_sessions;
CREATE TRIGGER vestibule_sessions_tell_changes
    AFTER DELETE OR UPDATE OF id, user_id, token_hash, remembered, client_address,
        client_agent, created_at, authenticated_at, expires_at
    ON vestibule_sessions
    FOR EACH ROW EXECUTE FUNCTION vestibule_tell_changes();

DROP TRIGGER IF EXISTS vestibule_sessions_tell_truncate ON vestibule_sessions;
CREATE TRIGGER vestibule_sessions_tell_truncate
    AFTER TRUNCATE ON vestibule_sessions
    FOR EACH STATEMENT EXECUTE FUNCTION vestibule_tell_changes();
