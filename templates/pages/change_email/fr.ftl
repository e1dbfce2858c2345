change-email-title = Changer d’adresse e-mail
change-email-lead = Nous enverrons un lien à la nouvelle adresse. Votre adresse changera quand vous ouvrirez ce lien. Votre adresse actuelle sera prévenue aussi.
change-email-new = Nouvelle adresse e-mail
change-email-action = Envoyer le lien
change-email-same = C’est déjà votre adresse e-mail. Saisissez la nouvelle.
change-email-no-mail = Ce site ne peut pas envoyer d’e-mails, ni donc confirmer une nouvelle adresse. Contactez l’administration du site.
change-email-done = Un e-mail a été envoyé à la nouvelle adresse. Ouvrez le lien qu’il contient pour terminer le changement.
change-email-failed = L’e-mail n’a pas pu être envoyé. Veuillez réessayer.
