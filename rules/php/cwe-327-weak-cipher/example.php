<?php

function broken(string $text, string $key): void
{
    // ruleid: php.cwe-327.weak-cipher
    openssl_encrypt($text, 'des-ede3-cbc', $key);
    // ruleid: php.cwe-327.weak-cipher
    openssl_encrypt($text, 'AES-128-ECB', $key);
    // ruleid: php.cwe-327.weak-cipher
    openssl_decrypt($text, "rc4", $key);
    // ruleid: php.cwe-327.weak-cipher
    mcrypt_encrypt(MCRYPT_DES, $key, $text, MCRYPT_MODE_ECB);
}

function sound(string $text, string $key, string $iv, string $cipher): void
{
    // ok: php.cwe-327.weak-cipher
    openssl_encrypt($text, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag);
    // ok: php.cwe-327.weak-cipher
    openssl_encrypt($text, $cipher, $key);
    // ok: php.cwe-327.weak-cipher
    sodium_crypto_secretbox($text, $iv, $key);
    // ok: php.cwe-327.weak-cipher
    describe($text, 'des');
}
