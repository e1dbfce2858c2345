### What the pages of the shop say in German.

cookies-title = Kekse
cookies-lead = Heute früh gebacken, bis zum Abend aufgegessen.
cookies-buy = Kaufen
cookies-buy-one = { cookie-name } kaufen

cookie-name =
    { $cookie ->
        [chocolate-chip] Schokostückchen
        [double-chocolate] Doppelte Schokolade
        [oat-raisin] Hafer & Rosinen
        [ginger-snap] Ingwerkeks
        [pistachio] Pistazie
       *[lemon-shortbread] Zitronen-Mürbekeks
    }
cookie-description =
    { $cookie ->
        [chocolate-chip] Außen knusprig, innen weich, mit mehr Schokolade, als vernünftig ist.
        [double-chocolate] Dunkler Teig, weiße Stückchen und eine Prise Salz, die beides verbindet.
        [oat-raisin] Ehrlicher Hafer, pralle Rosinen. Er zählt als Frühstück.
        [ginger-snap] Dünn, dunkel und laut. Am besten mit einer Tasse Tee und einer langen Geschichte.
        [pistachio] Innen grün, außen golden. Wer sagt, er teile ihn, tut es nicht.
       *[lemon-shortbread] Butter, Zucker, Mehl und die Schale einer Zitrone, die noch viel vorhatte.
    }
price = { $euros },{ $cents } €

checkout-title = Kasse
checkout-order = Ihre Bestellung
checkout-buyer = Sie bestellen als { $email }.
checkout-cookie = Keks
checkout-quantity = Anzahl
checkout-action = Jetzt bestellen
checkout-error = Bitte wählen Sie einen Keks und eine Zahl von 1 bis { $max }.

orders-title = Bisher bestellt
orders-number = Bestellung
orders-cookies = Kekse
orders-total = Summe
orders-none = Noch nichts.
orders-none-action = Zu den Keksen
order-content = { $quantity } × { cookie-name }
order-done = Vielen Dank! Bestellung { $number }: { order-content } für { price }.
