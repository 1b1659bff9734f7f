"""What refusals say."""

import pickle

import pytest

from portal.errors import (
    ClosedError,
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    PortalError,
    marked,
)
from portal.text import TooLongError


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (PortalError, 400),
        (ForbiddenError, 403),
        (NotFoundError, 404),
        (ConflictError, 409),
        (ClosedError, 409),
        (InvalidInputError, 422),
    ],
)
def test_every_refusal_has_a_status_and_a_sentence(kind: type[PortalError], status: int) -> None:
    error = kind()

    assert error.status == status
    assert str(error) == error.message
    assert error.message.endswith(".")


def test_a_sentence_is_filled_only_when_it_is_said() -> None:
    error = TooLongError(length=7, limit=5)

    assert "%(limit)s" in error.message
    assert "has 7 characters. At most 5 " in str(error)


def test_a_sentence_without_values_may_hold_a_percent_sign() -> None:
    class HalfError(PortalError):
        message = marked("Only 50% of it.")

    assert str(HalfError()) == "Only 50% of it."


def test_a_refusal_crosses_from_process_to_process() -> None:
    error = pickle.loads(pickle.dumps(TooLongError(length=7, limit=5)))  # noqa: S301  (our own)

    assert str(error) == str(TooLongError(length=7, limit=5))
