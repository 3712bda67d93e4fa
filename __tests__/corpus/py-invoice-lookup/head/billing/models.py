from dataclasses import dataclass, field
from datetime import date


@dataclass
class Invoice:
    id: int
    account_id: int
    issued: date
    lines: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total_cents(self) -> int:
        return sum(cents for _, cents in self.lines)


class InvoiceStore:
    """In-memory stand-in used by the development server; production swaps in the SQL store."""

    def __init__(self) -> None:
        self._rows: dict[int, Invoice] = {}

    def add(self, invoice: Invoice) -> None:
        self._rows[invoice.id] = invoice

    def get(self, invoice_id: int) -> Invoice | None:
        return self._rows.get(invoice_id)

    def for_account(self, account_id: int) -> list[Invoice]:
        return [row for row in self._rows.values() if row.account_id == account_id]
