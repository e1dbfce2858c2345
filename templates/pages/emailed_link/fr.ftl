invalid-link-title = Ce lien n’est pas valable ou a expiré
invalid-link-lead = Les liens de nos e-mails fonctionnent une seule fois et expirent. Un lien plus récent remplace les précédents.
invalid-link-again = Demander un nouveau lien
invalid-link-undo = Si l’adresse e-mail de votre compte a été changée sans votre accord, contactez l’administration du site.
