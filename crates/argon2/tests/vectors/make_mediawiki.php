<?php
// Hashes of MediaWiki by its own classes, a JSON object a line. Run with the folder of MediaWiki.

$folder = $argv[1];
class MWException extends Exception {}
require "$folder/includes/utils/MWCryptRand.php";
foreach (
    ["PasswordError", "Password", "ParameterizedPassword", "InvalidPassword", "PasswordFactory",
     "Pbkdf2Password", "MWSaltedPassword", "MWOldPassword"] as $class
) {
    require "$folder/includes/password/$class.php";
}
preg_match("/'MW_VERSION', '([^']+)'/", file_get_contents("$folder/includes/Defines.php"), $version);

$factory = new PasswordFactory([
    "A" => ["class" => MWOldPassword::class],
    "B" => ["class" => MWSaltedPassword::class],
    "pbkdf2" => ["class" => Pbkdf2Password::class, "algo" => "sha512", "cost" => "30000", "length" => "64"],
    "pbkdf2_today" => ["class" => Pbkdf2Password::class, "algo" => "sha512", "cost" => "120000", "length" => "64"],
], "pbkdf2");

foreach (["correct horse battery staple", "pässword 🔑", ""] as $password) {
    foreach (["A", "B", "pbkdf2", "pbkdf2_today"] as $type) {
        $made = $factory->newFromType($type);
        $made->crypt($password);
        $hash = str_replace(":pbkdf2_today:", ":pbkdf2:", $made->toString());
        $stack = "MediaWiki";
        $library = "MediaWiki $version[1]";
        echo json_encode(compact("stack", "library", "password", "hash"), JSON_UNESCAPED_SLASHES), "\n";
    }
}
