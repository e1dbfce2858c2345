undo-email-change-title = Annuler le changement d’adresse e-mail
undo-email-change-lead = Votre compte utilisera de nouveau { $email }. Vos sessions seront fermées partout, et le mot de passe actuel ne fonctionnera plus. Nous vous enverrons un lien pour en choisir un nouveau.
undo-email-change-action = Annuler ce changement
undo-email-change-taken = Un autre compte a confirmé cette adresse e-mail ; elle n’a pas été rétablie. Toutes les sessions de votre compte ont été fermées, et son mot de passe ne fonctionne plus.
undo-email-change-done = Votre adresse e-mail précédente est rétablie. Nous vous avons envoyé un lien pour choisir un nouveau mot de passe.
