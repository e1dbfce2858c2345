resend-verification-title = Confirm your email address
resend-verification-lead = Enter your email address, and we will send you a new confirmation link.
resend-verification-action = Send confirmation link
resend-verification-no-mail = This site cannot send email. Contact the administrator.
resend-verification-done = We have sent the email. Did not get it? Check your spam folder.
resend-verification-failed = The email could not be sent. Please try again.
