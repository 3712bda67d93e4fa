<?php

declare(strict_types=1);

namespace Shop;

final class View
{
    /** @param list<array<string, mixed>> $articles */
    public static function listing(array $articles): string
    {
        $rows = array_map(
            static fn (array $row): string => sprintf(
                '<li><a href="/article/%d">%s</a> %.2f</li>',
                $row['id'],
                htmlspecialchars($row['name'], ENT_QUOTES),
                $row['cents'] / 100,
            ),
            $articles,
        );

        return '<ul>' . implode('', $rows) . '</ul>';
    }
}
