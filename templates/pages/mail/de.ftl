mail-verify-email-subject = Bitte bestätigen Sie Ihre E-Mail-Adresse für { $site }
mail-verify-email-lead = Willkommen bei { $site }. Bestätigen Sie, dass dies Ihre E-Mail-Adresse ist.
mail-verify-email-not-you = Wenn Sie kein Konto erstellt haben, können Sie das über den Link melden.

mail-already-registered-subject = Sie haben bereits ein Konto bei { $site }
mail-already-registered-lead = Jemand, vielleicht Sie selbst, wollte sich mit dieser E-Mail-Adresse bei { $site } registrieren. Sie haben bereits ein Konto: Melden Sie sich an, oder setzen Sie Ihr Passwort zurück, falls Sie es vergessen haben.
mail-already-registered-not-you = Wenn Sie das nicht waren, müssen Sie nichts tun. Es wurde kein Zugang gewährt und nichts geändert.

mail-reset-password-subject = Setzen Sie Ihr Passwort für { $site } zurück
mail-reset-password-lead = Jemand, hoffentlich Sie selbst, möchte das Passwort Ihres Kontos bei { $site } zurücksetzen.

mail-change-email-subject = Bitte bestätigen Sie Ihre neue E-Mail-Adresse für { $site }
mail-change-email-lead = Bestätigen Sie diese Adresse als neue E-Mail-Adresse Ihres Kontos bei { $site }.

mail-email-taken-subject = Ihre E-Mail-Adresse wurde bei { $site } angegeben
mail-email-taken-lead = Jemand wollte diese E-Mail-Adresse für ein anderes Konto bei { $site } verwenden. Sie gehört zu Ihrem Konto, deshalb wurde nichts geändert.
mail-email-taken-advice = Sie müssen nichts tun. Falls Sie das waren: Zu dieser Adresse gibt es bereits ein eigenes Konto, in dem Sie sich anmelden können.

mail-email-change-requested-subject = Ihre E-Mail-Adresse bei { $site } soll geändert werden
mail-email-change-requested-lead = Für Ihr Konto bei { $site } wurde eine andere E-Mail-Adresse beantragt: { $email }. Sie gilt, sobald diese Adresse bestätigt ist.
mail-email-change-requested-not-you = Wenn Sie das nicht waren, kennt jemand Ihr Passwort. Machen Sie die Änderung rückgängig: Sie werden überall abgemeldet und erhalten einen Link, mit dem Sie ein neues Passwort wählen.
mail-email-change-requested-action = Änderung rückgängig machen

mail-email-changed-subject = Ihre E-Mail-Adresse bei { $site } ist geändert
mail-email-changed-lead = Die E-Mail-Adresse Ihres Kontos bei { $site } ist jetzt { $email }. Künftige E-Mails senden wir dorthin.
mail-email-changed-not-you = Wenn Sie das nicht waren, suchen Sie unsere frühere E-Mail, die die Änderung angekündigt hat. Der Link darin macht sie rückgängig.

mail-password-changed-subject = Ihr Passwort für { $site } ist geändert
mail-password-changed-lead = Das Passwort Ihres Kontos bei { $site } wurde geändert.

mail-new-browser-subject = Neue Anmeldung bei { $site }
mail-new-browser-lead = In Ihrem Konto bei { $site } gab es eine Anmeldung mit einem neuen Browser.

mail-too-many-failures-subject = Fehlgeschlagene Anmeldungen in Ihrem Konto bei { $site }
mail-too-many-failures-lead = Für Ihr Konto bei { $site } wurden zu viele falsche Passwörter eingegeben. Keiner der Versuche war erfolgreich. Weitere Versuche sind vorübergehend gesperrt.
mail-too-many-failures-you = Wenn Sie das waren und Ihr Passwort vergessen haben, setzen Sie es zurück.
mail-too-many-failures-not-you = Wenn Sie das nicht waren, müssen Sie nichts tun. Mit Browsern, die Sie schon verwendet haben, können Sie sich weiterhin anmelden. Diese E-Mail senden wir höchstens einmal am Tag.

mail-deletion-scheduled-subject = Ihr Konto bei { $site } wird gelöscht
mail-deletion-scheduled-lead = Wie von Ihnen beantragt, wird Ihr Konto bei { $site } mit allen Daten am { $until } (UTC) gelöscht. Sie sind überall abgemeldet.
mail-deletion-scheduled-keep = Um Ihr Konto zu behalten, melden Sie sich vorher an.
mail-deletion-cancelled-subject = Ihr Konto bei { $site } wird nicht gelöscht
mail-deletion-cancelled-lead = Sie haben die Löschung Ihres Kontos bei { $site } beantragt. Eine Anmeldung hat sie aufgehoben, und das Konto bleibt bestehen.
mail-deletion-cancelled-delete = Wenn Sie es weiterhin löschen möchten, beantragen Sie die Löschung erneut in den Einstellungen.
mail-deletion-scheduled-not-you = Wenn Sie das nicht waren, kennt jemand Ihr Passwort. Melden Sie sich an und wählen Sie ein neues.

mail-account-deleted-subject = Ihr Konto bei { $site } ist gelöscht
mail-account-deleted-lead = Ihr Konto bei { $site } wurde mit allen Daten gelöscht.
mail-account-deleted-farewell = Vielen Dank, dass Sie bei uns waren.

mail-confirm = E-Mail-Adresse bestätigen
mail-login = Anmelden
mail-new-password = Neues Passwort wählen
mail-was-it-you = Wenn Sie das waren, müssen Sie nichts tun.
mail-not-you = Wenn Sie das nicht waren, wählen Sie sofort ein neues Passwort. Dabei werden Sie überall abgemeldet.
mail-nothing-changes = Wenn Sie das nicht waren, müssen Sie nichts tun. Solange der Link nicht geöffnet wird, ändert sich nichts.
mail-lifetime =
    { $hours ->
        [one] Der Link läuft in einer Stunde ab.
       *[other] Der Link läuft in { $hours } Stunden ab.
    }
mail-no-button = Wenn der Button nicht funktioniert, öffnen Sie diese Adresse in Ihrem Browser:
mail-link = { $label }:
mail-when = Wann:
mail-time = { $time } (UTC)
mail-browser = Browser:
mail-address = IP-Adresse:
mail-reason = Gesendet an { $email }, weil diese Adresse bei { $site } verwendet wurde.
mail-support = Fragen? Schreiben Sie an { $email }.
