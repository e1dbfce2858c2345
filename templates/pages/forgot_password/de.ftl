forgot-password-title = Passwort vergessen?
forgot-password-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link, mit dem Sie Ihr Passwort zurücksetzen.
forgot-password-action = Link senden
forgot-password-remembered = Passwort wieder eingefallen?
forgot-password-no-mail = Diese Website kann keine E-Mails senden. Wenden Sie sich an die Administration, um einen Link zum Zurücksetzen zu erhalten.
forgot-password-failed = Die E-Mail konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal.

mail-sent-title = Prüfen Sie Ihr Postfach
mail-sent-lead = Wenn es zu dieser Adresse ein Konto gibt, haben wir eine E-Mail mit einem Link gesendet.
mail-sent-link = Der Link funktioniert einmal und läuft nach einiger Zeit ab.
mail-sent-nothing = Nichts angekommen? Sehen Sie im Spam-Ordner nach oder fordern Sie einen neuen Link an.
mail-sent-no-mail = Diese Website kann keine E-Mails senden. Wenden Sie sich an die Administration.
