<?php

function reset(User $user): void
{
    // ruleid: php.cwe-338.predictable-token
    $token = md5(uniqid(rand(), true));
    // ruleid: php.cwe-338.predictable-token
    $otp = mt_rand(100000, 999999);
    // ruleid: php.cwe-338.predictable-token
    $user->reset_token = sha1(time() . rand());
    // ruleid: php.cwe-338.predictable-token
    $password = substr(str_shuffle('abcdefghijkmnopqrstuvwxyz23456789'), 0, 10);
}

function safe(User $user): void
{
    // ok: php.cwe-338.predictable-token
    $token = bin2hex(random_bytes(32));
    // ok: php.cwe-338.predictable-token
    $otp = random_int(100000, 999999);
    // ok: php.cwe-338.predictable-token
    $delay = rand(1, 10);
    // ok: php.cwe-338.predictable-token
    $name = uniqid('upload-', true);
    // ok: php.cwe-338.predictable-token
    $token_position = mt_rand(1, 3);
}
