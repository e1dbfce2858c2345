# $site: the name of the site, here and below.
mail-verify-email-subject = Confirm your email address for { $site }
mail-verify-email-lead = Welcome to { $site }. Confirm that this is your email address.
mail-verify-email-not-you = If you did not create an account, open the link to report it.

mail-already-registered-subject = You already have an account at { $site }
mail-already-registered-lead = Someone, perhaps you, tried to register at { $site } with this email address. You already have an account: log in, or reset your password if you forgot it.
mail-already-registered-not-you = If this was not you, you do not need to do anything. No access was granted, and nothing was changed.

mail-reset-password-subject = Reset your password for { $site }
mail-reset-password-lead = Someone, hopefully you, asked to reset the password of your account at { $site }.

mail-change-email-subject = Confirm your new email address for { $site }
mail-change-email-lead = Confirm this as the new email address of your account at { $site }.

mail-email-taken-subject = Your email address was entered at { $site }
mail-email-taken-lead = Someone tried to use this email address for another account at { $site }. It belongs to your account, so nothing was changed.
mail-email-taken-advice = You do not need to do anything. If this was you: this address already has an account of its own, and you can log in with it.

mail-email-change-requested-subject = Your email address at { $site } is about to change
# $email: the new address.
mail-email-change-requested-lead = Someone asked to change the email address of your account at { $site } to { $email }. It changes once that address is confirmed.
mail-email-change-requested-not-you = If this was not you, someone knows your password. Undo this change: you will be logged out everywhere, and we will send you a link to choose a new password.
mail-email-change-requested-action = Undo this change

mail-email-changed-subject = Your email address at { $site } has changed
mail-email-changed-lead = The email address of your account at { $site } is now { $email }. We will send future emails there.
mail-email-changed-not-you = If this was not you, find our earlier email that announced the change. Its link undoes the change.

mail-password-changed-subject = Your password for { $site } has been changed
mail-password-changed-lead = The password of your account at { $site } has been changed.

mail-new-browser-subject = New login to { $site }
mail-new-browser-lead = Someone logged in to your account at { $site } from a new browser.

mail-too-many-failures-subject = Failed logins to your account at { $site }
mail-too-many-failures-lead = Too many wrong passwords were entered for your account at { $site }. None of them succeeded. New attempts are blocked for a while.
mail-too-many-failures-you = If this was you and you forgot your password, reset it.
mail-too-many-failures-not-you = If this was not you, you do not need to do anything. You can still log in from browsers that you used before. We send this email at most once a day.

mail-deletion-scheduled-subject = Your account at { $site } will be deleted
mail-deletion-scheduled-lead = As you requested, your account at { $site } and all its data will be deleted on { $until } (UTC). You are logged out everywhere.
mail-deletion-scheduled-keep = To keep your account, log in before then.
mail-deletion-cancelled-subject = Your account at { $site } will not be deleted
mail-deletion-cancelled-lead = You requested the deletion of your account at { $site }. A login has cancelled it, and the account stays.
mail-deletion-cancelled-delete = If you still want to delete it, request it again in the account settings.
mail-deletion-scheduled-not-you = If this was not you, someone knows your password. Log in and choose a new one.

mail-account-deleted-subject = Your account at { $site } has been deleted
mail-account-deleted-lead = Your account at { $site } and all its data have been deleted.
mail-account-deleted-farewell = Thank you for being with us.

# What several mails say.
mail-confirm = Confirm email address
mail-login = Log in
mail-new-password = Choose a new password
mail-was-it-you = If this was you, you do not need to do anything.
mail-not-you = If this was not you, choose a new password now. That logs you out everywhere.
mail-nothing-changes = If this was not you, you do not need to do anything. Nothing changes unless the link is opened.
# $hours: a number.
mail-lifetime =
    { $hours ->
        [one] The link expires in one hour.
       *[other] The link expires in { $hours } hours.
    }
mail-no-button = If the button does not work, open this address in your browser:
# In the plain text, with the address in the next line. $label: what the link does.
mail-link = { $label }:
mail-when = When:
# $time: day and time of day, in UTC.
mail-time = { $time } (UTC)
mail-browser = Browser:
mail-address = IP address:

# $email: the recipient.
mail-reason = Sent to { $email } because this address was used at { $site }.

# $email: the support address.
mail-support = Questions? Contact { $email }.
