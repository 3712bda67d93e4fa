<?php

function preview(Client $client, Request $request): void
{
    // ruleid: php.cwe-918.ssrf
    $handle = curl_init($_GET['url']);
    // ruleid: php.cwe-918.ssrf
    curl_setopt($handle, CURLOPT_URL, 'https://' . $_POST['host'] . '/status');
    // ruleid: php.cwe-918.ssrf
    $client->request('GET', $request->query->get('url'));
    // ruleid: php.cwe-918.ssrf
    Http::post($request->input('webhook'));
    // ruleid: php.cwe-918.ssrf
    $text = file_get_contents("http://{$_GET['host']}/status");
}

function safe(Client $client, Request $request): void
{
    // ok: php.cwe-918.ssrf
    curl_init('https://api.example.com/users/' . $_GET['id']);
    // ok: php.cwe-918.ssrf
    curl_init("https://api.example.com/users/{$_GET['id']}");
    // ok: php.cwe-918.ssrf
    $client->request('GET', '/users', ['query' => ['q' => $request->query->get('q')]]);
    // ok: php.cwe-918.ssrf
    Http::post('https://api.example.com/notes', ['note' => $request->input('note')]);
    // ok: php.cwe-918.ssrf
    wp_safe_remote_get($_GET['url']);
    $feed = Feed::find($request->input('id'));
    // ok: php.cwe-918.ssrf
    Http::get($feed->url);
}

function checked(): void
{
    $url = $_GET['url'];
    if (!in_array(parse_url($url, PHP_URL_HOST), ['feeds.example.com'], true)) {
        exit(1);
    }
    // ok: php.cwe-918.ssrf
    curl_init($url);
}
