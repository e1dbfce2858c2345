form-error = Fehler:
form-email = E-Mail-Adresse
form-password = Passwort
form-password-confirmation = Passwort wiederholen
form-password-hint = Mindestens { $min } Zeichen. Drei zufällige Wörter ergeben ein starkes Passwort.

# $minutes: how long to wait.
too-many-attempts = Zu viele Versuche. Bitte warten Sie { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } und versuchen Sie es dann noch einmal.
email-missing = Geben Sie Ihre E-Mail-Adresse ein.
email-too-long = Diese E-Mail-Adresse ist zu lang. Prüfen Sie, ob Text zu viel darin steht.
email-no-domain = Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.com.
email-local = Der Teil vor dem @ ist ungültig. Prüfen Sie ihn auf Leerzeichen, Anführungszeichen und falsch gesetzte Punkte.
email-domain = Der Teil nach dem @ ist keine Domain wie example.com. Prüfen Sie ihn auf Tippfehler.
email-taken = Diese E-Mail-Adresse ist bereits registriert.
email-unknown = Zu dieser E-Mail-Adresse gibt es kein Konto.

password-missing = Geben Sie Ihr Passwort ein.
password-new-missing = Geben Sie ein Passwort mit mindestens { $min } Zeichen ein.
password-wrong = Das Passwort scheint nicht zu stimmen.
password-differs = Die beiden Passwörter müssen übereinstimmen.
password-too-short = Das Passwort muss mindestens { $min } Zeichen haben. Drei zufällige Wörter sind lang und leicht zu merken.
password-too-long = Das Passwort darf höchstens { $max } Zeichen haben.
password-common = Dieses Passwort ist zu häufig. Wählen Sie eines, das schwerer zu erraten ist.
password-breached = Dieses Passwort kommt in bekannten Datenlecks vor. Wählen Sie eines, das Sie nirgends sonst verwenden.
password-resembles-email = Dieses Passwort ist Ihrer E-Mail-Adresse zu ähnlich. Wählen Sie ein anderes.
password-resembles-site = Dieses Passwort ist dem Namen dieser Website zu ähnlich. Wählen Sie ein anderes.

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
