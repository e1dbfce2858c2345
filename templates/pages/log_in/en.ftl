log-in-title = Log in
# On the button, and on links that lead to the page.
log-in-action = Log in
log-in-lead = Log in to your account.
log-in-remember = Stay logged in
log-in-remember-hint = Do not use this on a shared computer.
# A link to the registration follows.
log-in-no-account = New here?
log-in-no-match = The email address or the password is not correct.
log-in-disabled = This account is disabled. Contact the site administrator.
log-in-further-step = This login needs a further step, which this site does not offer yet.
log-in-unverified = Confirm your email address first. Open the link in the email that we sent you.
log-in-failed = Something went wrong on our side while logging you in. Please try again.

deletion-cancelled = Welcome back. Your account will not be deleted, because you logged in. To delete it, request it again in the settings.
