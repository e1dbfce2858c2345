confirm-password-title = Passwort bestätigen
confirm-password-lead = Geben Sie zur Sicherheit Ihr Passwort ein.
confirm-password-action = Bestätigen
confirm-password-failed = Das Passwort konnte nicht geprüft werden. Bitte versuchen Sie es noch einmal.
