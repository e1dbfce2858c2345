account-title = Daten und Löschung
account-export-title = Ihre Daten exportieren
account-export-lead = Laden Sie eine Kopie Ihrer Kontodaten als JSON herunter: Profil, Sitzungen, offene Links aus E-Mails und Aktivität. Passwörter und andere Geheimnisse sind nicht enthalten.
account-export-action = Herunterladen
account-delete-title = Konto löschen
account-delete-now = Ihr Konto und alle zugehörigen Daten werden sofort und endgültig gelöscht.
account-delete-days = Sie werden überall abgemeldet, und Ihr Konto wird in { $days } Tagen mit allen Daten gelöscht. Wenn Sie sich vorher anmelden, bleibt es erhalten.
account-delete-hours =
    { $hours ->
        [one] Sie werden überall abgemeldet, und Ihr Konto wird in einer Stunde mit allen Daten gelöscht. Wenn Sie sich vorher anmelden, bleibt es erhalten.
       *[other] Sie werden überall abgemeldet, und Ihr Konto wird in { $hours } Stunden mit allen Daten gelöscht. Wenn Sie sich vorher anmelden, bleibt es erhalten.
    }
account-delete-confirmation = Ihre E-Mail-Adresse
account-delete-hint = Geben Sie zur Bestätigung { $email } ein.
account-delete-mismatch = Das ist nicht die E-Mail-Adresse Ihres Kontos. Geben Sie { $email } ein
account-delete-action = Mein Konto löschen
account-delete-failed = Ihr Konto konnte nicht gelöscht werden. Bitte versuchen Sie es noch einmal.
account-deleted = Ihr Konto wurde gelöscht.
account-deletion-due = Ihr Konto wird am { $until } (UTC) gelöscht. Wenn Sie sich vorher anmelden, bleibt es erhalten.
