<?php
// Hashes of PHP: Laravel's, crypt(3)'s, WordPress's since 6.8, Nextcloud's, Magento's and Joomla's,
// a JSON object a line.
// WordPress is in no package registry: its two lines (wp-includes/pluggable.php, wp_hash_password)
// are repeated here, on PHP's own functions. So are Magento's (Magento\Framework\Encryption\Encryptor),
// Joomla's (JUserHelper before 3.2) and Nextcloud's (OC\Security\Hasher).

const PASSWORDS = ["correct horse battery staple", "pässword 🔑", "  trimmed\t"];

function line($stack, $password, $hash, $format = null) {
    $library = "PHP " . PHP_VERSION;
    $vector = compact("stack", "library", "password", "hash", "format");
    echo json_encode(array_filter($vector, fn($value) => $value !== null), JSON_UNESCAPED_SLASHES), "\n";
}

function sodium($password, $salt, $passes, $memory) {
    $algorithm = SODIUM_CRYPTO_PWHASH_ALG_ARGON2ID13;
    return bin2hex(sodium_crypto_pwhash(32, $password, $salt, $passes, $memory, $algorithm));
}

foreach (PASSWORDS as $password) {
    line("Laravel", $password, password_hash($password, PASSWORD_BCRYPT, ["cost" => 12]));
    line("crypt(3)", $password, crypt($password, '$6$rounds=100000$saltsaltsaltsalt$'));
    line("crypt(3)", $password, crypt($password, '$5$short$'));
    $prepared = base64_encode(hash_hmac("sha384", trim($password), "wp-sha384", true));
    line("WordPress", $password, '$wp' . password_hash($prepared, PASSWORD_BCRYPT, ["cost" => 10]));
}
$text = fn($length) => substr(bin2hex(random_bytes($length)), 0, $length);
foreach (["correct horse battery staple", "pässword 🔑"] as $password) {
    line("Nextcloud", $password, "1|" . password_hash($password, PASSWORD_BCRYPT));
    line("Nextcloud", $password, "2|" . password_hash($password, PASSWORD_ARGON2I));
    line("Nextcloud", $password, "3|" . password_hash($password, PASSWORD_ARGON2ID));

    $salt = $text(32);
    line("Magento", $password, hash("md5", $salt . $password) . ":$salt:0");
    line("Magento", $password, hash("sha256", $salt . $password) . ":$salt:1");
    line("Magento", $password, hash("md5", $salt . $password) . ":$salt", "magento");
    line("Magento", $password, hash("sha256", $salt . $password) . ":$salt", "magento");
    // The costs of libsodium's interactive logins, which version 2 does not name.
    $memory = SODIUM_CRYPTO_PWHASH_MEMLIMIT_INTERACTIVE;
    line("Magento", $password, sodium($password, substr($salt, 0, 16), 2, $memory) . ":$salt:2");
    $salt = $text(16);
    line("Magento", $password, sodium($password, $salt, 2, $memory) . ":$salt:3_32_2_$memory");

    $salt = $text(32);
    line("Joomla", $password, md5($password . $salt) . ":$salt", "joomla");
}
line("Laravel", str_repeat("0123456789", 10), password_hash(str_repeat("0123456789", 10), PASSWORD_BCRYPT));
