<?php

function off(string $token): void
{
    // ruleid: php.cwe-614.insecure-session-cookie
    ini_set('session.cookie_httponly', '0');
    // ruleid: php.cwe-614.insecure-session-cookie
    session_set_cookie_params(['lifetime' => 0, 'secure' => false]);
    // ruleid: php.cwe-614.insecure-session-cookie
    setcookie('session_id', $token, ['httponly' => false]);
    // ruleid: php.cwe-614.insecure-session-cookie
    setcookie('auth_token', $token, 0, '/', '', false, true);
}

function on(string $token, bool $tls): void
{
    // ok: php.cwe-614.insecure-session-cookie
    ini_set('session.cookie_httponly', '1');
    // ok: php.cwe-614.insecure-session-cookie
    session_set_cookie_params(['secure' => $tls, 'httponly' => true]);
    // ok: php.cwe-614.insecure-session-cookie
    setcookie('theme', 'dark', ['httponly' => false]);
    // ok: php.cwe-614.insecure-session-cookie
    setcookie('session_id', $token, ['httponly' => true, 'secure' => true]);
}
