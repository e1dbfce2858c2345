form-error = Erreur :
form-email = Adresse e-mail
form-password = Mot de passe
form-password-confirmation = Confirmation du mot de passe
form-password-hint = Au moins { $min } caractères. Trois mots au hasard font un mot de passe robuste.

# $minutes: how long to wait.
too-many-attempts = Trop de tentatives. Veuillez patienter { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    } avant de réessayer.
email-missing = Saisissez votre adresse e-mail.
email-too-long = Cette adresse e-mail est trop longue. Vérifiez qu’elle ne contient pas de texte en trop.
email-no-domain = Saisissez une adresse e-mail complète, par exemple nom@example.com.
email-local = La partie avant le @ n’est pas valable. Vérifiez les espaces, les guillemets et les points mal placés.
email-domain = La partie après le @ n’est pas un domaine comme example.com. Vérifiez qu’il n’y a pas de faute de frappe.
email-taken = Cette adresse e-mail est déjà enregistrée.
email-unknown = Aucun compte ne correspond à cette adresse e-mail.

password-missing = Saisissez votre mot de passe.
password-new-missing = Saisissez un mot de passe d’au moins { $min } caractères.
password-wrong = Le mot de passe semble incorrect.
password-differs = La confirmation doit être identique au mot de passe.
password-too-short = Le mot de passe doit compter au moins { $min } caractères. Trois mots au hasard sont longs et faciles à retenir.
password-too-long = Le mot de passe doit compter au plus { $max } caractères.
password-common = Ce mot de passe est trop courant. Choisissez-en un plus difficile à deviner.
password-breached = Ce mot de passe figure dans des fuites de données connues. Choisissez-en un que vous n’utilisez nulle part ailleurs.
password-resembles-email = Ce mot de passe ressemble trop à votre adresse e-mail. Choisissez-en un autre.
password-resembles-site = Ce mot de passe ressemble trop au nom de ce site. Choisissez-en un autre.

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
