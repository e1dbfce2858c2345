register-title = Inscription
register-action = S’inscrire
register-lead = Il vous suffit d’une adresse e-mail et d’un mot de passe.
register-known = Vous avez déjà un compte ?
register-done = Bienvenue ! Votre compte est prêt.
register-failed = Une erreur s’est produite lors de la création du compte. Veuillez vérifier les informations saisies.
register-unavailable = Le compte n’a pas pu être créé. Veuillez réessayer.
# Registration is closed, or by invitation only.
register-closed-title = Inscriptions fermées
register-closed-lead = Ce site n’accepte pas de nouveaux comptes pour le moment.
register-invitation-title = Invitation requise
register-invitation-lead = Pour vous inscrire, il vous faut un lien d’invitation. Chaque lien fonctionne une seule fois.
register-not-invited = Cette invitation a expiré, a déjà été utilisée ou est destinée à une autre adresse e-mail.
