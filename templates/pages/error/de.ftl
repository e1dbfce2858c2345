error-title =
    { $status ->
        [400] Ungültige Anfrage
        [401] Bitte melden Sie sich an
        [403] Zugriff verweigert
        [404] Seite nicht gefunden
        [405] Anfrage nicht möglich
        [408] Zeitüberschreitung
        [410] Seite entfernt
        [413] Anfrage zu groß
        [415] Nicht unterstützter Inhalt
        [429] Zu viele Anfragen
        [431] Zu viele Cookies
        [500] Ein Fehler ist aufgetreten
        [503] Vorübergehend nicht erreichbar
       *[other] Anfrage fehlgeschlagen
    }
error-explanation =
    { $status ->
        [400] Ein Teil der Anfrage war nicht lesbar.
        [401] Für diese Seite müssen Sie angemeldet sein.
        [403] Die Anfrage kam von einer anderen Website, oder Sie haben keinen Zugriff.
        [404] Unter dieser Adresse gibt es keine Seite.
        [405] Diese Adresse nimmt Anfragen dieser Art nicht an.
        [408] Die Anfrage kam nicht rechtzeitig an.
        [410] Die Seite unter dieser Adresse wurde entfernt.
        [413] Die Anfrage ist größer, als diese Seite annimmt.
        [415] Diese Seite kann Inhalte dieser Art nicht lesen.
        [429] Es gab zu viele Versuche in kurzer Zeit.
        [431] Der Browser hat mehr Cookies gesendet, als der Server annimmt.
        [500] Auf unserer Seite ist ein Fehler aufgetreten.
        [503] Die Website ist ausgelastet oder wird gewartet.
       *[other] Die Anfrage konnte nicht beantwortet werden.
    }
error-advice =
    { $status ->
        [400] Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
        [401] Melden Sie sich an und öffnen Sie diese Seite erneut.
        [403] Wenn Sie ein Formular gesendet haben, öffnen Sie dessen Seite hier und senden Sie es noch einmal.
        [404] Prüfen Sie die Adresse, oder gehen Sie zur Startseite.
        [405] Benutzen Sie die Links und Formulare dieser Website.
        [408] Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.
        [410] Gehen Sie zur Startseite.
        [413] Senden Sie weniger Daten und versuchen Sie es noch einmal.
        [415] Benutzen Sie die Formulare dieser Website.
        [429] Warten Sie ein paar Minuten und versuchen Sie es noch einmal.
        [431] Löschen Sie in Ihrem Browser die Cookies dieser Website und versuchen Sie es noch einmal.
        [503] Warten Sie eine Minute und versuchen Sie es noch einmal.
       *[other] Bitte versuchen Sie es gleich noch einmal.
    }
error-front-door = Zur Startseite
error-report = Wenn Sie das Problem melden, nennen Sie bitte diese Kennung: { $id }
