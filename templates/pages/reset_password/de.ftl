reset-password-title = Neues Passwort wählen
reset-password-lead = Wählen Sie ein neues Passwort für { $email }. Sie werden überall abgemeldet.
reset-password-done = Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.
