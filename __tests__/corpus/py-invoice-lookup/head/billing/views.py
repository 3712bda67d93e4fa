import csv
import io

from flask import Blueprint, Response, abort, current_app, g, jsonify

from .auth import login_required

bp = Blueprint("billing", __name__, url_prefix="/billing")


def store():
    return current_app.extensions["invoices"]


def own_invoice(invoice_id: int):
    invoice = store().get(invoice_id) or abort(404)
    if invoice.account_id != g.account_id:
        abort(404)
    return invoice


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
    invoice = own_invoice(invoice_id)
    return jsonify(summary(invoice) | {"lines": invoice.lines})


@bp.get("/invoices/<int:invoice_id>/export.csv")
@login_required
def export_invoice(invoice_id: int):
    invoice = own_invoice(invoice_id)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["description", "cents"])
    writer.writerows(invoice.lines)
    writer.writerow(["total", invoice.total_cents])
    return Response(
        out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="invoice-{invoice.id}.csv"'},
    )
