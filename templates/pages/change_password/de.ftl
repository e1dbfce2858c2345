settings-title = Einstellungen
settings-account = Ihr Konto
settings-change-email = Ändern
settings-email-verified = Bestätigt
settings-email-unverified = Nicht bestätigt
settings-member-since = Dabei seit
settings-password-changed = Passwort geändert am

change-password-title = Passwort ändern
change-password-lead = Sie werden auf allen anderen Geräten abgemeldet.
change-password-current = Aktuelles Passwort
change-password-new = Neues Passwort
change-password-action = Passwort ändern
change-password-done = Ihr Passwort wurde geändert. Auf allen anderen Geräten sind Sie abgemeldet.
change-password-failed = Das Passwort konnte nicht geändert werden. Bitte versuchen Sie es noch einmal.
