<?php

// ruleid: php.cwe-352.csrf-protection-off
class OrderController extends Controller
{
    public $enableCsrfValidation = false;
}

// ruleid: php.cwe-352.csrf-protection-off
class VerifyCsrfToken extends Middleware
{
    protected $except = ['*'];
}

function configure(Middleware $middleware): void
{
    // ruleid: php.cwe-352.csrf-protection-off
    $middleware->validateCsrfTokens(except: ['*']);
    // ok: php.cwe-352.csrf-protection-off
    $middleware->validateCsrfTokens(except: ['stripe/*']);
}

// ok: php.cwe-352.csrf-protection-off
class CartController extends Controller
{
    public $enableCsrfValidation = true;
}

// ok: php.cwe-352.csrf-protection-off
class VerifyCsrfTokenToo extends Middleware
{
    protected $except = ['stripe/*'];
}
