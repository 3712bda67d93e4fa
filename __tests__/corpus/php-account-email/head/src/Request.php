<?php

declare(strict_types=1);

namespace App;

final class Request
{
    /** @param array<string, mixed> $form */
    public function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly array $form,
    ) {
    }
}
