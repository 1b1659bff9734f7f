"""What one version of a submission says at one place, as it is read from the database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """What one version says at one place; `words` is None where there are none, or no longer."""

    place: str
    options: tuple[str, ...]
    number: str | None
    text_id: int | None
    words: str | None
    language: str | None
    question_id: int | None
    clause_id: int | None
