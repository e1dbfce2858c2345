# The title, and the button that leads to the page.
reset-password-title = Choose a new password
# $email: the address, as a bold element, here and below.
reset-password-lead = Choose a new password for { $email }. You will be logged out everywhere.
reset-password-done = Your password has been changed. Log in with the new one.
