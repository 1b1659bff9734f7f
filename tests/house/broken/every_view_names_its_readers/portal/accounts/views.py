"""Pages of staff."""

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/secrets")
def secrets() -> str:
    """Show what nobody was meant to see."""
    return "secrets"
