"""What the portal says when it must refuse: a sentence for the person, and the status it bears."""

from typing import ClassVar


def marked(message: str) -> str:
    """Give the sentence back as it is; standing here, it is gathered for translation."""
    return message


class PortalError(Exception):
    """A refusal that was foreseen, in a sentence for the person who meets it.

    ``message`` is the English sentence, and the key it is translated by wherever it is shown;
    ``values`` maps the names of its ``%(name)s`` places to what stands there. ``status`` is the
    HTTP status of the page that shows it.
    """

    status: ClassVar[int] = 400
    message: ClassVar[str] = marked("This cannot be done.")

    def __init__(self, **values: object) -> None:
        """Take what stands in the places of the sentence."""
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        """Say the sentence in English, its places filled."""
        return self.message % self.values if self.values else self.message


class InvalidInputError(PortalError):
    """What was handed in cannot be taken as it is; it can be mended and handed in again."""

    status = 422
    message = marked("Something here cannot be taken as it is. Please check it and try again.")


class NotFoundError(PortalError):
    """There is nothing at this address, or nothing the reader may know of."""

    status = 404
    message = marked("There is nothing at this address.")


class SeatNeededError(NotFoundError):
    """The page belongs to a draft that is not open here; whether there is one is not told."""

    message = marked("This page belongs to a draft that is not open in this browser.")


class ForbiddenError(PortalError):
    """The reader is known, and this is not for them to do."""

    status = 403
    message = marked("You may not do this.")


class SeatEndedError(PortalError):
    """Something was sent from a page whose reader's seat has ended, or was never theirs."""

    status = 422
    message = marked("Your time on this page has run out. Nothing you typed is lost.")


class ConflictError(PortalError):
    """Somebody else changed the same thing in the meantime."""

    status = 409
    message = marked("This was changed in the meantime. Please look at it again.")


class ClosedError(PortalError):
    """The time for this is over, or has not begun."""

    status = 409
    message = marked("This is closed.")
