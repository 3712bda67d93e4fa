<?php

function login($link): void
{
    // ruleid: php.cwe-90.ldap
    ldap_search($link, 'dc=example', '(uid=' . $_POST['user'] . ')');
    $filter = "(&(uid={$_POST['user']})(active=1))";
    // ruleid: php.cwe-90.ldap
    ldap_list($link, 'dc=example', $filter);
    // ruleid: php.cwe-90.ldap
    ldap_read($link, 'dc=example', sprintf('(mail=%s)', $_GET['mail']));
}

function safe($link): void
{
    // ok: php.cwe-90.ldap
    ldap_search($link, 'dc=example', '(uid=' . ldap_escape($_POST['user'], '', LDAP_ESCAPE_FILTER) . ')');
    // ok: php.cwe-90.ldap
    ldap_search($link, 'dc=example', '(uidNumber=' . (int) $_GET['id'] . ')');
    // ok: php.cwe-90.ldap
    ldap_search($link, 'dc=example', '(uid=admin)');
}
