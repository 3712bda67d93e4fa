// ruleid: php.cwe-79.xss
<h1><?= $_GET['title'] ?></h1>
<?php

function show(): void
{
    // ruleid: php.cwe-79.xss
    echo '<p>' . $_GET['name'] . '</p>';
    $name = trim($_POST['name']);
    // ruleid: php.cwe-79.xss
    print "<p>Hello $name</p>";
    // ruleid: php.cwe-79.xss
    printf('<a href="%s">here</a>', $_SERVER['PHP_SELF']);
    // ruleid: php.cwe-79.xss
    die('No such page: ' . $_SERVER['REQUEST_URI']);
}

function controller(Request $request)
{
    // ruleid: php.cwe-79.xss
    return new Response('<h1>' . $request->query->get('title') . '</h1>');
}

function safe(Request $request)
{
    // ok: php.cwe-79.xss
    echo '<p>' . htmlspecialchars($_GET['name']) . '</p>';
    // ok: php.cwe-79.xss
    echo esc_html($_GET['name']);
    // ok: php.cwe-79.xss
    echo (int) $_GET['page'];
    // ok: php.cwe-79.xss
    echo '<b>' . esc_html(wp_unslash($_GET['name'])) . '</b>';
    // ok: php.cwe-79.xss
    echo sprintf('<b>%s</b>', esc_html(trim($_GET['name'])));
    // ok: php.cwe-79.xss
    echo json_encode($_GET);
    // ok: php.cwe-79.xss
    echo isset($_GET['draft']) ? 'draft' : 'published';
    // ok: php.cwe-79.xss
    printf('%d', (int) $_GET['page']);
    // ok: php.cwe-79.xss
    exit(1);
    // ok: php.cwe-79.xss
    return new Response($twig->render('page.html.twig', ['title' => $request->query->get('title')]));
}
