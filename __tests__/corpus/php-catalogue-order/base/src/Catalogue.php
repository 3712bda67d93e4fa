<?php

declare(strict_types=1);

namespace Shop;

final class Catalogue
{
    private const PAGE = 24;

    public function __construct(private readonly \PDO $db)
    {
    }

    /** @return list<array<string, mixed>> */
    public function page(int $category, int $page): array
    {
        $statement = $this->db->prepare(
            'SELECT id, name, cents FROM articles WHERE category = :category ORDER BY name LIMIT :limit OFFSET :offset'
        );
        $statement->bindValue('category', $category, \PDO::PARAM_INT);
        $statement->bindValue('limit', self::PAGE, \PDO::PARAM_INT);
        $statement->bindValue('offset', max(0, $page - 1) * self::PAGE, \PDO::PARAM_INT);
        $statement->execute();

        return $statement->fetchAll(\PDO::FETCH_ASSOC);
    }
}
