<?php

declare(strict_types=1);

namespace App;

final class Csrf
{
    public static function token(): string
    {
        return $_SESSION['csrf'] ??= bin2hex(random_bytes(32));
    }

    /** @throws HttpError 403 */
    public static function check(Request $request): void
    {
        $sent = $request->form['_csrf'] ?? '';
        if (!is_string($sent) || !hash_equals(self::token(), $sent)) {
            throw new HttpError(403, 'The form has expired.');
        }
    }
}
