invalid-link-title = Dieser Link ist ungültig oder abgelaufen
invalid-link-lead = Die Links in unseren E-Mails funktionieren einmal und laufen nach einiger Zeit ab. Ein neuerer Link ersetzt ältere.
invalid-link-again = Neuen Link anfordern
invalid-link-undo = Falls die E-Mail-Adresse Ihres Kontos ohne Ihr Zutun geändert wurde, wenden Sie sich an die Administration.
