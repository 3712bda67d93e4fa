<?php

function calculate(Request $request): void
{
    // ruleid: php.cwe-95.eval
    eval($_POST['code']);
    $formula = $request->input('formula');
    // ruleid: php.cwe-95.eval
    eval('$result = ' . $formula . ';');
    // ruleid: php.cwe-95.eval
    call_user_func($_GET['function'], $_GET['argument']);
    // ruleid: php.cwe-95.eval
    assert($_REQUEST['claim']);
}

function safe(): void
{
    // ok: php.cwe-95.eval
    json_decode($_POST['code']);
    // ok: php.cwe-95.eval
    eval('$result = 1 + 1;');
    // ok: php.cwe-95.eval
    call_user_func('trim', $_GET['argument']);
    // ok: php.cwe-95.eval
    call_user_func([new Report(), 'render'], $_GET['argument']);
    // ok: php.cwe-95.eval
    assert(is_string($_GET['name']));
    $function = $_GET['function'];
    if (!in_array($function, ['trim', 'strtolower'], true)) {
        exit(1);
    }
    // ok: php.cwe-95.eval
    call_user_func($function, 'x');
}
