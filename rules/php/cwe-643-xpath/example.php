<?php

function show(DOMXPath $xpath, SimpleXMLElement $document): void
{
    // ruleid: php.cwe-643.xpath
    $xpath->query("//user[name='{$_GET['name']}']");
    $expression = '//user[@id="' . $_POST['id'] . '"]';
    // ruleid: php.cwe-643.xpath
    $xpath->evaluate($expression);
    // ruleid: php.cwe-643.xpath
    $document->xpath("//group[@name='" . $_GET['group'] . "']");
}

function safe(DOMXPath $xpath, SimpleXMLElement $document): void
{
    // ok: php.cwe-643.xpath
    $xpath->query('//user[@id="' . (int) $_GET['id'] . '"]');
    // ok: php.cwe-643.xpath
    $document->xpath('//user');
    $name = $_GET['name'];
    if (!ctype_alnum($name)) {
        exit(1);
    }
    // ok: php.cwe-643.xpath
    $xpath->query("//user[name='$name']");
}
