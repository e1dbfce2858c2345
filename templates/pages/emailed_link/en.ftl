# About a link that was used, replaced by a newer one, is too old, or never was one.
invalid-link-title = This link is invalid or has expired
invalid-link-lead = Links in our emails work once and expire after some time. A newer link replaces older ones.
invalid-link-again = Request a new link
invalid-link-undo = If the email address of your account was changed without your consent, contact the site administrator.
