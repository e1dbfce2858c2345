log-out-title = Abmelden
log-out-action = Abmelden
log-out-lead = Möchten Sie sich abmelden?
log-out-done = Sie sind abgemeldet.
