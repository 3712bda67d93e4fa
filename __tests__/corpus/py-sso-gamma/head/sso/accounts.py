from dataclasses import dataclass, field


@dataclass
class Account:
    id: int
    email: str
    links: set[tuple[str, str]] = field(default_factory=set)


class Accounts:
    def __init__(self) -> None:
        self._accounts: list[Account] = []

    def create(self, email: str) -> Account:
        account = Account(len(self._accounts) + 1, email)
        self._accounts.append(account)
        return account

    def by_link(self, issuer: str, subject: str) -> Account | None:
        return next((a for a in self._accounts if (issuer, subject) in a.links), None)

    def by_email(self, email: str) -> Account | None:
        return next((a for a in self._accounts if a.email == email), None)
