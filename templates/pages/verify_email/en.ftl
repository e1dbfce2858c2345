verify-email-title = Confirm your email address
verify-email-lead-owner = Confirm that { $email } is your email address.
verify-email-action = Confirm email address
verify-email-done = Your email address is confirmed.
verify-email-lead = An account was created with { $email }. If it is yours, enter the password that you chose.
# $email: the address of another account, as a bold element.
verify-email-other-account = You are currently logged in as { $email }. If you continue, you will be logged in to the other account.
verify-email-login = Confirm and log in
verify-email-no-password = Do not know the password?
verify-email-choose = Choose a new password. The old one stops working.
verify-email-not-me = Did not create this account?
verify-email-disown = You can delete the account that was created with your email address, with all its data. This cannot be undone.
verify-email-disown-action = This was not me: delete the account
verify-email-disowned = The account with your email address has been deleted.
verify-email-failed = The email address could not be confirmed. Please try again.
