login-title = Connexion
login-action = Se connecter
login-lead = Connectez-vous à votre compte.
login-continue = Connectez-vous pour continuer.
login-remember = Garder ma session ouverte
login-remember-hint = À éviter sur un ordinateur partagé.
login-no-account = Pas encore de compte ?
login-no-match = L’adresse e-mail ou le mot de passe est incorrect.
login-disabled = Ce compte est désactivé. Contactez l’administration du site.
login-further-step = Cette connexion exige une étape supplémentaire que ce site ne propose pas encore.
login-unverified = Confirmez d’abord votre adresse e-mail. Ouvrez le lien dans l’e-mail que nous vous avons envoyé.
login-failed = Une erreur s’est produite de notre côté lors de la connexion. Veuillez réessayer.

deletion-cancelled = Bon retour. Votre compte ne sera pas supprimé, car cette connexion a annulé la demande. Pour le supprimer, refaites la demande dans les paramètres.
