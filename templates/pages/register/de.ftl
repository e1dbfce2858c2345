register-title = Registrieren
register-action = Registrieren
register-lead = Sie brauchen nur eine E-Mail-Adresse und ein Passwort.
register-known = Sie haben schon ein Konto?
register-done = Willkommen! Ihr Konto ist bereit.
register-failed = Beim Anlegen des Kontos ist ein Fehler aufgetreten. Bitte prüfen Sie Ihre Angaben.
register-unavailable = Das Konto konnte nicht erstellt werden. Bitte versuchen Sie es noch einmal.
# Registration is closed, or by invitation only.
register-closed-title = Keine Registrierung
register-closed-lead = Diese Website nimmt zurzeit keine neuen Konten an.
register-invitation-title = Einladung erforderlich
register-invitation-lead = Zum Registrieren brauchen Sie eine Einladung mit einem Link. Jeder Link funktioniert einmal.
register-not-invited = Diese Einladung ist abgelaufen, wurde schon verwendet oder gilt für eine andere E-Mail-Adresse.
