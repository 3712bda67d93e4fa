<?php

function show(): void
{
    // ruleid: php.cwe-78.os-command
    system('ping -c 1 ' . $_GET['host']);
    $host = trim($_POST['host']);
    // ruleid: php.cwe-78.os-command
    exec("whois $host", $lines);
    $command = sprintf('convert %s out.png', $_FILES['picture']['name']);
    // ruleid: php.cwe-78.os-command
    shell_exec($command);
    // ruleid: php.cwe-78.os-command
    $load = `uptime {$_GET['flag']}`;
}

function upload(Request $request): void
{
    // ruleid: php.cwe-78.os-command
    passthru('tar xf ' . $request->input('archive'));
    // ruleid: php.cwe-78.os-command
    popen($request->query->get('program'), 'r');
}

function safe(Request $request): void
{
    // ok: php.cwe-78.os-command
    system('ping -c 1 ' . escapeshellarg($_GET['host']));
    // ok: php.cwe-78.os-command
    exec('renice ' . (int) $_GET['level'] . ' 4711');
    // ok: php.cwe-78.os-command
    proc_open(['whois', $_GET['host']], [], $pipes);
    $picture = find_picture($request->input('id'));
    // ok: php.cwe-78.os-command
    shell_exec("convert {$picture->path} out.png");
    // ok: php.cwe-78.os-command
    passthru('uptime');
    if (!in_array($_GET['tool'], ['df', 'uptime'], true)) {
        exit(1);
    }
    // ok: php.cwe-78.os-command
    system($_GET['tool']);
}
