<?php

function page(): void
{
    // ruleid: php.cwe-98.file-inclusion
    include 'pages/' . $_GET['page'] . '.php';
    $module = $_REQUEST['module'];
    // ruleid: php.cwe-98.file-inclusion
    require_once "modules/$module/index.php";
    // ruleid: php.cwe-98.file-inclusion
    include($_COOKIE['language']);
}

function safe(): void
{
    $pages = ['home' => 'pages/home.php', 'about' => 'pages/about.php'];
    // ok: php.cwe-98.file-inclusion
    include $pages[$_GET['page']] ?? $pages['home'];
    // ok: php.cwe-98.file-inclusion
    require_once __DIR__ . '/vendor/autoload.php';
    // ok: php.cwe-98.file-inclusion
    include 'pages/' . basename($_GET['page']) . '.php';
    $language = $_GET['language'];
    if (!in_array($language, ['de', 'en'], true)) {
        $language = 'en';
    }
    // ok: php.cwe-98.file-inclusion
    require "languages/$language.php";
}
