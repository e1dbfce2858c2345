forgot-password-title = Mot de passe oublié ?
forgot-password-lead = Saisissez votre adresse e-mail : nous vous enverrons un lien pour réinitialiser votre mot de passe.
forgot-password-action = Envoyer le lien
forgot-password-remembered = Vous vous en souvenez ?
forgot-password-no-mail = Ce site ne peut pas envoyer d’e-mails. Contactez l’administration du site pour obtenir un lien de réinitialisation.
forgot-password-failed = L’e-mail n’a pas pu être envoyé. Veuillez réessayer.

mail-sent-title = Consultez votre messagerie
mail-sent-lead = Si un compte existe pour cette adresse, nous avons envoyé un e-mail avec un lien.
mail-sent-link = Le lien fonctionne une seule fois et expire.
mail-sent-nothing = Rien reçu ? Vérifiez le dossier des indésirables ou demandez un nouveau lien.
mail-sent-no-mail = Ce site ne peut pas envoyer d’e-mails. Contactez l’administration du site.
