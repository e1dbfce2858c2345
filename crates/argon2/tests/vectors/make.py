"""Hashes of Django, Werkzeug, passlib, bcrypt and argon2-cffi, a JSON object a line."""

import hashlib
import json
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
    made_by = f"{library} {version(library)}"
    vector = {"stack": stack, "library": made_by, "password": password, "hash": hash}
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
