# The title, and the link that leads to the page.
forgot-password-title = Forgot your password?
forgot-password-lead = Enter your email address, and we will send you a link to reset your password.
forgot-password-action = Send reset link
# A link to the login follows.
forgot-password-remembered = Remembered your password?
forgot-password-no-mail = This site cannot send email. Contact the administrator to get a password reset link.
forgot-password-failed = The email could not be sent. Please try again.

mail-sent-title = Check your email
mail-sent-lead = If an account exists for that address, we have sent an email with a link.
mail-sent-link = The link works once and expires.
mail-sent-nothing = Did not get it? Check your spam folder or request another link.
mail-sent-no-mail = This site cannot send email. Contact the administrator.
