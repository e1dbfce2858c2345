### What the pages of the shop say in French. A narrow no-break space (U+202F) stands before ! and :

cookies-title = Biscuits
cookies-lead = Sortis du four ce matin, disparus ce soir.
cookies-buy = Acheter
cookies-buy-one = Acheter : { cookie-name }

cookie-name =
    { $cookie ->
        [chocolate-chip] Pépites de chocolat
        [double-chocolate] Double chocolat
        [oat-raisin] Avoine et raisins secs
        [ginger-snap] Croquant au gingembre
        [pistachio] Pistache
       *[lemon-shortbread] Sablé au citron
    }
cookie-description =
    { $cookie ->
        [chocolate-chip] Croustillant au bord, fondant au milieu, avec plus de chocolat que de raison.
        [double-chocolate] Pâte noire, pépites blanches et une pincée de sel qui les réunit.
        [oat-raisin] De l’avoine honnête, des raisins dodus. Il compte comme petit déjeuner.
        [ginger-snap] Fin, foncé et sonore. À savourer avec une tasse de thé et une longue histoire.
        [pistachio] Vert dedans, doré dehors. On promet de le partager, et on n’en fait rien.
       *[lemon-shortbread] Du beurre, du sucre, de la farine et le zeste d’un citron qui avait des projets.
    }
price = { $euros },{ $cents } €

checkout-title = Commande
checkout-order = Votre commande
checkout-buyer = Vous commandez avec le compte { $email }.
checkout-cookie = Biscuit
checkout-quantity = Quantité
checkout-action = Passer la commande
checkout-error = Veuillez choisir un biscuit et un nombre de 1 à { $max }.

orders-title = Déjà commandé
orders-number = Commande
orders-cookies = Biscuits
orders-total = Montant
orders-none = Rien pour l’instant.
orders-none-action = Voir les biscuits
order-content = { $quantity } × { cookie-name }
order-done = Merci ! Commande { $number } : { order-content } pour { price }.
