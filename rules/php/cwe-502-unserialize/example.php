<?php

function load(): void
{
    // ruleid: php.cwe-502.unserialize
    unserialize($_COOKIE['state']);
    $state = base64_decode($_POST['state']);
    // ruleid: php.cwe-502.unserialize
    unserialize($state);
    // ruleid: php.cwe-502.unserialize
    unserialize(file_get_contents('php://input'));
    // ruleid: php.cwe-502.unserialize
    unserialize($_GET['state'], ['allowed_classes' => true]);
}

function safe(): void
{
    // ok: php.cwe-502.unserialize
    json_decode($_COOKIE['state'], true);
    // ok: php.cwe-502.unserialize
    unserialize($_COOKIE['state'], ['allowed_classes' => false]);
    // ok: php.cwe-502.unserialize
    unserialize(file_get_contents('/srv/state'));
    // ok: php.cwe-502.unserialize
    unserialize($_COOKIE['state'], ['allowed_classes' => [Cart::class]]);
    $cart = Cart::find($_GET['id']);
    // ok: php.cwe-502.unserialize
    unserialize($cart->items);
}
