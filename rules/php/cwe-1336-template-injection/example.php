<?php

function mail(Twig\Environment $twig, Smarty $smarty, Request $request): void
{
    // ruleid: php.cwe-1336.template-injection
    $twig->createTemplate('Hello ' . $_GET['name']);
    $source = "<p>{$request->input('body')}</p>";
    // ruleid: php.cwe-1336.template-injection
    Blade::render($source);
    // ruleid: php.cwe-1336.template-injection
    $smarty->fetch('string:' . $_POST['template']);
}

function safe(Twig\Environment $twig, Smarty $smarty, Request $request): void
{
    // ok: php.cwe-1336.template-injection
    $twig->createTemplate('Hello {{ name }}')->render(['name' => $_GET['name']]);
    // ok: php.cwe-1336.template-injection
    $twig->render('mail.html.twig', ['name' => $request->input('name')]);
    // ok: php.cwe-1336.template-injection
    Blade::render('Hello {{ $name }}', ['name' => $request->input('name')]);
    // ok: php.cwe-1336.template-injection
    $smarty->assign('name', $_POST['name']);
    // ok: php.cwe-1336.template-injection
    $smarty->fetch('mail.tpl');
}
