error-title =
    { $status ->
        [400] Requête incorrecte
        [401] Veuillez vous connecter
        [403] Accès refusé
        [404] Page introuvable
        [405] Méthode non autorisée
        [408] Délai dépassé
        [410] Page supprimée
        [413] Requête trop volumineuse
        [415] Contenu non pris en charge
        [429] Trop de requêtes
        [431] Trop de cookies
        [500] Une erreur s’est produite
        [503] Temporairement indisponible
       *[other] La requête a échoué
    }
error-explanation =
    { $status ->
        [400] Une partie de la requête est illisible.
        [401] Cette page nécessite une connexion.
        [403] La requête vient d’un autre site, ou l’accès vous est refusé.
        [404] Il n’y a pas de page à cette adresse.
        [405] Cette adresse n’accepte pas ce type de requête.
        [408] La requête n’est pas arrivée à temps.
        [410] La page à cette adresse a été supprimée.
        [413] La requête dépasse la taille que cette page accepte.
        [415] Cette page ne peut pas lire ce type de contenu.
        [429] Il y a eu trop de tentatives en peu de temps.
        [431] Le navigateur a envoyé plus de cookies que le serveur n’en accepte.
        [500] Une erreur s’est produite de notre côté.
        [503] Le site est surchargé ou en maintenance.
       *[other] La requête est restée sans réponse.
    }
error-advice =
    { $status ->
        [400] Revenez en arrière, rechargez la page et réessayez.
        [401] Connectez-vous, puis ouvrez de nouveau cette page.
        [403] Si vous avez envoyé un formulaire, ouvrez sa page ici et renvoyez-le.
        [404] Vérifiez l’adresse, ou allez à l’accueil.
        [405] Utilisez les liens et les formulaires du site.
        [408] Vérifiez votre connexion et réessayez.
        [410] Allez à l’accueil.
        [413] Envoyez moins de données et réessayez.
        [415] Utilisez les formulaires du site.
        [429] Attendez quelques minutes et réessayez.
        [431] Supprimez les cookies de ce site dans votre navigateur et réessayez.
        [503] Attendez une minute et réessayez.
       *[other] Réessayez dans un instant.
    }
error-front-door = Aller à l’accueil
error-report = Si vous signalez ce problème, indiquez cet identifiant : { $id }
