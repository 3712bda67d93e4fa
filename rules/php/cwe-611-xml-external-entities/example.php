<?php

function parse(string $text): void
{
    // ruleid: php.cwe-611.xml-external-entities
    simplexml_load_string($text, 'SimpleXMLElement', LIBXML_NOENT);
    $document = new DOMDocument();
    // ruleid: php.cwe-611.xml-external-entities
    $document->loadXML($text, LIBXML_NOENT | LIBXML_DTDLOAD);
    // ruleid: php.cwe-611.xml-external-entities
    $document->substituteEntities = true;
    // ruleid: php.cwe-611.xml-external-entities
    libxml_disable_entity_loader(false);
}

function safe(string $text): void
{
    // ok: php.cwe-611.xml-external-entities
    simplexml_load_string($text);
    $document = new DOMDocument();
    // ok: php.cwe-611.xml-external-entities
    $document->loadXML($text, LIBXML_NONET);
    // ok: php.cwe-611.xml-external-entities
    $document->substituteEntities = false;
    // ok: php.cwe-611.xml-external-entities
    libxml_disable_entity_loader(true);
}
