<?php

function index(PDO $pdo, mysqli $mysqli): void
{
    // ruleid: php.cwe-89.sql
    $pdo->query("SELECT * FROM users WHERE name = '" . $_GET['name'] . "'");
    $id = $_POST['id'];
    // ruleid: php.cwe-89.sql
    mysqli_query($mysqli, "DELETE FROM users WHERE id = $id");
    $sql = sprintf("SELECT * FROM users WHERE mail = '%s'", $_COOKIE['mail']);
    // ruleid: php.cwe-89.sql
    $pdo->prepare($sql);
}

function laravel(Request $request): void
{
    // ruleid: php.cwe-89.sql
    DB::select("SELECT * FROM users WHERE name = '{$request->input('name')}'");
    // ruleid: php.cwe-89.sql
    User::query()->orderByRaw($request->get('column'));
}

function plugin(): void
{
    global $wpdb;
    // ruleid: php.cwe-89.sql
    $wpdb->get_results("SELECT * FROM wp_users WHERE id = " . $_GET['id']);
    // ok: php.cwe-89.sql
    $wpdb->get_results($wpdb->prepare('SELECT * FROM wp_users WHERE id = %d', $_GET['id']));
}

function safe(PDO $pdo, mysqli $mysqli, Request $request): void
{
    // ok: php.cwe-89.sql
    $statement = $pdo->prepare('SELECT * FROM users WHERE name = ?');
    $statement->execute([$_GET['name']]);
    // ok: php.cwe-89.sql
    $pdo->query('SELECT * FROM users WHERE id = ' . (int) $_GET['id']);
    // ok: php.cwe-89.sql
    mysqli_query($mysqli, "SELECT * FROM users WHERE name = '" . mysqli_real_escape_string($mysqli, $_GET['name']) . "'");
    // ok: php.cwe-89.sql
    DB::select('SELECT * FROM users WHERE name = ?', [$request->input('name')]);
    $column = $request->get('column');
    if (!in_array($column, ['name', 'mail'], true)) {
        $column = 'name';
    }
    // ok: php.cwe-89.sql
    User::query()->orderByRaw($column);
    // ok: php.cwe-89.sql
    User::query()->where('name', $request->input('name'));
}
