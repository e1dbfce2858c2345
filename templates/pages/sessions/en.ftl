sessions-title = Sessions
sessions-lead = The devices on which you are logged in. If you do not recognize one, log it out and change your password.
sessions-current = Current session
# A time follows.
sessions-since = Logged in
sessions-last-seen = Last active
sessions-revoke = Log out
sessions-revoked = The session has been logged out.
sessions-revoke-others = Log out all other sessions
sessions-more = Only the most recent sessions are shown.
sessions-others-revoked = All other sessions have been logged out.
