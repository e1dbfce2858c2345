settings-title = Settings
settings-account = Your account
settings-change-email = Change
settings-email-verified = Confirmed
settings-email-unverified = Not confirmed
# A day follows.
settings-member-since = Member since
settings-password-changed = Password changed

change-password-title = Change your password
change-password-lead = You will be logged out on all other devices.
change-password-current = Current password
change-password-new = Password
change-password-action = Change password
change-password-done = Your password has been changed. You are logged out on all other devices.
change-password-failed = The password could not be changed. Please try again.
