### What the pages say, in German: polite ("Sie"), warm and plain.

base-skip = Zum Inhalt springen
base-navigation = Website
base-logged-in-as = Angemeldet als { $email }.
base-logout = Abmelden

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

settings-navigation = Ihr Konto

agent-on =
    { $system ->
        [iPhone] { $browser } auf einem iPhone
        [iPad] { $browser } auf einem iPad
       *[other] { $browser } unter { $system }
    }
agent-unknown = Unbekannter Browser

base-support = Support kontaktieren
base-terms = Nutzungsbedingungen
base-privacy = Datenschutzerklärung
base-account-menu = Kontomenü
settings-group-account = Konto
settings-group-security = Sicherheit
settings-group-sessions = Sitzungen
settings-group-activity = Aktivität
settings-group-organizations = Organisationen
settings-group-data = Daten

ago-now = gerade eben
ago-minutes =
    { $n ->
        [one] vor einer Minute
       *[other] vor { $n } Minuten
    }
ago-hours =
    { $n ->
        [one] vor einer Stunde
       *[other] vor { $n } Stunden
    }
ago-days =
    { $n ->
        [one] gestern
       *[other] vor { $n } Tagen
    }
