resend-verification-title = Confirmer votre adresse e-mail
resend-verification-lead = Saisissez votre adresse e-mail : nous vous enverrons un nouveau lien de confirmation.
resend-verification-action = Envoyer un lien de confirmation
resend-verification-no-mail = Ce site ne peut pas envoyer d’e-mails. Contactez l’administration du site.
resend-verification-done = L’e-mail a été envoyé. Rien reçu ? Vérifiez le dossier des indésirables.
resend-verification-failed = L’e-mail n’a pas pu être envoyé. Veuillez réessayer.
