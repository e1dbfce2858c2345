resend-verification-title = E-Mail-Adresse bestätigen
resend-verification-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen neuen Bestätigungslink.
resend-verification-action = Bestätigungslink senden
resend-verification-no-mail = Diese Website kann keine E-Mails senden. Wenden Sie sich an die Administration.
resend-verification-done = Wir haben die E-Mail gesendet. Nichts angekommen? Sehen Sie im Spam-Ordner nach.
resend-verification-failed = Die E-Mail konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal.
