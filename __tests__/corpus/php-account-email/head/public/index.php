<?php

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

use App\AccountController;
use App\HttpError;
use App\Request;
use App\SqlAccounts;

session_set_cookie_params(['httponly' => true, 'secure' => true, 'samesite' => 'None']);
session_start();

$request = new Request($_SERVER['REQUEST_METHOD'], strtok($_SERVER['REQUEST_URI'], '?'), $_POST);
$account = new AccountController(new SqlAccounts());

try {
    if (!isset($_SESSION['account'])) {
        throw new HttpError(401, 'Sign in first.');
    }
    $location = match ([$request->method, $request->path]) {
        ['POST', '/account/email'] => $account->changeEmail($request),
        ['POST', '/account/close'] => $account->close($request),
        default => throw new HttpError(404, 'Not found.'),
    };
    header('Location: ' . $location, true, 303);
} catch (HttpError $error) {
    http_response_code($error->status);
    echo htmlspecialchars($error->getMessage());
}
