from flask import Blueprint, abort, current_app, g, jsonify

from .auth import login_required

bp = Blueprint("billing", __name__, url_prefix="/billing")


def store():
    return current_app.extensions["invoices"]


def summary(invoice):
    return {
        "id": invoice.id,
        "issued": invoice.issued.isoformat(),
        "total_cents": invoice.total_cents,
    }


@bp.get("/invoices")
@login_required
def list_invoices():
    return jsonify([summary(row) for row in store().for_account(g.account_id)])


@bp.get("/invoices/<int:invoice_id>")
@login_required
def show_invoice(invoice_id: int):
    invoice = store().get(invoice_id)
    if invoice is None or invoice.account_id != g.account_id:
        abort(404)
    return jsonify(summary(invoice) | {"lines": invoice.lines})
