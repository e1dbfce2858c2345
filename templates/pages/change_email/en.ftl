change-email-title = Change your email address
change-email-lead = We will send a link to the new address. Your address changes when you open that link. We will also notify your current address.
change-email-new = New email address
change-email-action = Send link
change-email-same = This is already your email address. Enter the new one.
change-email-no-mail = This site cannot send email, so it cannot confirm a new address. Contact the administrator.
change-email-done = We have sent an email to the new address. Open the link in it to complete the change.
change-email-failed = The email could not be sent. Please try again.
