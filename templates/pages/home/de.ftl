home-welcome = Willkommen bei { $site }
home-lead = Melden Sie sich bei { $site } an oder erstellen Sie ein Konto.
home-welcome-back = Willkommen zurück
home-logged-in = Sie sind bei { $site } angemeldet.
