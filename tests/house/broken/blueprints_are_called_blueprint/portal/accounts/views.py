"""Pages of staff."""

accounts = Blueprint("accounts", __name__)
