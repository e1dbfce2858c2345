log-out-title = Log out
log-out-action = Log out
log-out-lead = Are you sure you want to log out?
log-out-done = You have been logged out.
