confirm-email-change-title = Confirmer votre nouvelle adresse e-mail
confirm-email-change-lead = Votre compte utilisera { $email }. Vous vous connecterez avec cette adresse.
confirm-email-change-action = Confirmer la nouvelle adresse
confirm-email-change-done = Votre adresse e-mail a été modifiée.

email-change-taken = Un autre compte utilise désormais cette adresse e-mail. Rien n’a été modifié.
email-change-failed = Une erreur s’est produite, et rien n’a été modifié. Veuillez réessayer.
