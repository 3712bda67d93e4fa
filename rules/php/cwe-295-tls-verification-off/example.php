<?php

function off($handle, Client $client): void
{
    // ruleid: php.cwe-295.tls-verification-off
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, false);
    // ruleid: php.cwe-295.tls-verification-off
    curl_setopt($handle, CURLOPT_SSL_VERIFYHOST, 0);
    // ruleid: php.cwe-295.tls-verification-off
    stream_context_create(['ssl' => ['verify_peer' => false]]);
    // ruleid: php.cwe-295.tls-verification-off
    new Client(['verify' => false]);
    // ruleid: php.cwe-295.tls-verification-off
    $client->request('GET', 'https://example.com', ['verify' => false]);
}

function on($handle, Client $client, bool $verify): void
{
    // ok: php.cwe-295.tls-verification-off
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, true);
    // ok: php.cwe-295.tls-verification-off
    curl_setopt($handle, CURLOPT_SSL_VERIFYHOST, 2);
    // ok: php.cwe-295.tls-verification-off
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, $verify);
    // ok: php.cwe-295.tls-verification-off
    stream_context_create(['ssl' => ['verify_peer' => true, 'cafile' => '/etc/ca.pem']]);
    // ok: php.cwe-295.tls-verification-off
    new Client(['verify' => '/etc/ca.pem']);
    // ok: php.cwe-295.tls-verification-off
    new Form(['verify' => false]);
}
