register-title = Register
register-action = Register
register-lead = All you need is an email address and a password.
# A link to the login follows.
register-known = Already have an account?
register-done = Welcome! Your account is ready.
register-failed = An error occurred while creating a user. Please make sure to enter valid data.
# The server failed, and not the user.
register-unavailable = The account could not be created. Please try again.
# Registration is closed, or by invitation only.
register-closed-title = Registration is closed
register-closed-lead = This site does not accept new accounts at the moment.
register-invitation-title = Invitation required
register-invitation-lead = To register, you need an invitation link. Each link works once.
register-not-invited = This invitation has expired, was already used, or is for another email address.
