logout-title = Abmelden
logout-action = Abmelden
logout-lead = Möchten Sie sich abmelden?
logout-done = Sie sind abgemeldet.
