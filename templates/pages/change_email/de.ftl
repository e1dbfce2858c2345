change-email-title = E-Mail-Adresse ändern
change-email-lead = Wir senden einen Link an die neue Adresse. Ihre Adresse ändert sich, sobald Sie diesen Link öffnen. Ihre jetzige Adresse benachrichtigen wir auch.
change-email-new = Neue E-Mail-Adresse
change-email-action = Link senden
change-email-same = Das ist bereits Ihre E-Mail-Adresse. Geben Sie die neue ein.
change-email-no-mail = Diese Website kann keine E-Mails senden und deshalb keine neue Adresse bestätigen. Wenden Sie sich an die Administration.
change-email-done = Wir haben eine E-Mail an die neue Adresse gesendet. Öffnen Sie den Link darin, um die Änderung abzuschließen.
change-email-failed = Die E-Mail konnte nicht gesendet werden. Bitte versuchen Sie es noch einmal.
