logout-title = Déconnexion
logout-action = Se déconnecter
logout-lead = Voulez-vous vous déconnecter ?
logout-done = Votre session est fermée.
