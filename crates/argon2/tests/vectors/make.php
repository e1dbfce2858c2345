<?php
// Hashes of PHP: Laravel's, crypt(3)'s, and WordPress's since 6.8, a JSON object a line.
// WordPress is in no package registry: its two lines (wp-includes/pluggable.php, wp_hash_password)
// are repeated here, on PHP's own functions.

const PASSWORDS = ["correct horse battery staple", "pässword 🔑", "  trimmed\t"];

function line($stack, $password, $hash) {
    $library = "PHP " . PHP_VERSION;
    echo json_encode(compact("stack", "library", "password", "hash"), JSON_UNESCAPED_SLASHES), "\n";
}

foreach (PASSWORDS as $password) {
    line("Laravel", $password, password_hash($password, PASSWORD_BCRYPT, ["cost" => 12]));
    line("crypt(3)", $password, crypt($password, '$6$rounds=100000$saltsaltsaltsalt$'));
    line("crypt(3)", $password, crypt($password, '$5$short$'));
    $prepared = base64_encode(hash_hmac("sha384", trim($password), "wp-sha384", true));
    line("WordPress", $password, '$wp' . password_hash($prepared, PASSWORD_BCRYPT, ["cost" => 10]));
}
line("Laravel", str_repeat("0123456789", 10), password_hash(str_repeat("0123456789", 10), PASSWORD_BCRYPT));
