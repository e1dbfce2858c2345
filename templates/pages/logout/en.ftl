logout-title = Log out
logout-action = Log out
logout-lead = Are you sure you want to log out?
logout-done = You have been logged out.
