account-title = Data and deletion
account-export-title = Export your data
account-export-lead = Download a copy of your account data as JSON: profile, sessions, open email links and activity. Passwords and other secrets are not included.
account-export-action = Download
account-delete-title = Delete your account
account-delete-now = Your account and all its data will be deleted immediately. This cannot be undone.
# $days: a number, two at least.
account-delete-days = You will be logged out everywhere, and your account and all its data will be deleted in { $days } days. To keep it, log in before then.
account-delete-hours =
    { $hours ->
        [one] You will be logged out everywhere, and your account and all its data will be deleted in an hour. To keep it, log in before then.
       *[other] You will be logged out everywhere, and your account and all its data will be deleted in { $hours } hours. To keep it, log in before then.
    }
account-delete-confirmation = Your email address
# $email: the address of the account, here and below.
account-delete-hint = To confirm, type { $email }.
account-delete-mismatch = This is not the email address of your account. Type { $email }
account-delete-action = Delete my account
account-delete-failed = Your account could not be deleted. Please try again.
account-deleted = Your account has been deleted.
# $until: day and time of day, in UTC.
account-deletion-due = Your account will be deleted on { $until } (UTC). To keep it, log in before then.
