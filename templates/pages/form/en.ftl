# Stands in front of a page's title when something in its form is wrong.
form-error = Error:
form-email = Email
form-password = Password
form-password-confirmation = Password confirmation
# $min: the fewest characters of a password.
form-password-hint = At least { $min } characters. Three random words make a strong password.

# $minutes: how long to wait.
too-many-attempts = Too many attempts. Please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } and try again.
email-missing = Enter your email address.
email-too-long = This email address is too long. Check it for extra text.
email-no-domain = Enter a complete email address, such as name@example.com.
email-local = The part before the @ is not valid. Check it for spaces, quotation marks and misplaced dots.
email-domain = The part after the @ is not a domain such as example.com. Check it for typing errors.
email-taken = The email address is already registered.
email-unknown = No user with the given email address was found.

password-missing = Enter your password.
password-new-missing = Enter a password with at least { $min } characters.
password-wrong = The password does not appear to be correct.
password-differs = The password confirmation must match the password.
password-too-short = The password must have at least { $min } characters. Three random words are long and easy to remember.
password-too-long = The password must have at most { $max } characters.
password-common = This password is too common. Choose one that is harder to guess.
password-breached = This password appears in known data breaches. Choose one that you use nowhere else.
password-resembles-email = This password is too similar to your email address. Choose a different one.
password-resembles-site = This password is too similar to the name of this site. Choose a different one.

password-warning-straight-rows = Keys in a row on the keyboard are easy to guess.
password-warning-keyboard-patterns = Short patterns on the keyboard are easy to guess.
password-warning-repeated-characters = Repetitions like “aaa” are easy to guess.
password-warning-repeated-parts = “abcabcabc” is hardly more difficult to guess than “abc”.
password-warning-top-10 = It is one of the ten most common passwords.
password-warning-top-100 = It is one of the hundred most common passwords.
password-warning-very-common = It is a very common password.
password-warning-similar = It resembles a common password.
password-warning-sequences = Sequences like “abc” or “6543” are easy to guess.
password-warning-recent-years = Years of the recent past are easy to guess.
password-warning-one-word = A single word is easy to guess.
password-warning-dates = Dates are often easy to guess.
password-warning-one-name = A name alone is easy to guess.
password-warning-common-names = Common names are easy to guess.
password-advice-few-words = Take a few words, but no well-known phrase.
password-advice-no-symbols = It needs no symbols, digits or capital letters.
password-advice-another-word = Add a word or two. Uncommon ones are better.
password-advice-capital-letter = A capital letter at the beginning does not help much.
password-advice-all-capitals = Capital letters only are guessed nearly as easily as small ones.
password-advice-reversed = Words spelled backwards are hardly more difficult to guess.
password-advice-substitutions = Replacements like “@” for “a” do not help much.
password-advice-longer-pattern = A pattern on the keyboard should be longer, with more turns.
password-advice-no-repeats = Avoid repeated words and characters.
password-advice-no-sequences = Avoid sequences.
password-advice-no-recent-years = Avoid years of the recent past.
password-advice-no-own-years = Avoid years that have to do with you.
password-advice-no-own-dates = Avoid dates and years that have to do with you.
