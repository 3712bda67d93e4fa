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
        $email = Email::parse($request->form['email'] ?? '');
        $this->accounts->setEmail((int) $_SESSION['account'], $email->address);

        return '/account?saved=1';
    }

    public function close(Request $request): string
    {
        Csrf::check($request);
        $this->accounts->close((int) $_SESSION['account']);

        return '/goodbye';
    }
}
