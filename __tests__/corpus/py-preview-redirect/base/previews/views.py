from flask import Blueprint, jsonify, request

from .fetch import fetch
from .hosts import Refused
from .page import title_of

bp = Blueprint("previews", __name__)


@bp.post("/previews")
def preview():
    url = request.get_json()["url"]
    try:
        body = fetch(url)
    except Refused:
        return jsonify(error="this address cannot be previewed"), 422
    return jsonify(title=title_of(body), text=body[:2000].decode("utf-8", "replace"))
