login-title = Log in
# On the button, and on links that lead to the page.
login-action = Log in
login-lead = Log in to your account.
login-continue = Log in to continue.
login-remember = Stay logged in
login-remember-hint = Do not use this on a shared computer.
# A link to the registration follows.
login-no-account = New here?
login-no-match = The email address or the password is not correct.
login-disabled = This account is disabled. Contact the site administrator.
login-further-step = This login needs a further step, which this site does not offer yet.
login-unverified = Confirm your email address first. Open the link in the email that we sent you.
login-failed = Something went wrong on our side while logging you in. Please try again.

deletion-cancelled = Welcome back. Your account will not be deleted, because you logged in. To delete it, request it again in the settings.
