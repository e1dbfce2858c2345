undo-email-change-title = Undo the email address change
undo-email-change-lead = Your account will use { $email } again. You will be logged out everywhere, and the current password stops working. We will send you a link to choose a new one.
undo-email-change-action = Undo this change
undo-email-change-taken = Another account has confirmed this email address, so it was not restored. All sessions of your account were ended, and its password no longer works.
undo-email-change-done = Your previous email address has been restored. We have sent you a link to choose a new password.
