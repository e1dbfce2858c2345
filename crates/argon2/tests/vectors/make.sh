#!/bin/sh
# Makes vectors.json: passwords and their hashes, by the libraries of the stacks from which
# people move in. Needs python3, node with npm, php and, for MediaWiki, apt; everything else is
# fetched.
set -eu
cd "$(dirname "$0")"
work=${1:?where the libraries may be put}
mkdir -p "$work"

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    Django==5.2.19 Werkzeug==3.1.9 passlib==1.7.4 bcrypt==5.0.0 argon2-cffi==25.1.0

cp make.mjs "$work"
(cd "$work" && npm install --silent --no-save --no-package-lock --ignore-scripts \
    better-auth@1.7.25 bcryptjs@3.0.3 lucia@2.7.7 firebase-scrypt@2.2.0 \
    wordpress-hash-node@1.0.0 drupal-hash@1.0.4 \
    aspnet-identity-pw@1.0.2 aspnetcore-identity-password-hasher@1.0.1)

(cd "$work" && apt-get download --quiet mediawiki && dpkg-deb --extract mediawiki_*.deb mediawiki)

{
    "$work/venv/bin/python" make.py
    node "$work/make.mjs"
    php make.php
    php make_mediawiki.php "$work/mediawiki/usr/share/mediawiki"
} >"$work/lines"
sort "$work/lines" | sed '1s/^/[\n/; $!s/$/,/; $s/$/\n]/' >vectors.json
