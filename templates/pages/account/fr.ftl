account-title = Données et suppression
account-export-title = Exporter vos données
account-export-lead = Téléchargez une copie des données de votre compte au format JSON : profil, sessions, liens encore valables et activité. Les mots de passe et autres secrets n’y figurent pas.
account-export-action = Télécharger
account-delete-title = Supprimer votre compte
account-delete-now = Votre compte et toutes ses données seront supprimés immédiatement et définitivement.
account-delete-days = Vos sessions seront fermées partout, et votre compte sera supprimé avec toutes ses données dans { $days } jours. Pour le garder, connectez-vous d’ici là.
account-delete-hours =
    { $hours ->
        [one] Vos sessions seront fermées partout, et votre compte sera supprimé avec toutes ses données dans une heure. Pour le garder, connectez-vous d’ici là.
       *[other] Vos sessions seront fermées partout, et votre compte sera supprimé avec toutes ses données dans { $hours } heures. Pour le garder, connectez-vous d’ici là.
    }
account-delete-confirmation = Votre adresse e-mail
account-delete-hint = Pour confirmer, saisissez { $email }.
account-delete-mismatch = Ce n’est pas l’adresse e-mail de votre compte. Saisissez { $email }
account-delete-action = Supprimer mon compte
account-delete-failed = Votre compte n’a pas pu être supprimé. Veuillez réessayer.
account-deleted = Votre compte a été supprimé.
account-deletion-due = Votre compte sera supprimé le { $until } (UTC). Pour le garder, connectez-vous d’ici là.
