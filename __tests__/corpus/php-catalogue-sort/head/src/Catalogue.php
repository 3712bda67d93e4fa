<?php

declare(strict_types=1);

namespace Shop;

final class Catalogue
{
    private const PAGE = 24;
    private const COLUMNS = ['name' => 'name', 'price' => 'cents', 'new' => 'added_at'];

    public function __construct(private readonly \PDO $db)
    {
    }

    /** @return list<array<string, mixed>> */
    public function page(int $category, int $page, string $sort, bool $down): array
    {
        $order = (self::COLUMNS[$sort] ?? 'name') . ' ' . ($down ? 'DESC' : 'ASC');
        $statement = $this->db->prepare(
            "SELECT id, name, cents FROM articles WHERE category = :category ORDER BY $order LIMIT :limit OFFSET :offset"
        );
        $statement->bindValue('category', $category, \PDO::PARAM_INT);
        $statement->bindValue('limit', self::PAGE, \PDO::PARAM_INT);
        $statement->bindValue('offset', max(0, $page - 1) * self::PAGE, \PDO::PARAM_INT);
        $statement->execute();

        return $statement->fetchAll(\PDO::FETCH_ASSOC);
    }
}
