<?php

declare(strict_types=1);

namespace App;

final class Config
{
    /**
     * @param array<string, string> $values
     * @param array<string, string> $shops host in small letters to base address
     */
    public function __construct(private readonly array $values, private readonly array $shops)
    {
    }

    public function baseUrl(string $host): string
    {
        return $this->shops[strtolower($host)] ?? rtrim($this->values['BASE_URL'], '/');
    }
}
