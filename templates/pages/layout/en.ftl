### What the pages say, in English: the catalogue that the others must agree with.
###
### A message is called after the page or the thing that it is about: `login-lead`,
### `email-taken`. Templates say it by `t("login-lead")`, Rust by `Message::new("email-taken")`.
### The format: https://projectfluent.org/fluent/guide/

base-skip = Skip to content
# The name of the navigation, for those who hear the page.
base-navigation = Site
# $email: the address, as a bold element.
base-logged-in-as = Logged in as { $email }.
base-logout = Logout

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

# The name of the navigation among them, for those who hear the page.
settings-navigation = Your account

# $browser: its name. $system: the name of what it runs on.
agent-on =
    { $system ->
        [iPhone] { $browser } on an iPhone
        [iPad] { $browser } on an iPad
       *[other] { $browser } on { $system }
    }
agent-unknown = Unknown browser

base-support = Contact support
base-terms = Terms of service
base-privacy = Privacy policy
base-account-menu = Account menu
settings-group-account = Account
settings-group-security = Security
settings-group-sessions = Sessions
settings-group-activity = Activity
settings-group-organizations = Organizations
settings-group-data = Data

# How long ago something was. $n: a number, one at least.
ago-now = just now
ago-minutes =
    { $n ->
        [one] a minute ago
       *[other] { $n } minutes ago
    }
ago-hours =
    { $n ->
        [one] an hour ago
       *[other] { $n } hours ago
    }
ago-days =
    { $n ->
        [one] yesterday
       *[other] { $n } days ago
    }
