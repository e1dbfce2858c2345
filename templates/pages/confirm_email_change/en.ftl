confirm-email-change-title = Confirm your new email address
confirm-email-change-lead = Your account will use { $email }. You will log in with this address.
confirm-email-change-action = Confirm new address
confirm-email-change-done = Your email address has been changed.

email-change-taken = Another account now uses this email address, so nothing was changed.
email-change-failed = Something went wrong, and nothing was changed. Please try again.
