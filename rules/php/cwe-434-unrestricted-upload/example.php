<?php

function upload(): void
{
    // ruleid: php.cwe-434.unrestricted-upload
    move_uploaded_file($_FILES['file']['tmp_name'], 'uploads/' . $_FILES['file']['name']);
}

function uploadToo(): void
{
    $target = __DIR__ . '/uploads/' . basename($_FILES['picture']['name']);
    // ruleid: php.cwe-434.unrestricted-upload
    move_uploaded_file($_FILES['picture']['tmp_name'], $target);
}

function uploadThird(): void
{
    $name = $_FILES['file']['name'];
    // ruleid: php.cwe-434.unrestricted-upload
    move_uploaded_file($_FILES['file']['tmp_name'], "uploads/$name");
}

function own(): void
{
    // ok: php.cwe-434.unrestricted-upload
    move_uploaded_file($_FILES['file']['tmp_name'], 'uploads/' . bin2hex(random_bytes(16)) . '.pdf');
}

function checked(): void
{
    $extension = strtolower(pathinfo($_FILES['file']['name'], PATHINFO_EXTENSION));
    if (!in_array($extension, ['jpg', 'png'], true)) {
        exit(1);
    }
    // ok: php.cwe-434.unrestricted-upload
    move_uploaded_file($_FILES['file']['tmp_name'], 'uploads/' . basename($_FILES['file']['name']));
}

function matched(): void
{
    $name = basename($_FILES['file']['name']);
    if (preg_match('/^\w+\.pdf$/D', $name)) {
        // ok: php.cwe-434.unrestricted-upload
        move_uploaded_file($_FILES['file']['tmp_name'], "uploads/$name");
    }
}
