home-welcome = Bienvenue sur { $site }
home-lead = Connectez-vous à { $site } ou créez un compte pour continuer.
home-welcome-back = Bon retour
home-logged-in = Votre session sur { $site } est ouverte.
