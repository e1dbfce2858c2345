# $site: the name of the site, here and below.
home-welcome = Welcome to { $site }
home-lead = Log in to { $site } or create an account to continue.
home-welcome-back = Welcome back
home-logged-in = You are logged in to { $site }.
