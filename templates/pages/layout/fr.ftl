### What the pages say, in French: "vous", and no word that has to know whether
### a woman or a man reads it. A narrow no-break space (U+202F) stands before ? ! : and ;

base-skip = Aller au contenu
base-navigation = Site
base-logged-in-as = Session ouverte pour { $email }.
base-logout = Déconnexion

date-written =
    { $day ->
        [1] 1er
       *[other] { $day }
    } { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    } { $year }
datetime-written = { $date } à { $time }

settings-navigation = Votre compte

agent-on =
    { $system ->
        [iPhone] { $browser } sur un iPhone
        [iPad] { $browser } sur un iPad
       *[other] { $browser } sous { $system }
    }
agent-unknown = Navigateur inconnu

base-support = Contacter l’assistance
base-terms = Conditions d’utilisation
base-privacy = Politique de confidentialité
base-account-menu = Menu du compte
settings-group-account = Compte
settings-group-security = Sécurité
settings-group-sessions = Sessions
settings-group-activity = Activité
settings-group-organizations = Organisations
settings-group-data = Données

ago-now = à l’instant
ago-minutes =
    { $n ->
        [one] il y a une minute
       *[other] il y a { $n } minutes
    }
ago-hours =
    { $n ->
        [one] il y a une heure
       *[other] il y a { $n } heures
    }
ago-days =
    { $n ->
        [one] hier
       *[other] il y a { $n } jours
    }
