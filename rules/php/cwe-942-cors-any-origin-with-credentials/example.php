<?php

function open(): void
{
    // ruleid: php.cwe-942.cors-any-origin-with-credentials
    header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);
    header('Access-Control-Allow-Credentials: true');
}

function opened(): void
{
    header('Access-Control-Allow-Credentials: true');
    // ruleid: php.cwe-942.cors-any-origin-with-credentials
    header("Access-Control-Allow-Origin: {$_SERVER['HTTP_ORIGIN']}");
}

function openedToo(): void
{
    $origin = $_SERVER['HTTP_ORIGIN'] ?? '*';
    // ruleid: php.cwe-942.cors-any-origin-with-credentials
    header("Access-Control-Allow-Origin: $origin");
    header('Access-Control-Allow-Credentials: true');
}

function publicAnswer(): void
{
    // ok: php.cwe-942.cors-any-origin-with-credentials
    header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);
}

function named(): void
{
    // ok: php.cwe-942.cors-any-origin-with-credentials
    header('Access-Control-Allow-Origin: https://app.example.com');
    header('Access-Control-Allow-Credentials: true');
}

function listed(array $allowed): void
{
    $origin = $_SERVER['HTTP_ORIGIN'];
    if (in_array($origin, $allowed, true)) {
        // ok: php.cwe-942.cors-any-origin-with-credentials
        header("Access-Control-Allow-Origin: $origin");
        header('Access-Control-Allow-Credentials: true');
    }
}
