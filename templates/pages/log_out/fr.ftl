log-out-title = Déconnexion
log-out-action = Se déconnecter
log-out-lead = Voulez-vous vous déconnecter ?
log-out-done = Votre session est fermée.
