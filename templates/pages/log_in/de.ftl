log-in-title = Anmelden
log-in-action = Anmelden
log-in-lead = Melden Sie sich in Ihrem Konto an.
log-in-remember = Angemeldet bleiben
log-in-remember-hint = Nicht auf einem gemeinsam genutzten Computer verwenden.
log-in-no-account = Neu hier?
log-in-no-match = Die E-Mail-Adresse oder das Passwort ist nicht richtig.
log-in-disabled = Dieses Konto ist gesperrt. Wenden Sie sich an die Administration.
log-in-further-step = Diese Anmeldung braucht einen weiteren Schritt, den diese Website noch nicht anbietet.
log-in-unverified = Bestätigen Sie zuerst Ihre E-Mail-Adresse. Öffnen Sie den Link in der E-Mail, die wir Ihnen gesendet haben.
log-in-failed = Bei der Anmeldung ist auf unserer Seite ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

deletion-cancelled = Willkommen zurück. Ihr Konto wird nicht gelöscht, weil Sie sich angemeldet haben. In den Einstellungen können Sie die Löschung erneut beantragen.
