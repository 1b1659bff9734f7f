"""What an official decides about printing a submission's words."""

from dataclasses import dataclass

from portal.submissions.decisions import Edition, Outcome


@dataclass(frozen=True, slots=True)
class Clearing:
    """An official's decision about printing a submission's words in an edition.

    `version` is the number of the version that was looked at; None is whichever is the latest.
    """

    edition: Edition
    outcome: Outcome
    reason: str = ""
    version: int | None = None
