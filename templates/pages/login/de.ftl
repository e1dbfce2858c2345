login-title = Anmelden
login-action = Anmelden
login-lead = Melden Sie sich in Ihrem Konto an.
login-continue = Melden Sie sich an, um fortzufahren.
login-remember = Angemeldet bleiben
login-remember-hint = Nicht auf einem gemeinsam genutzten Computer verwenden.
login-no-account = Neu hier?
login-no-match = Die E-Mail-Adresse oder das Passwort ist nicht richtig.
login-disabled = Dieses Konto ist gesperrt. Wenden Sie sich an die Administration.
login-further-step = Diese Anmeldung braucht einen weiteren Schritt, den diese Website noch nicht anbietet.
login-unverified = Bestätigen Sie zuerst Ihre E-Mail-Adresse. Öffnen Sie den Link in der E-Mail, die wir Ihnen gesendet haben.
login-failed = Bei der Anmeldung ist auf unserer Seite ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.

deletion-cancelled = Willkommen zurück. Ihr Konto wird nicht gelöscht, weil Sie sich angemeldet haben. In den Einstellungen können Sie die Löschung erneut beantragen.
