<?php

function show(Request $request)
{
    // ruleid: php.cwe-22.path-traversal
    readfile('/srv/files/' . $_GET['name']);
    $path = "/srv/reports/{$_POST['report']}.pdf";
    // ruleid: php.cwe-22.path-traversal
    $text = file_get_contents($path);
    // ruleid: php.cwe-22.path-traversal
    unlink(sprintf('/srv/cache/%s', $_COOKIE['key']));
    // ruleid: php.cwe-22.path-traversal
    file_put_contents('/srv/uploads/' . $request->input('name'), 'x');
    // ruleid: php.cwe-22.path-traversal
    return response()->download(storage_path('files') . '/' . $request->query('file'));
}

function safe(Request $request)
{
    // ok: php.cwe-22.path-traversal
    readfile('/srv/files/' . basename($_GET['name']));
    // ok: php.cwe-22.path-traversal
    file_put_contents('/srv/notes/last.txt', $_POST['note']);
    // ok: php.cwe-22.path-traversal
    unlink('/srv/cache/' . (int) $_GET['id']);
    // ok: php.cwe-22.path-traversal
    move_uploaded_file($_FILES['file']['tmp_name'], '/srv/uploads/' . bin2hex(random_bytes(16)));
    // ok: php.cwe-22.path-traversal
    $text = file_get_contents($_FILES['file']['tmp_name']);
    $document = Document::find($request->input('id'));
    // ok: php.cwe-22.path-traversal
    return response()->download($document->path);
}

function checked()
{
    $path = realpath('/srv/files/' . $_GET['name']);
    if ($path === false || !str_starts_with($path, '/srv/files/')) {
        exit(1);
    }
    // ok: php.cwe-22.path-traversal
    readfile($path);
    if (preg_match('/^[a-z]+$/D', $_GET['page']) !== 1) {
        exit(1);
    }
    // ok: php.cwe-22.path-traversal
    readfile('/srv/pages/' . $_GET['page']);
}
