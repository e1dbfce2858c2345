reset-password-title = Choisir un nouveau mot de passe
reset-password-lead = Choisissez un nouveau mot de passe pour { $email }. Vos sessions seront fermées partout.
reset-password-done = Votre mot de passe a été modifié. Connectez-vous avec le nouveau.
