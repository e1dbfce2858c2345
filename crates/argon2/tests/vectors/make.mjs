// Hashes of bcryptjs, better-auth, Lucia, Firebase, WordPress, Drupal and ASP.NET Identity, a JSON
// object a line.
// The two of ASP.NET Identity are ports for Node: Microsoft's own needs .NET. So are those of
// WordPress and Drupal, whose own are in no package registry.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import bcrypt from "bcryptjs";
import { hashPassword } from "better-auth/crypto";
import { generateLuciaPasswordHash } from "lucia/utils";

const require = createRequire(import.meta.url);
const { FirebaseScrypt } = require("firebase-scrypt");
const drupal = require("drupal-hash");
const wordpress = require("wordpress-hash-node");
const version2 = require("aspnet-identity-pw");
const { PasswordHasher } = require("aspnetcore-identity-password-hasher/build/PasswordHasher.js");

const SHORT = "correct horse battery staple";
const UMLAUT = "p\u00e4ssword \u{1f511}";
const LONG = "0123456789".repeat(10);

function line(stack, library, password, hash, format) {
    const path = new URL(`node_modules/${library}/package.json`, import.meta.url);
    const { version } = JSON.parse(readFileSync(path));
    console.log(JSON.stringify({ stack, library: `${library} ${version}`, password, hash, format }));
}

for (const password of [SHORT, UMLAUT, LONG, "", "before\0after"]) {
    line("Node", "bcryptjs", password, bcrypt.hashSync(password, 10));
}

for (const password of [SHORT, UMLAUT, LONG, "\ufb01ne \u2460", "cafe\u0301"]) {
    line("better-auth", "better-auth", password, await hashPassword(password), "better-auth");
}

for (const password of [SHORT, UMLAUT, LONG, "\ufb01ne \u2460", "cafe\u0301"]) {
    line("Lucia", "lucia", password, await generateLuciaPasswordHash(password));
}

for (const password of [SHORT, UMLAUT, LONG, ""]) {
    line("Drupal", "drupal-hash", password, drupal.hashPassword(password));
    // As update 7000 of Drupal 7 hashes the MD5 of Drupal 6.
    const md5 = createHash("md5").update(password).digest("hex");
    line("Drupal", "drupal-hash", password, `U${drupal.hashPassword(md5)}`);
}
line("Drupal", "drupal-hash", SHORT, drupal.hashPassword(SHORT, 17));

const project = {
    signerKey: randomBytes(64).toString("base64"),
    saltSeparator: "Bw==",
    rounds: 8,
    memCost: 14,
};
for (const password of [SHORT, UMLAUT, LONG]) {
    const salt = randomBytes(10).toString("base64");
    const hash = await new FirebaseScrypt(project).hash(password, salt);
    const { signerKey: sk, saltSeparator: ss, rounds: r, memCost: m } = project;
    const row = `$firebase-scrypt$hash=${hash}$salt=${salt}$sk=${sk}$ss=${ss}$r=${r}$m=${m}`;
    line("Firebase", "firebase-scrypt", password, row);
}

// This port takes other characters for others than PHP does.
line("WordPress", "wordpress-hash-node", SHORT, wordpress.HashPassword(SHORT));

for (const password of [SHORT, UMLAUT, LONG]) {
    line("ASP.NET", "aspnet-identity-pw", password, version2.hashPassword(password), "aspnet");
    for (const rounds of [10_000, 100_000]) {
        const hash = await new PasswordHasher(rounds).hashPassword(password);
        line("ASP.NET", "aspnetcore-identity-password-hasher", password, hash, "aspnet");
    }
}
