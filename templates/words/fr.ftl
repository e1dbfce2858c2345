### What the pages say, in French: "vous", and no word that has to know whether
### a woman or a man reads it. A narrow no-break space (U+202F) stands before ? ! : and ;

## Around every page

base-skip = Aller au contenu
base-navigation = Site
base-logged-in-as = Session ouverte pour { $email }.
base-log-out = Déconnexion

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

## What forms share

form-mistake = Erreur :
form-email = Adresse e-mail
form-password = Mot de passe
form-password-confirmation = Confirmation du mot de passe
form-password-hint = Au moins { $min } caractères. Quelques mots à la suite conviennent bien et se retiennent facilement.

## The front door

home-welcome = Entrez donc.
home-lead = Vous voici à l’entrée du site { $site }. Une adresse e-mail et un mot de passe suffisent.
home-welcome-back = Quel plaisir de vous voir.
home-logged-in = Vous êtes sur { $site }, et votre session est ouverte.

## Log in

log-in-title = Connexion
log-in-action = Se connecter
log-in-lead = Quel plaisir de vous revoir.
log-in-remember = Garder ma session ouverte
log-in-remember-hint = À éviter sur un ordinateur que d’autres utilisent.
log-in-no-account = Pas encore de compte ?
log-in-no-match = L’adresse e-mail ou le mot de passe est incorrect.
log-in-disabled = Ce compte est bloqué. Veuillez vous adresser aux responsables de ce site.
log-in-unverified = Veuillez d’abord confirmer votre adresse e-mail : suivez le lien de l’e-mail que nous vous avons envoyé.
# $minutes: how long to wait.
too-many-attempts = Trop d’essais. Veuillez patienter { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    } avant de réessayer.
log-in-failed = Une erreur s’est produite lors de la connexion. Veuillez réessayer.

## Log out

log-out-title = Déconnexion
log-out-action = Se déconnecter
log-out-lead = Vous partez ? La porte vous reste ouverte.
log-out-done = Votre session est maintenant fermée.

## Register

register-title = Inscription
register-action = S’inscrire
register-lead = Une adresse e-mail, un mot de passe, et vous y êtes.
register-known = Vous avez déjà un compte ?
register-done = Bienvenue ! Votre compte est prêt.
register-failed = Une erreur s’est produite lors de la création du compte. Veuillez vérifier les informations saisies.
register-unavailable = Une erreur s’est produite lors de la création du compte. Veuillez réessayer.
# Registration is closed, or by invitation only.
register-closed-title = Inscriptions fermées
register-closed-lead = Aucun nouveau compte n’est créé ici pour le moment.
register-invitation-title = Sur invitation
register-invitation-lead = Pour vous inscrire, il vous faut une invitation, avec un lien que personne n’a encore utilisé.
register-not-invited = Cette invitation n’est pas ou plus valable, ou elle est destinée à une autre adresse e-mail.

## Settings

settings-title = Paramètres
settings-account = Votre compte
settings-change-email = Modifier
settings-email-verified = Confirmée
settings-email-unverified = Pas encore confirmée
settings-member-since = Membre depuis le
settings-password-changed = Mot de passe modifié le

change-password-title = Changer de mot de passe
change-password-lead = Vos autres navigateurs seront déconnectés.
change-password-current = Mot de passe actuel
change-password-new = Nouveau mot de passe
change-password-action = Changer le mot de passe
change-password-done = Votre mot de passe a été modifié. Tous vos autres navigateurs sont déconnectés.
change-password-failed = Une erreur s’est produite lors du changement de mot de passe. Veuillez réessayer.

## Forgotten passwords, and other mailed links

forgot-password-title = Mot de passe oublié ?
forgot-password-lead = Cela arrive. Indiquez votre adresse, et vous recevrez un lien pour en choisir un nouveau.
forgot-password-action = Recevoir un lien
forgot-password-remembered = Il vous est revenu ?
forgot-password-no-mail = Ce site n’envoie pas d’e-mails. Adressez-vous à l’équipe du site : elle peut vous donner un lien pour choisir un nouveau mot de passe.
forgot-password-failed = Une erreur s’est produite, et aucun e-mail n’est parti. Veuillez réessayer.

mail-sent-title = Consultez votre messagerie
mail-sent-lead = S’il y a quelque chose à envoyer à cette adresse, l’e-mail est en route.
mail-sent-link = Le lien qu’il contient ne sert qu’une fois, et pendant un certain temps seulement.
mail-sent-nothing = Toujours rien au bout d’une minute ? Regardez dans le dossier des indésirables, vérifiez l’adresse et refaites la demande.
mail-sent-no-mail = Ce site n’envoie pas d’e-mails. Adressez-vous à l’équipe du site.

reset-password-title = Choisir un nouveau mot de passe
reset-password-lead = Il vaut pour le compte { $email }. Tous les navigateurs seront déconnectés, celui-ci aussi.
reset-password-done = Votre mot de passe a été modifié. Connectez-vous avec le nouveau.

dead-link-title = Ce lien ne fonctionne pas
dead-link-lead = Les liens de nos e-mails ne servent qu’une fois, pendant un certain temps seulement, et un lien plus récent remplace les précédents. Il arrive aussi qu’une messagerie les coupe en deux.
dead-link-again = Demander un nouveau lien
dead-link-undo = Si quelqu’un a changé sans vous l’adresse de votre compte, adressez-vous à l’équipe du site.

## Addresses that are confirmed

verify-email-title = Confirmer votre adresse e-mail
verify-email-lead-owner = Un clic, et nous saurons que { $email } vous appartient.
verify-email-action = Confirmer cette adresse
verify-email-done = Merci ! Votre adresse e-mail est confirmée.
verify-email-lead = Une inscription a été faite ici avec { $email }. C’était vous ? Saisissez alors le mot de passe choisi.
verify-email-other-account = Dans ce navigateur, une session est ouverte pour { $email }. Si vous continuez, l’autre compte prendra sa place.
verify-email-log-in = Confirmer et se connecter
verify-email-no-password = Vous ne connaissez pas le mot de passe ?
verify-email-choose = Choisissez-en un nouveau : l’ancien n’ouvrira plus rien à personne.
verify-email-not-me = L’inscription ne vient pas de vous ?
verify-email-disown = Quelqu’un a donc utilisé votre adresse. Vous pouvez supprimer le compte et tout ce qu’il contient, immédiatement et pour de bon.
verify-email-disown-action = Ce n’était pas moi : supprimer le compte
verify-email-disowned = Le compte créé avec votre adresse a été supprimé.
verify-email-failed = Une erreur s’est produite lors de la confirmation de l’adresse. Veuillez réessayer.

resend-verification-title = Confirmer votre adresse e-mail
resend-verification-lead = Indiquez l’adresse de votre inscription, et vous recevrez le lien une nouvelle fois.
resend-verification-action = Renvoyer le lien
resend-verification-no-mail = Ce site n’envoie pas d’e-mails : il n’y a donc pas de lien à attendre. Adressez-vous à l’équipe du site.
resend-verification-done = L’e-mail est en route. Toujours rien au bout d’une minute ? Regardez aussi dans le dossier des indésirables.
resend-verification-failed = Une erreur s’est produite, et aucun e-mail n’est parti. Veuillez réessayer.

## Another address

change-email-title = Changer d’adresse e-mail
change-email-lead = Un lien part vers la nouvelle adresse. Tant que vous ne l’avez pas suivi, rien ne change. Votre adresse actuelle reçoit un avis, avec un lien pour revenir en arrière.
change-email-new = Nouvelle adresse e-mail
change-email-action = Envoyer le lien
change-email-same = C’est déjà votre adresse e-mail. Veuillez saisir la nouvelle.
change-email-no-mail = Ce site n’envoie pas d’e-mails et ne peut donc pas vérifier une nouvelle adresse. Adressez-vous à l’équipe du site.
change-email-done = Un e-mail est parti vers la nouvelle adresse. Rien ne change tant que vous n’avez pas suivi son lien.
change-email-failed = Une erreur s’est produite, et aucun e-mail n’est parti. Veuillez réessayer.

confirm-email-change-title = Utiliser cette adresse ?
confirm-email-change-lead = Votre compte aura désormais l’adresse { $email }, et c’est avec elle que vous vous connecterez.
confirm-email-change-action = Utiliser cette adresse
confirm-email-change-done = Votre compte a sa nouvelle adresse e-mail.

undo-email-change-title = Annuler le changement ?
undo-email-change-lead = Votre compte retrouvera l’adresse { $email }. Tous les navigateurs seront déconnectés, et le mot de passe actuel ne fonctionnera plus : vous recevrez un lien pour en choisir un nouveau.
undo-email-change-action = Annuler le changement
undo-email-change-taken = Un autre compte a confirmé cette adresse entre-temps, elle n’a donc pas été rendue. Toutes les sessions de ce compte ont été fermées et son mot de passe ne fonctionne plus.
undo-email-change-done = Votre compte a retrouvé son ancienne adresse e-mail. Un e-mail est en route, avec un lien pour choisir un nouveau mot de passe.

email-change-taken = Un autre compte a entre-temps pris cette adresse e-mail ; rien n’a donc été changé. Le lien fonctionnera encore quand l’adresse sera libre.
email-change-failed = Une erreur s’est produite, et rien n’a été changé. Veuillez réessayer.

## Is it still you?

confirm-password-title = Confirmez votre mot de passe
confirm-password-lead = La suite est importante. Montrez-nous que c’est toujours vous.
confirm-password-action = Confirmer
confirm-password-failed = Une erreur s’est produite lors de la vérification du mot de passe. Veuillez réessayer.

## The pages of one's account

settings-navigation = Votre compte

sessions-title = Vos navigateurs
sessions-lead = Voici où votre session est ouverte. L’un d’eux n’est pas le vôtre ? Déconnectez-le et changez de mot de passe.
sessions-current = C’est celui que vous utilisez en ce moment.
sessions-address = Adresse IP
sessions-since = Session ouverte le
sessions-last-seen = Vu pour la dernière fois le
sessions-revoke = Déconnecter
sessions-revoked = Ce navigateur est déconnecté.
sessions-revoke-others = Déconnecter tous les autres
sessions-more = Seuls les derniers vus sont affichés.
sessions-others-revoked = Tous vos autres navigateurs sont déconnectés.

account-title = Données et suppression
account-export-title = Emporter vos données
account-export-lead = Un fichier avec tout ce que nous conservons sur vous : votre compte, vos navigateurs, les liens envoyés encore valables et ce qui s’est passé. Les mots de passe et autres secrets n’y figurent pas.
account-export-action = Télécharger
account-delete-title = Supprimer votre compte
account-delete-now = Votre compte disparaît aussitôt, avec tout ce qui en fait partie. Personne ne pourra le rétablir.
account-delete-days = Toutes vos sessions se ferment aussitôt, et votre compte sera supprimé dans { $days } jours, avec tout ce qui en fait partie. Si vous vous connectez d’ici là, vous le gardez.
account-delete-hours =
    { $hours ->
        [one] Toutes vos sessions se ferment aussitôt, et votre compte sera supprimé dans une heure, avec tout ce qui en fait partie. Si vous vous connectez d’ici là, vous le gardez.
       *[other] Toutes vos sessions se ferment aussitôt, et votre compte sera supprimé dans { $hours } heures, avec tout ce qui en fait partie. Si vous vous connectez d’ici là, vous le gardez.
    }
account-delete-confirmation = Votre adresse e-mail
account-delete-hint = Saisissez { $email }, pour que rien n’arrive par mégarde.
account-delete-mismatch = Ce n’est pas l’adresse de votre compte. Veuillez saisir { $email }
account-delete-action = Supprimer mon compte
account-delete-failed = Une erreur s’est produite lors de la suppression du compte. Veuillez réessayer.
account-deleted = Votre compte est supprimé. Bonne continuation !
account-deletion-due = Votre compte sera supprimé le { $until } (UTC). Connectez-vous d’ici là, et vous le gardez.

deletion-cancelled = Bon retour. Votre compte ne sera pas supprimé, car la connexion a annulé la demande. Vous pouvez le supprimer à nouveau dans les paramètres.

activity-title = Activité
activity-lead = Ce qui s’est passé autour de votre compte, le plus récent d’abord. Quelque chose ne vient pas de vous ? Changez de mot de passe.
activity-none = Rien ne s’est passé ces derniers temps.

## What can happen around an account

event-registered = Inscription
event-registration-repeated = Nouvelle inscription tentée avec votre adresse
event-invited = Vous avez invité quelqu’un
event-logged-in = Connexion
event-log-ins-limited = Trop de mots de passe erronés : plus personne ne peut essayer pendant un moment
event-log-in-failed = Un mot de passe incorrect a été saisi
event-log-in-refused = Le bon mot de passe a été saisi et la connexion refusée
event-logged-out = Déconnexion
event-password-confirmed = Mot de passe confirmé
event-password-changed = Mot de passe modifié
event-breach-check-failed = Un nouveau mot de passe n’a pas pu être comparé aux fuites connues
event-password-reset-requested = Un lien pour un nouveau mot de passe a été demandé
event-password-reset = Nouveau mot de passe choisi grâce à un lien
event-verification-requested = Un lien pour confirmer l’adresse e-mail a été demandé
event-email-verified = Adresse e-mail confirmée
event-email-change-requested = Une autre adresse e-mail a été demandée
event-email-changed = Adresse e-mail modifiée
event-email-change-undone = Modification de l’adresse e-mail annulée
event-session-revoked = Un navigateur a été déconnecté depuis un autre
event-other-sessions-revoked = Tous les autres navigateurs ont été déconnectés
event-sessions-revoked-by-operator = Déconnexion par les responsables de ce site
event-data-exported = Données téléchargées
event-deletion-scheduled = Suppression du compte demandée
event-deletion-cancelled = Suppression du compte annulée par une connexion
event-account-created = Compte créé par les responsables de ce site
event-account-disabled = Compte bloqué par les responsables de ce site
event-account-enabled = Compte débloqué par les responsables de ce site
event-account-deleted = Compte supprimé
event-mail-given-up = Un e-mail n’a pas pu vous être remis
event-other = Autre chose

## What can be wrong with an address

email-missing = Veuillez saisir votre adresse e-mail.
email-too-long = C’est trop long pour une adresse e-mail. Vérifiez qu’aucun autre texte ne s’y est glissé.
email-no-domain = Une adresse e-mail se compose d’un nom, d’un @ et d’un domaine, comme alice@example.com.
email-local = Avant le @ se trouve un caractère qui n’y a pas sa place. Vérifiez les espaces, les guillemets et les points : aucun point au début, à la fin ni à côté d’un autre.
email-domain = Ce qui suit le @ n’est pas un domaine comme example.com. Vérifiez qu’il n’y a pas de faute de frappe.
email-taken = Cette adresse e-mail est déjà enregistrée.
email-unknown = Aucun compte ne correspond à cette adresse e-mail.

## What can be wrong with a password

password-missing = Veuillez saisir votre mot de passe.
password-new-missing = Veuillez saisir un mot de passe d’au moins { $min } caractères.
password-wrong = Le mot de passe semble incorrect.
password-differs = La confirmation doit être identique au mot de passe.
password-too-short = Le mot de passe doit compter au moins { $min } caractères. Quelques mots sans rapport entre eux en font un long, facile à retenir.
password-too-long = Le mot de passe doit compter au plus { $max } caractères. Veuillez en choisir un plus court.
password-common = Ce mot de passe est de ceux que les pirates essaient en premier. Choisissez-en un que personne d’autre ne pourrait imaginer, ou laissez un gestionnaire de mots de passe en créer un.
password-breached = Ce mot de passe est connu par des fuites de données d’autres sites, et les pirates essaient ceux-là. Choisissez-en un que vous n’utilisez nulle part ailleurs, ou laissez un gestionnaire de mots de passe en créer un.
password-resembles-email = Ce mot de passe ressemble trop à votre adresse e-mail, que d’autres connaissent. Choisissez-en un qui n’a rien à voir avec elle.
password-resembles-site = Ce mot de passe ressemble trop au nom de ce site, que d’autres essaieront en premier. Choisissez-en un qui n’a rien à voir avec lui.

## Ce qui ferait un meilleur mot de passe : ce qui ne va pas, et que faire

password-warning-straight-rows = Les touches voisines du clavier sont faciles à deviner.
password-warning-keyboard-patterns = Les motifs courts sur le clavier sont faciles à deviner.
password-warning-repeated-characters = Les répétitions comme « aaa » sont faciles à deviner.
password-warning-repeated-parts = « abcabcabc » n’est guère plus difficile à deviner que « abc ».
password-warning-top-10 = C’est l’un des dix mots de passe les plus courants.
password-warning-top-100 = C’est l’un des cent mots de passe les plus courants.
password-warning-very-common = C’est un mot de passe très courant.
password-warning-similar = Il ressemble à un mot de passe courant.
password-warning-sequences = Les suites comme « abc » ou « 6543 » sont faciles à deviner.
password-warning-recent-years = Les années récentes sont faciles à deviner.
password-warning-one-word = Un mot seul est facile à deviner.
password-warning-dates = Les dates sont souvent faciles à deviner.
password-warning-one-name = Un nom seul est facile à deviner.
password-warning-common-names = Les noms courants sont faciles à deviner.
password-advice-few-words = Prenez quelques mots, mais pas une expression connue.
password-advice-no-symbols = Les symboles, chiffres et majuscules ne sont pas nécessaires.
password-advice-another-word = Ajoutez un mot ou deux, de préférence rares.
password-advice-capital-letter = Une majuscule au début n’aide pas beaucoup.
password-advice-all-capitals = Des majuscules seules se devinent presque aussi facilement que des minuscules.
password-advice-reversed = Les mots écrits à l’envers ne sont guère plus difficiles à deviner.
password-advice-substitutions = Les substitutions comme « @ » pour « a » n’aident pas beaucoup.
password-advice-longer-pattern = Un motif sur le clavier devrait être plus long et changer plus souvent de direction.
password-advice-no-repeats = Évitez les mots et caractères répétés.
password-advice-no-sequences = Évitez les suites.
password-advice-no-recent-years = Évitez les années récentes.
password-advice-no-own-years = Évitez les années qui ont un rapport avec vous.
password-advice-no-own-dates = Évitez les dates et années qui ont un rapport avec vous.

## Errors, by the status of the answer: what it is called, what happened, what to do

error-title =
    { $status ->
        [400] Demande incompréhensible
        [401] Veuillez vous connecter
        [403] Pas d’ici
        [404] Il n’y a rien ici
        [405] Pas de cette façon
        [408] C’était trop long
        [410] Ce n’est plus ici
        [413] Trop à la fois
        [415] Ce n’est pas ce qui était attendu
        [429] Un instant, s’il vous plaît
        [431] Trop de cookies
        [500] Quelque chose s’est cassé
        [503] De retour dans un instant
       *[other] Cela n’a pas marché
    }
error-explanation =
    { $status ->
        [400] Une partie de la demande était illisible.
        [401] Cette page demande une session ouverte.
        [403] La demande venait d’un autre site, ou ne vous est pas permise.
        [404] Il n’y a pas de page à cette adresse.
        [405] Cette adresse existe, mais ne répond pas à ce genre de demande.
        [408] La demande n’est pas arrivée à temps.
        [410] Ce qui se trouvait à cette adresse a été retiré pour de bon.
        [413] La demande dépassait ce que cette page accepte.
        [415] La demande avait un contenu que cette page ne sait pas lire.
        [429] Il y a eu trop d’essais en peu de temps.
        [431] Le navigateur a envoyé plus que ne peut contenir l’en-tête d’une demande.
        [500] L’erreur vient de nous, pas de vous.
        [503] Il y a plus de monde à la porte qu’il n’en peut passer, ou une partie du site se repose.
       *[other] La demande est restée sans réponse.
    }
error-advice =
    { $status ->
        [400] Revenez en arrière, rouvrez la page et réessayez.
        [401] Connectez-vous, puis revenez.
        [403] Si vous avez envoyé un formulaire, ouvrez sa page ici et renvoyez-le.
        [404] Cherchez une faute de frappe dans l’adresse, ou repartez de l’entrée.
        [405] Utilisez les liens et les formulaires du site.
        [408] Vérifiez votre connexion et réessayez.
        [410] Repartez de l’entrée.
        [413] Envoyez-en moins et réessayez.
        [415] Utilisez les formulaires du site.
        [429] Attendez quelques minutes et réessayez.
        [431] Supprimez les cookies de ce site dans votre navigateur et réessayez.
        [503] Attendez une minute et réessayez.
       *[other] Réessayez dans un instant.
    }
error-front-door = Vers l’entrée
error-report = Si vous nous le signalez, mentionnez { $id }

## Mails: the subject, what happened, what to do. One line each; they are wrapped by themselves

mail-verify-email-subject = Confirmez votre adresse e-mail pour { $site }
mail-verify-email-lead = Bienvenue sur { $site }. Il ne reste qu’une étape : confirmez que cette adresse e-mail est bien la vôtre.
mail-verify-email-not-you = Cette inscription ne vient pas de vous ? La page du lien permet de nous le dire.

mail-already-registered-subject = Vous avez déjà un compte sur { $site }
mail-already-registered-lead = Quelqu’un, peut-être vous, a voulu s’inscrire sur { $site } avec cette adresse e-mail. Elle a déjà un compte : connectez-vous simplement, ou choisissez un nouveau mot de passe si l’ancien vous échappe.
mail-already-registered-not-you = Si ce n’était pas vous, il n’y a rien à faire. Personne n’a eu accès à votre compte, et rien n’a été modifié.

mail-reset-password-subject = Choisissez un nouveau mot de passe pour { $site }
mail-reset-password-lead = Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour votre compte sur { $site }.

mail-change-email-subject = Confirmez votre nouvelle adresse e-mail pour { $site }
mail-change-email-lead = Cette adresse e-mail doit devenir celle d’un compte sur { $site }. Confirmez qu’elle est bien la vôtre.

mail-email-taken-subject = Votre adresse e-mail a été saisie sur { $site }
mail-email-taken-lead = Quelqu’un a voulu utiliser cette adresse e-mail pour un autre compte sur { $site }. Elle est celle de votre compte, et rien n’a donc été modifié.
mail-email-taken-advice = Il n’y a rien à faire. Si c’était vous : cette adresse a son propre compte, auquel vous pouvez vous connecter.

mail-email-change-requested-subject = Votre adresse e-mail sur { $site } va changer
mail-email-change-requested-lead = Votre compte sur { $site } doit recevoir une autre adresse e-mail : { $email }. Ce sera fait dès que cette adresse sera confirmée.
mail-email-change-requested-not-you = Si ce n’était pas vous, quelqu’un connaît votre mot de passe. Arrêtez ce changement : tous les navigateurs seront déconnectés, et vous recevrez un lien pour choisir un nouveau mot de passe.
mail-email-change-requested-action = Arrêter ce changement

mail-email-changed-subject = Votre adresse e-mail sur { $site } a changé
mail-email-changed-lead = Votre compte sur { $site } a désormais une autre adresse e-mail : { $email }. C’est là que nous vous écrirons.
mail-email-changed-not-you = Si ce n’était pas vous, cherchez le message précédent, reçu à cette adresse, qui annonçait ce changement : son lien permet de l’annuler.

mail-password-changed-subject = Votre mot de passe pour { $site } a été modifié
mail-password-changed-lead = Votre compte sur { $site } a un nouveau mot de passe.

mail-new-browser-subject = Connexion à { $site } depuis un nouveau navigateur
mail-new-browser-lead = Quelqu’un s’est connecté à votre compte sur { $site } avec un navigateur que nous n’avions encore jamais vu.

mail-too-many-failures-subject = Quelqu’un essaie de se connecter à votre compte sur { $site }
mail-too-many-failures-lead = Tant de mots de passe erronés ont été saisis pour votre compte sur { $site } que nous n’acceptons plus d’essai pendant un moment. Personne n’est entré ainsi.
mail-too-many-failures-you = Si c’était vous et que vous avez oublié votre mot de passe, choisissez-en un nouveau.
mail-too-many-failures-not-you = Si ce n’était pas vous, il n’y a rien à faire : les navigateurs où vous vous êtes déjà connecté vous laissent entrer comme toujours. Nous vous en avertissons une fois par jour au plus.

mail-deletion-scheduled-subject = Votre compte sur { $site } sera supprimé
mail-deletion-scheduled-lead = Comme vous l’avez demandé, votre compte sur { $site } sera supprimé le { $until } (UTC), avec tout ce qu’il contient. Vous êtes déconnecté partout.
mail-deletion-scheduled-keep = Vous préférez le garder ? Connectez-vous avant, et il restera.
mail-deletion-cancelled-subject = Votre compte sur { $site } ne sera pas supprimé
mail-deletion-cancelled-lead = Vous aviez demandé la suppression de votre compte sur { $site }. Une connexion vient de l’annuler, et le compte est conservé.
mail-deletion-cancelled-delete = Si vous souhaitez toujours le supprimer, faites-le sur la page de votre compte.
mail-deletion-scheduled-not-you = Si cette demande ne vient pas de vous, quelqu’un connaît votre mot de passe : connectez-vous, et choisissez-en un nouveau.

mail-account-deleted-subject = Votre compte sur { $site } a été supprimé
mail-account-deleted-lead = Votre compte sur { $site } a été supprimé, avec tout ce qu’il contenait.
mail-account-deleted-farewell = Merci du temps passé parmi nous. Vous pouvez revenir quand vous voulez.

mail-confirm = Confirmer l’adresse
mail-log-in = Se connecter
mail-new-password = Choisir un nouveau mot de passe
mail-was-it-you = Si c’était vous, il n’y a rien à faire.
mail-not-you = Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe. Tous les navigateurs seront alors déconnectés.
mail-nothing-changes = Si ce n’était pas vous, il n’y a rien à faire. Tant que personne ne suit le lien, rien ne change.
mail-lifetime =
    { $hours ->
        [one] Le lien fonctionne pendant { $hours } heure.
       *[other] Le lien fonctionne pendant { $hours } heures.
    }
mail-no-button = Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :
mail-link = { $label } :
mail-when = Quand :
mail-time = { $time } (UTC)
mail-browser = Navigateur :
mail-address = Adresse IP :

## Browsers

agent-on =
    { $system ->
        [iPhone] { $browser } sur un iPhone
        [iPad] { $browser } sur un iPad
       *[other] { $browser } sous { $system }
    }
agent-unknown = Navigateur inconnu

api-title = Pour les programmes
api-lead = Ce que font ces pages, en JSON, décrit par OpenAPI :
api-needs-session = Réservé aux personnes connectées.
