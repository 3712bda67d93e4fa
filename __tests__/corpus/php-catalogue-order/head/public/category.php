<?php

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

use Shop\Catalogue;
use Shop\View;

$db = new PDO(getenv('DATABASE_DSN'), getenv('DATABASE_USER'), getenv('DATABASE_PASSWORD'));
$category = (int) ($_GET['id'] ?? 0);
$page = (int) ($_GET['page'] ?? 1);

$sort = (string) ($_GET['sort'] ?? 'name');

echo View::listing((new Catalogue($db))->page($category, $page, $sort));
