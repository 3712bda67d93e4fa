<?php

function leave(Request $request)
{
    // ruleid: php.cwe-601.open-redirect
    header('Location: ' . $_GET['url']);
    $next = $_POST['next'];
    // ruleid: php.cwe-601.open-redirect
    header("Location: $next", true, 303);
    // ruleid: php.cwe-601.open-redirect
    wp_redirect($_REQUEST['redirect_to']);
    // ruleid: php.cwe-601.open-redirect
    return redirect($request->input('next'));
}

function symfony(Request $request)
{
    // ruleid: php.cwe-601.open-redirect
    return new RedirectResponse($request->query->get('url'));
}

function safe(Request $request)
{
    // ok: php.cwe-601.open-redirect
    header('Location: /posts/' . $_GET['id']);
    // ok: php.cwe-601.open-redirect
    header('Location: ' . $_SERVER['REQUEST_URI']);
    // ok: php.cwe-601.open-redirect
    header('X-Next: ' . $_GET['url']);
    // ok: php.cwe-601.open-redirect
    wp_safe_redirect($_REQUEST['redirect_to']);
    // ok: php.cwe-601.open-redirect
    header("Location: /posts?id=$_GET[id]");
    $next = $_GET['next'];
    if (!str_starts_with($next, '/posts/')) {
        $next = '/';
    }
    // ok: php.cwe-601.open-redirect
    header('Location: ' . $next);
    // ok: php.cwe-601.open-redirect
    return redirect('/posts/' . $request->input('id'));
}
