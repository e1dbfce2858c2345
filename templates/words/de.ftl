### What the pages say, in German: polite ("Sie"), warm and plain.

## Around every page

base-skip = Zum Inhalt springen
base-navigation = Website
base-logged-in-as = Angemeldet als { $email }.
base-log-out = Abmelden

date-written =
    { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { $year }
datetime-written = { $date }, { $time } Uhr

## What forms share

form-mistake = Fehler:
form-email = E-Mail-Adresse
form-password = Passwort
form-password-confirmation = Passwort wiederholen
form-password-hint = Mindestens { $min } Zeichen. Ein paar Wörter hintereinander sind gut und leicht zu merken.

## The front door

home-welcome = Treten Sie ein.
home-lead = Hier geht es zu { $site }. Mehr als eine E-Mail-Adresse und ein Passwort brauchen Sie nicht.
home-welcome-back = Schön, dass Sie da sind.
home-logged-in = Das ist { $site }, und Sie sind angemeldet.

## Log in

log-in-title = Anmelden
log-in-action = Anmelden
log-in-lead = Schön, Sie wiederzusehen.
log-in-remember = Angemeldet bleiben
log-in-remember-hint = Bitte nicht an einem Computer, den auch andere benutzen.
log-in-no-account = Noch kein Konto?
log-in-no-match = Die E-Mail-Adresse oder das Passwort stimmt nicht.
log-in-disabled = Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Betreiber dieser Website.
log-in-unverified = Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse: mit dem Link in der E-Mail, die wir Ihnen geschickt haben.
# $minutes: how long to wait.
too-many-attempts = Zu viele Versuche. Bitte warten Sie { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } und versuchen Sie es dann noch einmal.
log-in-failed = Bei der Anmeldung ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

## Log out

log-out-title = Abmelden
log-out-action = Abmelden
log-out-lead = Sie möchten gehen? Die Tür steht Ihnen immer offen.
log-out-done = Sie sind jetzt abgemeldet.

## Register

register-title = Registrieren
register-action = Registrieren
register-lead = Eine E-Mail-Adresse, ein Passwort, und schon sind Sie drin.
register-known = Waren Sie schon einmal hier?
register-done = Willkommen! Ihr Konto ist bereit.
register-failed = Beim Anlegen des Kontos ist ein Fehler aufgetreten. Bitte prüfen Sie Ihre Angaben.
register-unavailable = Beim Anlegen des Kontos ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.
# Registration is closed, or by invitation only.
register-closed-title = Keine Registrierung
register-closed-lead = Neue Konten gibt es hier zurzeit nicht.
register-invitation-title = Nur mit Einladung
register-invitation-lead = Zum Registrieren brauchen Sie eine Einladung, und einen Link, den noch niemand benutzt hat.
register-not-invited = Diese Einladung gilt nicht oder nicht mehr, oder sie ist für eine andere E-Mail-Adresse.

## Settings

settings-title = Einstellungen
settings-account = Ihr Konto
settings-change-email = Ändern
settings-email-verified = Bestätigt
settings-email-unverified = Noch nicht bestätigt
settings-member-since = Dabei seit
settings-password-changed = Passwort geändert am

change-password-title = Passwort ändern
change-password-lead = Ihre anderen Browser werden dabei abgemeldet.
change-password-current = Aktuelles Passwort
change-password-new = Neues Passwort
change-password-action = Passwort ändern
change-password-done = Ihr Passwort ist geändert. Alle Ihre anderen Browser sind abgemeldet.
change-password-failed = Beim Ändern des Passworts ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

## Forgotten passwords, and other mailed links

forgot-password-title = Passwort vergessen?
forgot-password-lead = Das kommt vor. Nennen Sie uns Ihre Adresse, und wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.
forgot-password-action = Link schicken
forgot-password-remembered = Ist es Ihnen wieder eingefallen?
forgot-password-no-mail = Diese Website verschickt keine E-Mails. Bitte wenden Sie sich an die Betreiber: Von ihnen können Sie einen Link bekommen, mit dem Sie ein neues Passwort wählen.
forgot-password-failed = Es ist ein Fehler aufgetreten, und es ist keine E-Mail unterwegs. Bitte versuchen Sie es noch einmal.

mail-sent-title = Schauen Sie in Ihr Postfach
mail-sent-lead = Falls es für diese Adresse etwas zu schicken gibt, ist die E-Mail unterwegs.
mail-sent-link = Der Link darin funktioniert nur einmal und nur eine Zeit lang.
mail-sent-nothing = Nach einer Minute noch nichts da? Sehen Sie im Spam-Ordner nach, prüfen Sie die Adresse auf Tippfehler und fordern Sie die E-Mail noch einmal an.
mail-sent-no-mail = Diese Website verschickt keine E-Mails. Bitte wenden Sie sich an die Betreiber.

reset-password-title = Neues Passwort wählen
reset-password-lead = Es gilt für das Konto von { $email }. Dabei werden alle Browser abgemeldet, auch dieser.
reset-password-done = Ihr Passwort ist geändert. Bitte melden Sie sich mit dem neuen an.

dead-link-title = Dieser Link funktioniert nicht
dead-link-lead = Die Links in unseren E-Mails funktionieren nur einmal und nur eine Zeit lang, und ein neuerer ersetzt die älteren. Manche E-Mail-Programme zerschneiden sie auch.
dead-link-again = Neuen Link anfordern
dead-link-undo = Falls jemand die Adresse Ihres Kontos ohne Sie geändert hat, wenden Sie sich bitte an die Betreiber dieser Website.

## Addresses that are confirmed

verify-email-title = E-Mail-Adresse bestätigen
verify-email-lead-owner = Ein Klick, und wir wissen, dass { $email } Ihnen gehört.
verify-email-action = Diese Adresse bestätigen
verify-email-done = Danke! Ihre E-Mail-Adresse ist bestätigt.
verify-email-lead = Mit { $email } hat sich hier jemand registriert. Waren Sie das? Dann geben Sie das Passwort ein, das Sie gewählt haben.
verify-email-other-account = Dieser Browser ist gerade als { $email } angemeldet. Wenn Sie fortfahren, wird er im anderen Konto angemeldet.
verify-email-log-in = Bestätigen und anmelden
verify-email-no-password = Sie kennen das Passwort nicht?
verify-email-choose = Wählen Sie ein neues: Dann kommt mit dem alten niemand mehr hinein.
verify-email-not-me = Sie haben sich hier nicht registriert?
verify-email-disown = Dann hat jemand Ihre Adresse benutzt. Sie können das Konto mit allem, was darin ist, löschen. Es ist dann sofort und endgültig weg.
verify-email-disown-action = Das war ich nicht: Konto löschen
verify-email-disowned = Das Konto mit Ihrer Adresse ist gelöscht.
verify-email-failed = Beim Bestätigen der Adresse ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

resend-verification-title = E-Mail-Adresse bestätigen
resend-verification-lead = Nennen Sie uns die Adresse, mit der Sie sich registriert haben, und wir schicken Ihnen den Link noch einmal.
resend-verification-action = Link noch einmal schicken
resend-verification-no-mail = Diese Website verschickt keine E-Mails, also kommt auch kein Link. Bitte wenden Sie sich an die Betreiber.
resend-verification-done = Die E-Mail ist unterwegs. Nach einer Minute noch nichts da? Sehen Sie auch im Spam-Ordner nach.
resend-verification-failed = Es ist ein Fehler aufgetreten, und es ist keine E-Mail unterwegs. Bitte versuchen Sie es noch einmal.

## Another address

change-email-title = E-Mail-Adresse ändern
change-email-lead = Wir schicken einen Link an die neue Adresse. Bis Sie ihm folgen, bleibt alles, wie es ist. An Ihre jetzige Adresse geht ein Hinweis mit einem Link, der die Änderung zurücknimmt.
change-email-new = Neue E-Mail-Adresse
change-email-action = Link schicken
change-email-same = Das ist schon Ihre E-Mail-Adresse. Bitte geben Sie die neue ein.
change-email-no-mail = Diese Website verschickt keine E-Mails und kann eine neue Adresse deshalb nicht prüfen. Bitte wenden Sie sich an die Betreiber.
change-email-done = Eine E-Mail an die neue Adresse ist unterwegs. Bevor Sie dem Link darin folgen, ändert sich nichts.
change-email-failed = Es ist ein Fehler aufgetreten, und es ist keine E-Mail unterwegs. Bitte versuchen Sie es noch einmal.

confirm-email-change-title = Diese Adresse verwenden?
confirm-email-change-lead = Ihr Konto hat dann die Adresse { $email }, und Sie melden sich mit ihr an.
confirm-email-change-action = Diese Adresse verwenden
confirm-email-change-done = Ihr Konto hat seine neue E-Mail-Adresse.

undo-email-change-title = Änderung zurücknehmen?
undo-email-change-lead = Ihr Konto bekommt die Adresse { $email } zurück. Alle Browser werden abgemeldet, und das jetzige Passwort gilt nicht mehr: Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.
undo-email-change-action = Änderung zurücknehmen
undo-email-change-taken = Ein anderes Konto hat diese E-Mail-Adresse inzwischen bestätigt, darum wurde sie nicht zurückgegeben. Alle Sitzungen dieses Kontos wurden beendet, und sein Passwort gilt nicht mehr.
undo-email-change-done = Ihr Konto hat wieder die alte E-Mail-Adresse. Eine E-Mail mit einem Link, um ein neues Passwort zu wählen, ist unterwegs.

email-change-taken = Inzwischen hat ein anderes Konto diese E-Mail-Adresse; deshalb wurde nichts geändert. Der Link gilt weiter, sobald die Adresse frei ist.
email-change-failed = Es ist ein Fehler aufgetreten, und es wurde nichts geändert. Bitte versuchen Sie es noch einmal.

## Is it still you?

confirm-password-title = Passwort bestätigen
confirm-password-lead = Jetzt wird es wichtig. Bitte zeigen Sie uns, dass Sie es noch sind.
confirm-password-action = Bestätigen
confirm-password-failed = Beim Prüfen des Passworts ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

## The pages of one's account

settings-navigation = Ihr Konto

sessions-title = Ihre Browser
sessions-lead = Hier sind Sie angemeldet. Ist einer davon nicht Ihrer? Dann melden Sie ihn ab und ändern Sie Ihr Passwort.
sessions-current = Das ist der, den Sie gerade benutzen.
sessions-address = IP-Adresse
sessions-since = Angemeldet am
sessions-last-seen = Zuletzt benutzt am
sessions-revoke = Abmelden
sessions-revoked = Der Browser ist abgemeldet.
sessions-revoke-others = Alle anderen abmelden
sessions-more = Nur die zuletzt benutzten werden gezeigt.
sessions-others-revoked = Alle Ihre anderen Browser sind abgemeldet.

account-title = Daten und Löschung
account-export-title = Ihre Daten mitnehmen
account-export-lead = Eine Datei mit allem, was wir über Sie gespeichert haben: Ihr Konto, Ihre Browser, verschickte Links, die noch gelten, und was geschehen ist. Passwörter und andere Geheimnisse sind nicht dabei.
account-export-action = Herunterladen
account-delete-title = Konto löschen
account-delete-now = Ihr Konto ist sofort weg, mit allem, was dazugehört. Niemand kann es zurückholen.
account-delete-days = Sie werden sofort überall abgemeldet, und in { $days } Tagen wird Ihr Konto gelöscht, mit allem, was dazugehört. Wenn Sie sich vorher anmelden, behalten Sie es.
account-delete-hours =
    { $hours ->
        [one] Sie werden sofort überall abgemeldet, und in einer Stunde wird Ihr Konto gelöscht, mit allem, was dazugehört. Wenn Sie sich vorher anmelden, behalten Sie es.
       *[other] Sie werden sofort überall abgemeldet, und in { $hours } Stunden wird Ihr Konto gelöscht, mit allem, was dazugehört. Wenn Sie sich vorher anmelden, behalten Sie es.
    }
account-delete-confirmation = Ihre E-Mail-Adresse
account-delete-hint = Bitte tippen Sie { $email } ein, damit nichts aus Versehen geschieht.
account-delete-mismatch = Das ist nicht die Adresse Ihres Kontos. Bitte tippen Sie { $email } ein
account-delete-action = Mein Konto löschen
account-delete-failed = Beim Löschen des Kontos ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.
account-deleted = Ihr Konto ist gelöscht. Alles Gute!
account-deletion-due = Ihr Konto wird gelöscht: am { $until } (UTC). Wenn Sie sich vorher anmelden, behalten Sie es.

deletion-cancelled = Willkommen zurück. Ihr Konto wird nicht gelöscht, weil Sie sich angemeldet haben. In den Einstellungen können Sie es erneut löschen.

activity-title = Aktivität
activity-lead = Was rund um Ihr Konto geschehen ist, das Neueste zuerst. Waren Sie etwas davon nicht selbst? Dann ändern Sie Ihr Passwort.
activity-none = In letzter Zeit ist nichts geschehen.

## What can happen around an account

event-registered = Sie haben sich registriert
event-registration-repeated = Jemand hat sich noch einmal mit Ihrer Adresse registriert
event-invited = Sie haben jemanden eingeladen
event-logged-in = Angemeldet
event-log-ins-limited = Zu viele falsche Passwörter: Eine Weile kann es niemand mehr versuchen
event-log-in-failed = Ein falsches Passwort wurde eingegeben
event-log-in-refused = Das richtige Passwort wurde eingegeben und die Anmeldung abgelehnt
event-logged-out = Abgemeldet
event-password-confirmed = Passwort bestätigt
event-password-changed = Passwort geändert
event-breach-check-failed = Ein neues Passwort konnte nicht mit bekannten Datenlecks verglichen werden
event-password-reset-requested = Ein Link für ein neues Passwort wurde angefordert
event-password-reset = Neues Passwort über einen Link gewählt
event-verification-requested = Ein Link zur Bestätigung der E-Mail-Adresse wurde angefordert
event-email-verified = E-Mail-Adresse bestätigt
event-email-change-requested = Eine andere E-Mail-Adresse wurde gewünscht
event-email-changed = E-Mail-Adresse geändert
event-email-change-undone = Änderung der E-Mail-Adresse zurückgenommen
event-session-revoked = Ein Browser wurde von einem anderen aus abgemeldet
event-other-sessions-revoked = Alle anderen Browser wurden abgemeldet
event-sessions-revoked-by-operator = Abmeldung durch die Betreiber dieser Website
event-data-exported = Daten heruntergeladen
event-deletion-scheduled = Löschung des Kontos gewünscht
event-deletion-cancelled = Löschung des Kontos durch eine Anmeldung aufgehoben
event-account-created = Konto von den Betreibern dieser Website angelegt
event-account-disabled = Konto von den Betreibern dieser Website gesperrt
event-account-enabled = Konto von den Betreibern dieser Website entsperrt
event-account-deleted = Konto gelöscht
event-mail-given-up = Eine E-Mail an Sie war nicht zustellbar
event-other = Etwas anderes

## What can be wrong with an address

email-missing = Bitte geben Sie Ihre E-Mail-Adresse ein.
email-too-long = Das ist zu lang für eine E-Mail-Adresse. Bitte prüfen Sie, ob Text dabei ist, der nicht dazugehört.
email-no-domain = Eine E-Mail-Adresse besteht aus einem Namen, einem @ und einer Domain, zum Beispiel alice@example.com.
email-local = Vor dem @ steht ein Zeichen, das dort nicht hingehört. Bitte achten Sie auf Leerzeichen, Anführungszeichen und Punkte: Am Anfang, am Ende und neben einem anderen steht kein Punkt.
email-domain = Nach dem @ fehlt eine gültige Domain wie example.com. Bitte achten Sie auf Tippfehler.
email-taken = Diese E-Mail-Adresse ist bereits registriert.
email-unknown = Zu dieser E-Mail-Adresse gibt es kein Konto.

## What can be wrong with a password

password-missing = Bitte geben Sie Ihr Passwort ein.
password-new-missing = Bitte geben Sie ein Passwort mit mindestens { $min } Zeichen ein.
password-wrong = Das Passwort scheint nicht zu stimmen.
password-differs = Die beiden Passwörter müssen übereinstimmen.
password-too-short = Das Passwort braucht mindestens { $min } Zeichen. Aus einigen Wörtern ohne Zusammenhang wird ein langes, das leicht zu merken ist.
password-too-long = Das Passwort darf höchstens { $max } Zeichen haben. Bitte wählen Sie ein kürzeres.
password-common = Dieses Passwort gehört zu denen, die Angreifer zuerst ausprobieren. Bitte wählen Sie eines, auf das nur Sie kommen, oder lassen Sie es von einem Passwort-Manager erzeugen.
password-breached = Dieses Passwort ist aus Datenlecks anderer Websites bekannt, und Angreifer probieren solche aus. Bitte wählen Sie eines, das Sie nirgends sonst benutzen, oder lassen Sie es von einem Passwort-Manager erzeugen.
password-resembles-email = Dieses Passwort ist Ihrer E-Mail-Adresse zu ähnlich, und die kennen auch andere. Bitte wählen Sie eines, das nichts mit ihr zu tun hat.
password-resembles-site = Dieses Passwort ist dem Namen dieser Website zu ähnlich, und den probieren andere zuerst aus. Bitte wählen Sie eines, das nichts mit ihm zu tun hat.

## Was ein besseres Passwort ausmacht: was nicht stimmt und was hilft

password-warning-straight-rows = Tasten, die nebeneinander liegen, sind leicht zu erraten.
password-warning-keyboard-patterns = Kurze Muster auf der Tastatur sind leicht zu erraten.
password-warning-repeated-characters = Wiederholungen wie „aaa“ sind leicht zu erraten.
password-warning-repeated-parts = „abcabcabc“ ist kaum schwerer zu erraten als „abc“.
password-warning-top-10 = Es ist eines der zehn häufigsten Passwörter.
password-warning-top-100 = Es ist eines der hundert häufigsten Passwörter.
password-warning-very-common = Es ist ein sehr häufiges Passwort.
password-warning-similar = Es ähnelt einem häufigen Passwort.
password-warning-sequences = Folgen wie „abc“ oder „6543“ sind leicht zu erraten.
password-warning-recent-years = Jahreszahlen der letzten Zeit sind leicht zu erraten.
password-warning-one-word = Ein einzelnes Wort ist leicht zu erraten.
password-warning-dates = Ein Datum ist oft leicht zu erraten.
password-warning-one-name = Ein Name allein ist leicht zu erraten.
password-warning-common-names = Häufige Namen sind leicht zu erraten.
password-advice-few-words = Nehmen Sie einige Wörter, aber keine bekannte Redensart.
password-advice-no-symbols = Sonderzeichen, Ziffern und Großbuchstaben braucht es nicht.
password-advice-another-word = Nehmen Sie ein oder zwei Wörter hinzu, am besten seltene.
password-advice-capital-letter = Ein Großbuchstabe am Anfang hilft nicht viel.
password-advice-all-capitals = Nur Großbuchstaben sind fast so leicht zu erraten wie nur kleine.
password-advice-reversed = Rückwärts geschriebene Wörter sind kaum schwerer zu erraten.
password-advice-substitutions = Ersetzungen wie „@“ für „a“ helfen nicht viel.
password-advice-longer-pattern = Ein Muster auf der Tastatur sollte länger sein und öfter die Richtung wechseln.
password-advice-no-repeats = Vermeiden Sie wiederholte Wörter und Zeichen.
password-advice-no-sequences = Vermeiden Sie Folgen.
password-advice-no-recent-years = Vermeiden Sie Jahreszahlen der letzten Zeit.
password-advice-no-own-years = Vermeiden Sie Jahreszahlen, die mit Ihnen zu tun haben.
password-advice-no-own-dates = Vermeiden Sie Tage und Jahre, die mit Ihnen zu tun haben.

## Errors, by the status of the answer: what it is called, what happened, what to do

error-title =
    { $status ->
        [400] Das war nicht zu verstehen
        [401] Bitte melden Sie sich an
        [403] Nicht von hier
        [404] Hier ist nichts
        [405] So geht es nicht
        [408] Das hat zu lange gedauert
        [410] Nicht mehr hier
        [413] Zu viel auf einmal
        [415] Etwas anderes wurde erwartet
        [429] Einen Moment, bitte
        [431] Zu viele Cookies
        [500] Da ist etwas kaputtgegangen
        [503] Gleich wieder da
       *[other] Das hat nicht geklappt
    }
error-explanation =
    { $status ->
        [400] Ein Teil der Anfrage war nicht lesbar.
        [401] Diese Seite ist für angemeldete Personen.
        [403] Die Anfrage kam von einer anderen Website oder steht Ihnen nicht zu.
        [404] Unter dieser Adresse gibt es keine Seite.
        [405] Diese Adresse gibt es, aber sie beantwortet keine Anfragen dieser Art.
        [408] Die Anfrage kam nicht rechtzeitig an.
        [410] Was unter dieser Adresse war, wurde endgültig entfernt.
        [413] Die Anfrage war größer, als diese Seite annimmt.
        [415] Die Anfrage hatte einen Inhalt, den diese Seite nicht lesen kann.
        [429] Das waren zu viele Versuche in kurzer Zeit.
        [431] Der Browser hat mehr geschickt, als in den Kopf einer Anfrage passt.
        [500] Das ist unser Fehler, nicht Ihrer.
        [503] Vor der Tür stehen mehr Leute, als hindurchpassen, oder ein Teil der Website macht gerade Pause.
       *[other] Die Anfrage konnte nicht beantwortet werden.
    }
error-advice =
    { $status ->
        [400] Gehen Sie zurück, öffnen Sie die Seite neu und versuchen Sie es noch einmal.
        [401] Melden Sie sich an und kommen Sie wieder.
        [403] Wenn Sie ein Formular gesendet haben, öffnen Sie dessen Seite hier und senden Sie es noch einmal.
        [404] Vielleicht steckt in der Adresse ein Tippfehler; sonst beginnen Sie am besten neu am Eingang.
        [405] Bitte benutzen Sie die Links und Formulare der Website.
        [408] Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
        [410] Beginnen Sie am besten neu am Eingang.
        [413] Senden Sie weniger und versuchen Sie es noch einmal.
        [415] Bitte benutzen Sie die Formulare der Website.
        [429] Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.
        [431] Löschen Sie in Ihrem Browser die Cookies dieser Website und versuchen Sie es noch einmal.
        [503] Warten Sie eine Minute und versuchen Sie es dann noch einmal.
       *[other] Bitte versuchen Sie es gleich noch einmal.
    }
error-front-door = Zum Eingang
error-report = Wenn Sie uns das melden, nennen Sie bitte { $id }

## Mails: the subject, what happened, what to do. One line each; they are wrapped by themselves

mail-verify-email-subject = Bitte bestätigen Sie Ihre E-Mail-Adresse für { $site }
mail-verify-email-lead = Willkommen bei { $site }. Nur ein Schritt fehlt noch: Bitte bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört.
mail-verify-email-not-you = Sie haben sich nicht registriert? Auf der Seite hinter dem Link können Sie uns das sagen.

mail-already-registered-subject = Sie haben schon ein Konto bei { $site }
mail-already-registered-lead = Jemand, vielleicht Sie selbst, wollte sich mit dieser E-Mail-Adresse bei { $site } registrieren. Zu ihr gibt es schon ein Konto: Melden Sie sich einfach an, oder wählen Sie ein neues Passwort, falls Ihnen das alte entfallen ist.
mail-already-registered-not-you = Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Niemand hat Zugang bekommen, und nichts wurde geändert.

mail-reset-password-subject = Wählen Sie ein neues Passwort für { $site }
mail-reset-password-lead = Jemand, hoffentlich Sie selbst, möchte für Ihr Konto bei { $site } ein neues Passwort wählen.

mail-change-email-subject = Bitte bestätigen Sie Ihre neue E-Mail-Adresse für { $site }
mail-change-email-lead = Ein Konto bei { $site } soll diese E-Mail-Adresse bekommen. Bitte bestätigen Sie, dass sie Ihnen gehört.

mail-email-taken-subject = Ihre E-Mail-Adresse wurde bei { $site } angegeben
mail-email-taken-lead = Jemand wollte diese E-Mail-Adresse für ein anderes Konto bei { $site } verwenden. Sie gehört zu Ihrem Konto, deshalb wurde nichts geändert.
mail-email-taken-advice = Sie brauchen nichts zu tun. Falls Sie das waren: Zu dieser Adresse gibt es ein eigenes Konto, bei dem Sie sich anmelden können.

mail-email-change-requested-subject = Ihre E-Mail-Adresse bei { $site } soll sich ändern
mail-email-change-requested-lead = Ihr Konto bei { $site } soll eine andere E-Mail-Adresse bekommen: { $email }. Das geschieht, sobald diese Adresse bestätigt ist.
mail-email-change-requested-not-you = Wenn Sie das nicht waren, kennt jemand Ihr Passwort. Stoppen Sie die Änderung: Dabei werden alle Browser abgemeldet, und Sie bekommen von uns einen Link, um ein neues Passwort zu wählen.
mail-email-change-requested-action = Änderung stoppen

mail-email-changed-subject = Ihre E-Mail-Adresse bei { $site } ist geändert
mail-email-changed-lead = Ihr Konto bei { $site } hat jetzt eine andere E-Mail-Adresse: { $email }. Von nun an schreiben wir Ihnen dorthin.
mail-email-changed-not-you = Wenn Sie das nicht waren, suchen Sie bitte unsere frühere E-Mail an diese Adresse, die die Änderung angekündigt hat: Der Link darin macht sie rückgängig.

mail-password-changed-subject = Ihr Passwort für { $site } ist geändert
mail-password-changed-lead = Ihr Konto bei { $site } hat ein neues Passwort.

mail-new-browser-subject = Anmeldung bei { $site } mit einem neuen Browser
mail-new-browser-lead = Jemand hat sich bei Ihrem Konto auf { $site } mit einem Browser angemeldet, den wir noch nicht kannten.

mail-too-many-failures-subject = Jemand versucht, sich in Ihrem Konto bei { $site } anzumelden
mail-too-many-failures-lead = Für Ihr Konto bei { $site } wurden so viele falsche Passwörter eingegeben, dass wir eine Weile niemanden mehr versuchen lassen. Hineingekommen ist damit niemand.
mail-too-many-failures-you = Wenn Sie es selbst waren und Ihnen das Passwort entfallen ist, wählen Sie ein neues.
mail-too-many-failures-not-you = Wenn Sie es nicht waren, ist nichts zu tun: In Browsern, in denen Sie schon einmal angemeldet waren, geht alles wie immer. Wir melden uns deswegen höchstens einmal am Tag.

mail-deletion-scheduled-subject = Ihr Konto bei { $site } wird gelöscht
mail-deletion-scheduled-lead = Wie gewünscht wird Ihr Konto bei { $site } gelöscht, mit allem, was darin ist: am { $until } (UTC). Sie sind jetzt überall abgemeldet.
mail-deletion-scheduled-keep = Sie möchten es doch behalten? Melden Sie sich vorher an, und es bleibt.
mail-deletion-cancelled-subject = Ihr Konto bei { $site } wird nicht gelöscht
mail-deletion-cancelled-lead = Sie haben die Löschung Ihres Kontos bei { $site } beantragt. Eine Anmeldung hat sie soeben aufgehoben, und das Konto bleibt bestehen.
mail-deletion-cancelled-delete = Wenn Sie es weiterhin löschen möchten, tun Sie das auf der Seite Ihres Kontos.
mail-deletion-scheduled-not-you = Wenn Sie das nicht gewünscht haben, kennt jemand Ihr Passwort: Melden Sie sich an, und wählen Sie ein neues.

mail-account-deleted-subject = Ihr Konto bei { $site } ist gelöscht
mail-account-deleted-lead = Ihr Konto bei { $site } ist gelöscht, mit allem, was darin war.
mail-account-deleted-farewell = Danke, dass Sie bei uns waren. Sie sind jederzeit wieder willkommen.

mail-confirm = Adresse bestätigen
mail-log-in = Anmelden
mail-new-password = Neues Passwort wählen
mail-was-it-you = Wenn Sie das waren, brauchen Sie nichts zu tun.
mail-not-you = Wenn Sie das nicht waren, wählen Sie bitte gleich ein neues Passwort. Dabei werden alle Browser abgemeldet.
mail-nothing-changes = Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Solange niemand dem Link folgt, ändert sich nichts.
mail-lifetime =
    { $hours ->
        [one] Der Link gilt eine Stunde lang.
       *[other] Der Link gilt { $hours } Stunden lang.
    }
mail-no-button = Falls die Schaltfläche nicht funktioniert, öffnen Sie bitte diese Adresse in Ihrem Browser:
mail-link = { $label }:
mail-when = Wann:
mail-time = { $time } (UTC)
mail-browser = Browser:
mail-address = IP-Adresse:

## Browsers

agent-on =
    { $system ->
        [iPhone] { $browser } auf einem iPhone
        [iPad] { $browser } auf einem iPad
       *[other] { $browser } unter { $system }
    }
agent-unknown = Unbekannter Browser

api-title = Für Programme
api-lead = Was diese Seiten tun, in JSON, beschrieben mit OpenAPI:
api-needs-session = Nur für angemeldete Personen.
