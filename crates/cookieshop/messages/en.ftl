### What the pages of the shop say in English. Templates say a message by `t("checkout-title")`,
### Rust by `Message::new("order-done")`. de.ftl and fr.ftl have the same messages.

cookies-title = Cookies
cookies-lead = Baked this morning, gone by the evening.
cookies-buy = Buy
# For screen readers. $cookie: the slug of a cookie, here and below.
cookies-buy-one = Buy { cookie-name }

cookie-name =
    { $cookie ->
        [chocolate-chip] Chocolate Chip
        [double-chocolate] Double Chocolate
        [oat-raisin] Oat & Raisin
        [ginger-snap] Ginger Snap
        [pistachio] Pistachio
       *[lemon-shortbread] Lemon Shortbread
    }
cookie-description =
    { $cookie ->
        [chocolate-chip] Crisp at the edge, soft in the middle, with more chocolate than reason allows.
        [double-chocolate] Dark dough, white chips, and a pinch of salt that brings both together.
        [oat-raisin] Honest oats, plump raisins. It counts as breakfast.
        [ginger-snap] Thin, dark and loud. Best with a cup of tea and a long story.
        [pistachio] Green inside, golden outside. People who say they share it do not.
       *[lemon-shortbread] Butter, sugar, flour, and the zest of a lemon that had plans.
    }
# $euros: a number. $cents: two digits.
price = €{ $euros }.{ $cents }

checkout-title = Checkout
checkout-order = Your order
# $email: the address of the user, as a bold element.
checkout-buyer = You order as { $email }.
checkout-cookie = Cookie
checkout-quantity = Quantity
checkout-action = Place order
# $max: the largest quantity of one order.
checkout-error = Please choose a cookie and a number from 1 to { $max }.

orders-title = Ordered so far
orders-number = Order
orders-cookies = Cookies
orders-total = Total
orders-none = Nothing yet.
orders-none-action = Look at the cookies
# $quantity: a number, here and below.
order-content = { $quantity } × { cookie-name }
# $number: the number of the order.
order-done = Thank you! Order { $number }: { order-content } for { price }.
