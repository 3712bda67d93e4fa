<?php

declare(strict_types=1);

namespace App;

final class PasswordReset
{
    public function __construct(
        private readonly Accounts $accounts,
        private readonly Mailer $mailer,
        private readonly Config $config,
    ) {
    }

    public function request(string $email): void
    {
        $account = $this->accounts->findByEmail($email);
        if ($account === null) {
            return;
        }
        $token = bin2hex(random_bytes(32));
        $this->accounts->storeReset($account->id, hash('sha256', $token), time() + 3600);
        $link = $this->config->baseUrl() . '/reset?token=' . $token;
        $this->mailer->send($account->email, 'Your new password', "Choose a new password: $link");
    }
}
