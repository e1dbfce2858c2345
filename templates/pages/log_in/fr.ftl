log-in-title = Connexion
log-in-action = Se connecter
log-in-lead = Connectez-vous à votre compte.
log-in-remember = Garder ma session ouverte
log-in-remember-hint = À éviter sur un ordinateur partagé.
log-in-no-account = Pas encore de compte ?
log-in-no-match = L’adresse e-mail ou le mot de passe est incorrect.
log-in-disabled = Ce compte est désactivé. Contactez l’administration du site.
log-in-further-step = Cette connexion exige une étape supplémentaire que ce site ne propose pas encore.
log-in-unverified = Confirmez d’abord votre adresse e-mail. Ouvrez le lien dans l’e-mail que nous vous avons envoyé.
log-in-failed = Une erreur s’est produite de notre côté lors de la connexion. Veuillez réessayer.

deletion-cancelled = Bon retour. Votre compte ne sera pas supprimé, car cette connexion a annulé la demande. Pour le supprimer, refaites la demande dans les paramètres.
