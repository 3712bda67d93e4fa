<?php

declare(strict_types=1);

namespace App;

final class Email
{
    private function __construct(public readonly string $address)
    {
    }

    /** @throws HttpError 422 */
    public static function parse(mixed $text): self
    {
        $address = is_string($text) ? filter_var(trim($text), FILTER_VALIDATE_EMAIL) : false;
        if ($address === false) {
            throw new HttpError(422, 'This is not an e-mail address.');
        }

        return new self($address);
    }
}
