undo-email-change-title = Änderung der E-Mail-Adresse rückgängig machen
undo-email-change-lead = Ihr Konto verwendet dann wieder { $email }. Sie werden überall abgemeldet, und das jetzige Passwort wird ungültig. Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.
undo-email-change-action = Änderung rückgängig machen
undo-email-change-taken = Ein anderes Konto hat diese E-Mail-Adresse inzwischen bestätigt; sie wurde nicht zurückgegeben. Alle Sitzungen Ihres Kontos wurden beendet, und sein Passwort ist ungültig.
undo-email-change-done = Ihre frühere E-Mail-Adresse ist wiederhergestellt. Wir haben Ihnen einen Link gesendet, mit dem Sie ein neues Passwort wählen.
