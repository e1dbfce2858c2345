confirm-password-title = Confirmez votre mot de passe
confirm-password-lead = Pour votre sécurité, saisissez votre mot de passe.
confirm-password-action = Confirmer
confirm-password-failed = Le mot de passe n’a pas pu être vérifié. Veuillez réessayer.
