-- The triggers of m20261125_000003_tell_changes, with the columns that are read since then. Each
-- fires in sessions of replication tools too.

DROP TRIGGER IF EXISTS vestibule_users_tell_changes ON vestibule_users;
CREATE TRIGGER vestibule_users_tell_changes
    AFTER UPDATE OF id, email, email_verified_at, password_changed_at, created_at,
        deletion_due_at, disabled_at, auth_epoch, email_changes
    ON vestibule_users
    FOR EACH ROW EXECUTE FUNCTION vestibule_tell_changes();
ALTER TABLE vestibule_users ENABLE ALWAYS TRIGGER vestibule_users_tell_changes;

DROP TRIGGER IF EXISTS vestibule_sessions_tell_changes ON vestibule_sessions;
CREATE TRIGGER vestibule_sessions_tell_changes
    AFTER DELETE OR UPDATE OF id, user_id, token_hash, remembered, client_address,
        client_agent, created_at, authenticated_at, authentications, expires_at
    ON vestibule_sessions
    FOR EACH ROW EXECUTE FUNCTION vestibule_tell_changes();
ALTER TABLE vestibule_sessions ENABLE ALWAYS TRIGGER vestibule_sessions_tell_changes;
