"""What an official decides about printing a submission's words."""

from dataclasses import dataclass

from portal.submissions.decisions import Edition, Outcome


@dataclass(frozen=True, slots=True)
class Clearing:
    """An official's decision about printing a submission's words in an edition."""

    edition: Edition
    outcome: Outcome
    reason: str = ""
