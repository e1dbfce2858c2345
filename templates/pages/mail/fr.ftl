mail-verify-email-subject = Confirmez votre adresse e-mail pour { $site }
mail-verify-email-lead = Bienvenue sur { $site }. Confirmez que cette adresse e-mail est la vôtre.
mail-verify-email-not-you = Si vous n’avez pas créé de compte, ouvrez le lien pour le signaler.

mail-already-registered-subject = Vous avez déjà un compte sur { $site }
mail-already-registered-lead = Quelqu’un, peut-être vous, a voulu s’inscrire sur { $site } avec cette adresse e-mail. Vous avez déjà un compte : connectez-vous, ou réinitialisez votre mot de passe en cas d’oubli.
mail-already-registered-not-you = Si ce n’était pas vous, vous n’avez rien à faire. Aucun accès n’a été accordé, et rien n’a été modifié.

mail-reset-password-subject = Réinitialisez votre mot de passe pour { $site }
mail-reset-password-lead = Quelqu’un, sans doute vous, a demandé à réinitialiser le mot de passe de votre compte sur { $site }.

mail-change-email-subject = Confirmez votre nouvelle adresse e-mail pour { $site }
mail-change-email-lead = Confirmez cette adresse comme nouvelle adresse e-mail de votre compte sur { $site }.

mail-email-taken-subject = Votre adresse e-mail a été saisie sur { $site }
mail-email-taken-lead = Quelqu’un a voulu utiliser cette adresse e-mail pour un autre compte sur { $site }. Elle appartient à votre compte : rien n’a été modifié.
mail-email-taken-advice = Vous n’avez rien à faire. Si c’était vous : cette adresse a déjà son propre compte, auquel vous pouvez vous connecter.

mail-email-change-requested-subject = Votre adresse e-mail sur { $site } va changer
mail-email-change-requested-lead = Un changement de l’adresse e-mail de votre compte sur { $site } a été demandé : { $email }. Il prendra effet dès que cette adresse sera confirmée.
mail-email-change-requested-not-you = Si ce n’était pas vous, quelqu’un connaît votre mot de passe. Annulez ce changement : vos sessions seront fermées partout, et vous recevrez un lien pour choisir un nouveau mot de passe.
mail-email-change-requested-action = Annuler ce changement

mail-email-changed-subject = Votre adresse e-mail sur { $site } a changé
mail-email-changed-lead = L’adresse e-mail de votre compte sur { $site } est désormais { $email }. Nos prochains e-mails y seront envoyés.
mail-email-changed-not-you = Si ce n’était pas vous, cherchez notre e-mail précédent qui annonçait ce changement. Son lien permet de l’annuler.

mail-password-changed-subject = Votre mot de passe pour { $site } a été modifié
mail-password-changed-lead = Le mot de passe de votre compte sur { $site } a été modifié.

mail-new-browser-subject = Nouvelle connexion à { $site }
mail-new-browser-lead = Une connexion à votre compte sur { $site } a eu lieu depuis un nouveau navigateur.

mail-too-many-failures-subject = Tentatives de connexion à votre compte sur { $site }
mail-too-many-failures-lead = Trop de mots de passe incorrects ont été saisis pour votre compte sur { $site }. Aucune tentative n’a abouti. Les nouvelles tentatives sont bloquées pendant un moment.
mail-too-many-failures-you = Si c’était vous et que vous avez oublié votre mot de passe, réinitialisez-le.
mail-too-many-failures-not-you = Si ce n’était pas vous, vous n’avez rien à faire. Vous pouvez toujours vous connecter depuis les navigateurs déjà utilisés. Cet e-mail est envoyé une fois par jour au plus.

mail-deletion-scheduled-subject = Votre compte sur { $site } sera supprimé
mail-deletion-scheduled-lead = Comme vous l’avez demandé, votre compte sur { $site } et toutes ses données seront supprimés le { $until } (UTC). Vos sessions sont fermées partout.
mail-deletion-scheduled-keep = Pour garder votre compte, connectez-vous d’ici là.
mail-deletion-cancelled-subject = Votre compte sur { $site } ne sera pas supprimé
mail-deletion-cancelled-lead = Vous aviez demandé la suppression de votre compte sur { $site }. Une connexion l’a annulée, et le compte est conservé.
mail-deletion-cancelled-delete = Si vous souhaitez toujours le supprimer, refaites la demande dans les paramètres du compte.
mail-deletion-scheduled-not-you = Si ce n’était pas vous, quelqu’un connaît votre mot de passe. Connectez-vous et choisissez-en un nouveau.

mail-account-deleted-subject = Votre compte sur { $site } a été supprimé
mail-account-deleted-lead = Votre compte sur { $site } et toutes ses données ont été supprimés.
mail-account-deleted-farewell = Merci d’avoir été parmi nous.

mail-confirm = Confirmer l’adresse e-mail
mail-login = Se connecter
mail-new-password = Choisir un nouveau mot de passe
mail-was-it-you = Si c’était vous, vous n’avez rien à faire.
mail-not-you = Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe. Toutes vos sessions seront alors fermées.
mail-nothing-changes = Si ce n’était pas vous, vous n’avez rien à faire. Rien ne change tant que le lien n’est pas ouvert.
mail-lifetime =
    { $hours ->
        [one] Le lien expire dans { $hours } heure.
       *[other] Le lien expire dans { $hours } heures.
    }
mail-no-button = Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :
mail-link = { $label } :
mail-when = Quand :
mail-time = { $time } (UTC)
mail-browser = Navigateur :
mail-address = Adresse IP :
mail-reason = Envoyé à { $email }, car cette adresse a été utilisée sur { $site }.
mail-support = Une question ? Écrivez à { $email }.
