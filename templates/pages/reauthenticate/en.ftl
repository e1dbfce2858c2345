confirm-password-title = Confirm your password
confirm-password-lead = Enter your password to continue.
confirm-password-action = Confirm
confirm-password-failed = The password could not be checked. Please try again.
