<?php

declare(strict_types=1);

namespace App;

final class AccountController
{
    public function __construct(private readonly Accounts $accounts)
    {
    }

    public function changeEmail(Request $request): string
    {
        $email = filter_var($request->form['email'] ?? '', FILTER_VALIDATE_EMAIL);
        if ($email === false) {
            throw new HttpError(422, 'This is not an e-mail address.');
        }
        $this->accounts->setEmail((int) $_SESSION['account'], $email);

        return '/account?saved=1';
    }

    public function close(Request $request): string
    {
        $this->accounts->close((int) $_SESSION['account']);

        return '/goodbye';
    }
}
