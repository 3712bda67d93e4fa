<?php

function register(string $password, User $user): void
{
    // ruleid: php.cwe-916.fast-password-hash
    $hash = md5($password);
    // ruleid: php.cwe-916.fast-password-hash
    $hash = sha1($user->salt . $user->password);
    // ruleid: php.cwe-916.fast-password-hash
    $hash = hash('sha256', $_POST['password']);
}

function safe(string $password, string $body): void
{
    // ok: php.cwe-916.fast-password-hash
    $hash = password_hash($password, PASSWORD_DEFAULT);
    // ok: php.cwe-916.fast-password-hash
    $hash = md5($body);
    // ok: php.cwe-916.fast-password-hash
    $hash = sha1($passwordResetUrl);
    // ok: php.cwe-916.fast-password-hash
    $prefix = substr(sha1($password), 0, 5);
    // ok: php.cwe-916.fast-password-hash
    $key = hash_pbkdf2('sha256', $password, 'salt', 600000);
}
