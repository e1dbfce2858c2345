settings-title = Paramètres
settings-account = Votre compte
settings-change-email = Modifier
settings-email-verified = Confirmée
settings-email-unverified = Non confirmée
settings-member-since = Membre depuis le
settings-password-changed = Mot de passe modifié le

change-password-title = Changer de mot de passe
change-password-lead = Vos sessions sur tous les autres appareils seront fermées.
change-password-current = Mot de passe actuel
change-password-new = Nouveau mot de passe
change-password-action = Changer le mot de passe
change-password-done = Votre mot de passe a été modifié. Vos sessions sur les autres appareils sont fermées.
change-password-failed = Le mot de passe n’a pas pu être modifié. Veuillez réessayer.
