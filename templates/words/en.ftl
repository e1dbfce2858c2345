### What the pages say, in English: the catalogue that the others must agree with.
###
### A message is called after the page or the thing that it is about: `log-in-lead`,
### `email-taken`. Templates say it by `t("log-in-lead")`, Rust by `Phrase::new("email-taken")`.
### The format: https://projectfluent.org/fluent/guide/

## Around every page

base-skip = Skip to content
# The name of the navigation, for those who hear the page.
base-navigation = Site
# $email: the address, as a bold element.
base-logged-in-as = Logged in as { $email }.
base-log-out = Logout

# $day, $month, $year: numbers.
date-written =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
# $date: as above. $time: hours and minutes, in UTC.
datetime-written = { $date }, { $time }

## What forms share

# Stands in front of a page's title when something in its form is wrong.
form-mistake = Error:
form-email = Email
form-password = Password
form-password-confirmation = Password confirmation
# $min: the fewest characters of a password.
form-password-hint = At least { $min } characters. A few words in a row are good, and easy to keep in mind.

## The front door

# $site: the name of the site, here and below.
home-welcome = Come in.
home-lead = This is the front door of { $site }. An address and a password are all that it takes.
home-welcome-back = Welcome in.
home-logged-in = This is { $site }, and you are logged in.

## Log in

log-in-title = Log in
# On the button, and on links that lead to the page.
log-in-action = Log in
log-in-lead = Good to see you again.
log-in-remember = Stay logged in
log-in-remember-hint = Not on a computer that others use.
# A link to the registration follows.
log-in-no-account = No account yet?
log-in-no-match = The email address or the password is not correct.
log-in-disabled = This account is locked. Please turn to whoever runs this site.
log-in-unverified = Please confirm your email address first: by the link in the mail that we sent you.
# $minutes: how long to wait.
too-many-attempts = Too many attempts. Please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } and try again.
log-in-failed = An error occurred while logging in. Please try again.

## Log out

log-out-title = Log out
log-out-action = Log out
log-out-lead = On your way? The door is always here.
log-out-done = You have been logged out.

## Register

register-title = Register
register-action = Register
register-lead = An address and a password, and you are in.
# A link to the log-in follows.
register-known = Been here before?
register-done = Welcome! Your account is ready.
register-failed = An error occurred while creating a user. Please make sure to enter valid data.
# The server failed, and not the user.
register-unavailable = An error occurred while creating the account. Please try again.
# Registration is closed, or by invitation only.
register-closed-title = Registration is closed
register-closed-lead = New accounts are not made here at the moment.
register-invitation-title = By invitation
register-invitation-lead = To register you need an invitation, and a link that nobody has used yet.
register-not-invited = This invitation does not work, or no longer, or it is for another email address.

## Settings

settings-title = Settings
settings-account = Your account
settings-change-email = Change
settings-email-verified = Confirmed
settings-email-unverified = Not confirmed yet
# A day follows.
settings-member-since = Member since
settings-password-changed = Password changed

change-password-title = Change your password
change-password-lead = Your other browsers will be logged out.
change-password-current = Current password
change-password-new = Password
change-password-action = Change password
change-password-done = Your password has been changed. All your other browsers are logged out.
change-password-failed = An error occurred while changing the password. Please try again.

## Forgotten passwords, and other mailed links

# The title, and the link that leads to the page.
forgot-password-title = Forgot your password?
forgot-password-lead = It happens. Tell us your address, and we mail you a link to choose a new one.
forgot-password-action = Mail me a link
# A link to the log-in follows.
forgot-password-remembered = Has it come back to you?
forgot-password-no-mail = This site sends no mails. Please ask the people who run it: they can make you a link to choose a new password.
forgot-password-failed = An error occurred, and there is no mail on its way. Please try again.

mail-sent-title = Look into your mailbox
mail-sent-lead = If there is something to send to that address, the mail is on its way.
mail-sent-link = The link in it works once, and for a while only.
mail-sent-nothing = Nothing there after a minute? Look into the spam folder, check the address for typing errors, and ask once more.
mail-sent-no-mail = This site sends no mails. Please ask the people who run it for help.

# The title, and the button that leads to the page.
reset-password-title = Choose a new password
# $email: the address, as a bold element, here and below.
reset-password-lead = It is for the account of { $email }. All browsers will be logged out, this one too.
reset-password-done = Your password has been changed. Please log in with the new one.

# About a link that was used, replaced by a newer one, is too old, or never was one.
dead-link-title = This link does not work
dead-link-lead = Links in our mails work once, and for a while only, and a newer one takes the place of those before it. Some mail programs cut them in two.
dead-link-again = Get a new link
dead-link-undo = If somebody changed the address of your account without you, please ask the people who run this site for help.

## Addresses that are confirmed

verify-email-title = Confirm your email address
verify-email-lead-owner = One click, and we know that { $email } is yours.
verify-email-action = Confirm this address
verify-email-done = Thank you! Your email address is confirmed.
verify-email-lead = Somebody registered here with { $email }. Was it you? Then enter the password that you chose.
# $email: the address of another account, as a bold element.
verify-email-other-account = This browser is logged in as { $email } now. If you go on, it will be logged in to the other account.
verify-email-log-in = Confirm and log in
verify-email-no-password = You do not know the password?
verify-email-choose = Choose a new one: then nobody gets in with the old one any more.
verify-email-not-me = You did not register here?
verify-email-disown = Then somebody used your address. You can delete the account and everything in it. It is gone at once and for good.
verify-email-disown-action = It was not me: delete the account
verify-email-disowned = The account with your address has been deleted.
verify-email-failed = An error occurred while confirming the address. Please try again.

resend-verification-title = Confirm your email address
resend-verification-lead = Tell us the address that you registered with, and we mail you the link once more.
resend-verification-action = Mail the link again
resend-verification-no-mail = This site sends no mails, so there is no link to wait for. Please ask the people who run it for help.
resend-verification-done = The mail is on its way. Nothing there after a minute? Look into the spam folder too.
resend-verification-failed = An error occurred, and there is no mail on its way. Please try again.

## Another address

change-email-title = Change your email address
change-email-lead = We mail a link to the new address. Until you follow it, everything stays as it is. A notice goes to your present address, with a link to take the change back.
change-email-new = New email address
change-email-action = Mail the link
change-email-same = This is your email address already. Please enter the new one.
change-email-no-mail = This site sends no mails, so a new address could not prove itself. Please ask the people who run it for help.
change-email-done = We sent a mail to the new address. Nothing changes before you follow its link.
change-email-failed = An error occurred, and there is no mail on its way. Please try again.

confirm-email-change-title = Use this address?
confirm-email-change-lead = From now on your account has the address { $email }, and you log in with it.
confirm-email-change-action = Use this address
confirm-email-change-done = Your account has its new email address.

undo-email-change-title = Take the change back?
undo-email-change-lead = Your account gets the address { $email } back. All browsers will be logged out, and the present password will no longer work: we mail you a link to choose a new one.
undo-email-change-action = Take the change back
undo-email-change-taken = Another account has confirmed this email address meanwhile, so it was not given back. All sessions of this account were ended, and its password no longer works.
undo-email-change-done = Your account has its old email address again. A mail with a link to choose a new password is on its way.

email-change-taken = Another account has this email address by now, so nothing was changed. The link still works, once the address is free.
email-change-failed = An error occurred, and nothing was changed. Please try again.

## Is it still you?

confirm-password-title = Confirm your password
confirm-password-lead = What comes next matters. Please show us that it is still you.
confirm-password-action = Confirm
confirm-password-failed = An error occurred while checking the password. Please try again.

## The pages of one's account

# The name of the navigation among them, for those who hear the page.
settings-navigation = Your account

sessions-title = Your browsers
sessions-lead = This is where you are logged in. Is one of them not yours? Log it out, and change your password.
sessions-current = This is the one in front of you.
sessions-address = IP address
# A time follows.
sessions-since = Logged in
sessions-last-seen = Last seen
sessions-revoke = Log out
sessions-revoked = That browser is logged out.
sessions-revoke-others = Log out all the others
sessions-more = Only the ones that were seen last are shown.
sessions-others-revoked = All your other browsers are logged out.

account-title = Data and deletion
account-export-title = Take your data with you
account-export-lead = A file with all that we keep about you: your account, your browsers, mailed links that are still open, and what happened. Passwords and other secrets are not in it.
account-export-action = Download
account-delete-title = Delete your account
account-delete-now = Your account is gone at once, with all that belongs to it. Nobody can bring it back.
# $days: a number, two at least.
account-delete-days = You are logged out everywhere at once, and your account is deleted in { $days } days, with all that belongs to it. If you log in before then, you keep it.
account-delete-hours =
    { $hours ->
        [one] You are logged out everywhere at once, and your account is deleted in an hour, with all that belongs to it. If you log in before then, you keep it.
       *[other] You are logged out everywhere at once, and your account is deleted in { $hours } hours, with all that belongs to it. If you log in before then, you keep it.
    }
account-delete-confirmation = Your email address
# $email: the address of the account, here and below.
account-delete-hint = Type { $email }, so that it is no slip.
account-delete-mismatch = This is not the address of your account. Please type { $email }
account-delete-action = Delete my account
account-delete-failed = An error occurred while deleting the account. Please try again.
account-deleted = Your account is deleted. All the best!
# $until: day and time of day, in UTC.
account-deletion-due = Your account will be deleted on { $until } (UTC). Log in before then, and you keep it.

deletion-cancelled = Welcome back. Your account will not be deleted, because you logged in. You can delete it again in the settings.

activity-title = Activity
activity-lead = What happened around your account, the latest first. Was something of it not you? Change your password.
activity-none = Nothing happened lately.

## What can happen around an account

event-registered = You registered
event-registration-repeated = Somebody registered with your address once more
event-invited = You invited somebody
event-logged-in = Logged in
event-log-ins-limited = Too many wrong passwords: nobody may try again for a while
event-log-in-failed = A wrong password was entered
event-log-in-refused = The right password was entered, and the login was refused
event-logged-out = Logged out
event-password-confirmed = Password confirmed
event-password-changed = Password changed
event-breach-check-failed = A new password could not be checked against known leaks
event-password-reset-requested = A link to choose a new password was requested
event-password-reset = New password chosen by a mailed link
event-verification-requested = A link to confirm the email address was requested
event-email-verified = Email address confirmed
event-email-change-requested = Another email address was requested
event-email-changed = Email address changed
event-email-change-undone = Change of the email address taken back
event-session-revoked = A browser was logged out from another one
event-other-sessions-revoked = All other browsers were logged out
event-sessions-revoked-by-operator = Logged out by whoever runs this site
event-data-exported = Data downloaded
event-deletion-scheduled = Deletion of the account requested
event-deletion-cancelled = Deletion of the account cancelled by a log-in
event-account-created = Account made by whoever runs this site
event-account-disabled = Account locked by whoever runs this site
event-account-enabled = Account unlocked by whoever runs this site
event-account-deleted = Account deleted
event-mail-given-up = A mail to you could not be delivered
# Of a kind that this version of the program does not know.
event-other = Something else

## What can be wrong with an address

email-missing = Please enter your email address.
email-too-long = This is too long for an email address. Please check it for text that does not belong to it.
email-no-domain = An email address has a name, an @ and a domain, like alice@example.com.
email-local = The part before the @ has a character that does not belong there. Please check it for blanks, quotation marks and dots: no dot stands at its beginning, at its end or beside another one.
email-domain = The part behind the @ is not a domain like example.com. Please check it for typing errors.
email-taken = The email address is already registered.
email-unknown = No user with the given email address was found.

## What can be wrong with a password

password-missing = Please enter your password.
password-new-missing = Please enter a password with at least { $min } characters.
password-wrong = The password does not appear to be correct.
password-differs = The password confirmation must match the password.
password-too-short = The password must have at least { $min } characters. A few unrelated words make a long one that is easy to remember.
password-too-long = The password must have at most { $max } characters. Please choose a shorter one.
password-common = This password is among those that attackers try first. Please choose one that only you would think of, or let a password manager make one.
password-breached = This password is known from leaks of other sites, and attackers try those. Please choose one that you use nowhere else, or let a password manager make one.
password-resembles-email = This password is too close to your email address, which others know. Please choose one that has nothing to do with it.
password-resembles-site = This password is too close to the name of this site, which others try first. Please choose one that has nothing to do with it.

## What would make a better password: what is wrong with it, and what to do

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

## Errors, by the status of the answer: what it is called, what happened, what to do

error-title =
    { $status ->
        [400] That made no sense
        [401] Please log in
        [403] Not from here
        [404] Nothing here
        [405] Not in this way
        [408] That took too long
        [410] No longer here
        [413] Too much at once
        [415] Not what was expected
        [429] One moment, please
        [431] Too many cookies
        [500] Something broke
        [503] Back in a moment
       *[other] That did not work
    }
error-explanation =
    { $status ->
        [400] A part of the request could not be read.
        [401] This page is for people who are logged in.
        [403] The request came from another site, or is not yours to make.
        [404] There is no page at this address.
        [405] This address exists, but does not answer this kind of request.
        [408] The request did not arrive in time.
        [410] What was at this address has been removed for good.
        [413] The request was larger than this page accepts.
        [415] The request had a kind of content that this page does not read.
        [429] There were too many tries in a short time.
        [431] The browser sent more than fits at the head of a request.
        [500] This is our mistake, not yours.
        [503] More people are at the door than fit through it, or a part of the site is resting.
       *[other] The request could not be answered.
    }
error-advice =
    { $status ->
        [400] Go back, open the page again, and try once more.
        [401] Log in, and come back.
        [403] If you sent a form, open its page here and send it again.
        [404] Look for a slip in the address, or begin again at the front door.
        [405] Use the links and forms of the site.
        [408] Check your connection, and try again.
        [410] Begin again at the front door.
        [413] Send less, and try again.
        [415] Use the forms of the site.
        [429] Wait a few minutes, and try again.
        [431] Delete this site's cookies in your browser, and try again.
        [503] Wait a minute, and try again.
       *[other] Try again in a moment.
    }
error-front-door = To the front door
# $id: finds the cause in the log.
error-report = If you report this, mention { $id }

## Mails: the subject, what happened, what to do. One line each; they are wrapped by themselves

# $site: the name of the site, here and below.
mail-verify-email-subject = Confirm your email address for { $site }
mail-verify-email-lead = Welcome to { $site }. Only one step is left: please confirm that this email address is yours.
mail-verify-email-not-you = You did not register? The page behind the link lets you say so.

mail-already-registered-subject = You already have an account at { $site }
mail-already-registered-lead = Somebody, perhaps you, tried to register at { $site } with this email address. It has an account already: simply log in, or choose a new password if the old one has slipped your mind.
mail-already-registered-not-you = If it was not you, there is nothing to do. Nobody got in, and nothing was changed.

mail-reset-password-subject = Choose a new password for { $site }
mail-reset-password-lead = Somebody, hopefully you, asked to choose a new password for your account at { $site }.

mail-change-email-subject = Confirm your new email address for { $site }
mail-change-email-lead = An account at { $site } is to have this email address. Please confirm that it is yours.

mail-email-taken-subject = Your email address was entered at { $site }
mail-email-taken-lead = Somebody wanted to use this email address for another account at { $site }. It belongs to yours, so nothing was changed.
mail-email-taken-advice = There is nothing to do. If it was you: this address has an account of its own, and you can log in with it.

mail-email-change-requested-subject = Your email address at { $site } is about to change
# $email: the new address.
mail-email-change-requested-lead = Your account at { $site } is to have another email address: { $email }. It will, as soon as that address is confirmed.
mail-email-change-requested-not-you = If it was not you, somebody knows your password. Stop the change: every browser is logged out, and we mail you a link to choose a new password.
mail-email-change-requested-action = Stop the change

mail-email-changed-subject = Your email address at { $site } has changed
mail-email-changed-lead = Your account at { $site } has another email address now: { $email }. From now on, our mails go there.
mail-email-changed-not-you = If it was not you, look for our earlier mail to this address, which announced the change: the link in it takes the change back.

mail-password-changed-subject = Your password for { $site } has been changed
mail-password-changed-lead = Your account at { $site } has a new password.

mail-new-browser-subject = A new browser logged in to { $site }
mail-new-browser-lead = Somebody logged in to your account at { $site } with a browser that we had not seen before.

mail-too-many-failures-subject = Somebody tries to log in to your account at { $site }
mail-too-many-failures-lead = So many wrong passwords were entered for your account at { $site } that we let nobody try again for a while. Nobody got in by them.
mail-too-many-failures-you = If it was you, and the password has slipped your mind, choose a new one.
mail-too-many-failures-not-you = If it was not you, there is nothing to do: browsers in which you logged in before let you in as ever. You are told of this at most once a day.

mail-deletion-scheduled-subject = Your account at { $site } will be deleted
mail-deletion-scheduled-lead = As you asked, your account at { $site } will be deleted on { $until } (UTC), with everything in it. You are logged out everywhere.
mail-deletion-scheduled-keep = You would rather keep it? Log in before then, and it stays.
mail-deletion-cancelled-subject = Your account at { $site } will not be deleted
mail-deletion-cancelled-lead = You asked to delete your account at { $site }. A login has just cancelled that, and the account stays.
mail-deletion-cancelled-delete = If you still want to delete it, do so on the page of your account.
mail-deletion-scheduled-not-you = If it was not you who asked, somebody knows your password: log in, and choose a new one.

mail-account-deleted-subject = Your account at { $site } has been deleted
mail-account-deleted-lead = Your account at { $site } has been deleted, with everything in it.
mail-account-deleted-farewell = Thank you for having been with us. You are welcome back at any time.

# What several mails say.
mail-confirm = Confirm address
mail-log-in = Log in
mail-new-password = Choose a new password
mail-was-it-you = If it was you, there is nothing to do.
mail-not-you = If it was not you, choose a new password right away. That logs out every browser.
mail-nothing-changes = If it was not you, there is nothing to do. As long as nobody follows the link, nothing changes.
# $hours: a number.
mail-lifetime =
    { $hours ->
        [one] The link works for one hour.
       *[other] The link works for { $hours } hours.
    }
mail-no-button = If the button does not work, open this address in your browser:
# In the plain text, with the address in the next line. $label: what the link does.
mail-link = { $label }:
mail-when = When:
# $time: day and time of day, in UTC.
mail-time = { $time } (UTC)
mail-browser = Browser:
mail-address = IP address:

## Browsers

# $browser: its name. $system: the name of what it runs on.
agent-on =
    { $system ->
        [iPhone] { $browser } on an iPhone
        [iPad] { $browser } on an iPad
       *[other] { $browser } on { $system }
    }
agent-unknown = Unknown browser

api-title = For programs
api-lead = What these pages do, in JSON, described by OpenAPI:
api-needs-session = Only for somebody who is logged in.
