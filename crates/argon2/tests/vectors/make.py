"""Hashes of Django, Werkzeug, passlib, bcrypt and argon2-cffi, a JSON object a line."""

import base64
import hashlib
import json
import platform
from importlib.metadata import version

import argon2
import bcrypt
import django
import werkzeug.security
from django.conf import settings
from django.contrib.auth import hashers
from passlib import hash as passlib

SHORT = "correct horse battery staple"
UMLAUT = "p\u00e4ssword \U0001f511"
LONG = "0123456789" * 10


def line(stack, library, password, hash, format=None):
    made_by(stack, f"{library} {version(library)}", password, hash, format)


def made_by(stack, library, password, hash, format=None):
    vector = {"stack": stack, "library": library, "password": password, "hash": hash}
    if format:
        vector["format"] = format
    print(json.dumps(vector))


settings.configure()
django.setup()


class Pbkdf2Sha1Old(hashers.PBKDF2SHA1PasswordHasher):
    iterations = 20_000


class BcryptCheap(hashers.BCryptPasswordHasher):
    rounds = 4


class BcryptSha256(hashers.BCryptSHA256PasswordHasher):
    rounds = 10


class Argon2i(hashers.Argon2PasswordHasher):
    def params(self):
        params = super().params()
        return argon2.Parameters(
            type=argon2.low_level.Type.I,
            version=params.version,
            salt_len=params.salt_len,
            hash_len=params.hash_len,
            time_cost=params.time_cost,
            memory_cost=8192,
            parallelism=params.parallelism,
        )


for password in (SHORT, UMLAUT, LONG):
    for hasher in (
        hashers.PBKDF2PasswordHasher(),
        hashers.PBKDF2SHA1PasswordHasher(),
        Pbkdf2Sha1Old(),
        hashers.ScryptPasswordHasher(),
        hashers.Argon2PasswordHasher(),
        BcryptSha256(),
    ):
        line("Django", "Django", password, hasher.encode(password, hasher.salt()))

for password in (SHORT, UMLAUT):
    hasher = BcryptCheap()
    line("Django", "Django", password, hasher.encode(password, hasher.salt()))
    for method in ("scrypt", "pbkdf2", "pbkdf2:sha1:150000", "pbkdf2:sha512:1000"):
        hash = werkzeug.security.generate_password_hash(password, method)
        line("Flask", "Werkzeug", password, hash)
    for rounds, prefix in ((10, b"2a"), (11, b"2b"), (4, b"2b")):
        hash = bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds, prefix)).decode()
        line("bcrypt", "bcrypt", password, hash)
    spring = bcrypt.hashpw(password.encode(), bcrypt.gensalt(10, b"2a")).decode()
    line("Spring", "bcrypt", password, "{bcrypt}" + spring)

for password in (SHORT, UMLAUT, LONG, ""):
    line("crypt(3)", "passlib", password, passlib.sha256_crypt.using(rounds=5000).hash(password))
    line("crypt(3)", "passlib", password, passlib.sha512_crypt.using(rounds=5000).hash(password))
    line("crypt(3)", "passlib", password, passlib.sha256_crypt.using(rounds=1234).hash(password))
    line("crypt(3)", "passlib", password, passlib.sha512_crypt.hash(password))
    line("passlib", "passlib", password, passlib.pbkdf2_sha256.hash(password))
    line("passlib", "passlib", password, passlib.pbkdf2_sha512.using(rounds=120_000).hash(password))
    line("passlib", "passlib", password, passlib.scrypt.using(rounds=14).hash(password))
    line("phpBB", "passlib", password, passlib.phpass.using(ident="$H$", rounds=11).hash(password))
    line("WordPress", "passlib", password, passlib.phpass.using(ident="$P$", rounds=13).hash(password))

for password in (SHORT, UMLAUT, LONG, ""):
    for hasher in (
        passlib.ldap_salted_md5,
        passlib.ldap_salted_sha1,
        passlib.ldap_salted_sha256,
        passlib.ldap_salted_sha512,
        passlib.ldap_md5,
        passlib.ldap_sha1,
        passlib.ldap_pbkdf2_sha1,
        passlib.ldap_pbkdf2_sha256.using(rounds=120_000),
        passlib.ldap_sha512_crypt.using(rounds=120_000),
    ):
        line("LDAP", "passlib", password, hasher.hash(password))
    line("crypt(3)", "passlib", password, passlib.md5_crypt.hash(password))
    line("Apache", "passlib", password, passlib.apr_md5_crypt.hash(password))
    line("passlib", "passlib", password, passlib.pbkdf2_sha1.hash(password))

# Lengths that Keycloak and hand-made tables have, in the base64 of Java and Node.
for length in (16, 24, 64, 128, 512):
    salt = b"\xfb\xff\xbfsalt of 16 byt"
    digest = hashlib.pbkdf2_hmac("sha512", SHORT.encode(), salt, 150_000, length)
    salt, digest = (base64.b64encode(part).decode() for part in (salt, digest))
    made_by("PHC", f"Python {platform.python_version()}", SHORT, f"$pbkdf2-sha512$i=150000${salt}${digest}")

# Spring Security's Pbkdf2PasswordEncoder, and its encoder of scrypt, on Python's functions.
for password in (SHORT, UMLAUT):
    salt = b"8 bytes."
    digest = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 185_000, 32)
    spring = f"Python {platform.python_version()}"
    made_by("Spring", spring, password, "{pbkdf2}" + (salt + digest).hex())
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt * 2, 310_000, 32)
    made_by("Spring", spring, password, "{pbkdf2@SpringSecurity_v5_8}" + (salt * 2 + digest).hex())
    digest = hashlib.scrypt(password.encode(), salt=salt * 2, n=65536, r=8, p=1, dklen=32, maxmem=2**28)
    salt, digest = (base64.b64encode(part).decode() for part in (salt * 2, digest))
    made_by("Spring", spring, password, "{scrypt@SpringSecurity_v5_8}$100801$" + f"{salt}${digest}")
    hash = argon2.PasswordHasher(2, 16384, 1).hash(password)
    line("Spring", "argon2-cffi", password, "{argon2@SpringSecurity_v5_8}" + hash)

for kind in (argon2.low_level.Type.I, argon2.low_level.Type.D, argon2.low_level.Type.ID):
    hasher = argon2.PasswordHasher(2, 8192, 2, type=kind)
    line("PHC", "argon2-cffi", SHORT, hasher.hash(SHORT))

# The first defaults of argon2-cffi and passlib, and those of PHP 7.2.
for memory, kind in ((512, "I"), (1024, "I"), (1024, "ID")):
    hasher = argon2.PasswordHasher(2, memory, 2, type=argon2.low_level.Type[kind])
    line("PHC", "argon2-cffi", SHORT, hasher.hash(SHORT))

for name in ("md5", "sha1", "sha256", "sha512"):
    hash = passlib.__getattr__(f"hex_{name}").hash(UMLAUT)
    line("none", "passlib", UMLAUT, hash, name)
