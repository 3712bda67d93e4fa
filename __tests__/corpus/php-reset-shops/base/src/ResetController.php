<?php

declare(strict_types=1);

namespace App;

final class ResetController
{
    public function __construct(private readonly PasswordReset $reset)
    {
    }

    /**
     * @param array<string, mixed> $form
     * @param array<string, string> $server
     */
    public function post(array $form, array $server): string
    {
        $email = is_string($form['email'] ?? null) ? $form['email'] : '';
        $this->reset->request($email);

        return 'If there is an account with this address, a message is on its way.';
    }
}
