<?php

declare(strict_types=1);

namespace App;

final class Config
{
    /** @param array<string, string> $values */
    public function __construct(private readonly array $values)
    {
    }

    public function baseUrl(): string
    {
        return rtrim($this->values['BASE_URL'], '/');
    }
}
