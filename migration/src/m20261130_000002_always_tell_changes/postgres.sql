-- A session with session_replication_role = replica fires only triggers that are always
-- enabled. Tools for copying and for maintenance set it, and must not hide a change.

ALTER TABLE vestibule_users ENABLE ALWAYS TRIGGER vestibule_users_tell_changes;
ALTER TABLE vestibule_sessions ENABLE ALWAYS TRIGGER vestibule_sessions_tell_changes;
ALTER TABLE vestibule_sessions ENABLE ALWAYS TRIGGER vestibule_sessions_tell_truncate;
