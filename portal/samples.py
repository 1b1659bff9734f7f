"""Samples: a consultation filled with invented submissions, and the staff to try it with."""

import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click
from sqlalchemy.orm import Session

from portal.accounts.actions import join_staff
from portal.accounts.passwords import fresh_password, hashed
from portal.accounts.queries import staff_everyone
from portal.clock import now
from portal.commands import Noun, OutputFormat, finish, say, show
from portal.conclusions.commands import imported as codings_imported
from portal.consultations.actions import appoint, mark_sample
from portal.consultations.models import Consultation, Role
from portal.consultations.queries import consultation_named
from portal.submissions.commands import imported as submissions_imported
from portal.submissions.generating import write_generated
from portal.submissions.jsonl import count_lines
from portal.submissions.taking import consultation_known, outcome_of
from portal.terminal import Terminal

CONSULTATIONS: Final = Path(__file__).resolve().parents[1] / "consultations"
SHIPPED: Final = "e-trade-documents"
SIGN_INS: Final = "sign-ins.txt"
STAFF: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "reviewer-1": Role.REVIEWER,
        "reviewer-2": Role.REVIEWER,
        "official-1": Role.OFFICIAL,
        "administrator-1": Role.ADMINISTRATOR,
    }
)


@click.group(cls=Noun)
def sample() -> None:
    """Fill a consultation with samples, or make up more of them."""


@sample.command("load")
@click.argument("slug")
@click.pass_obj
def load_command(terminal: Terminal, slug: str) -> None:
    """Mark SLUG as a sample, and load its sample staff, submissions and codings, once."""
    consultation_known(terminal, slug)
    folder = CONSULTATIONS / slug / "samples"
    files = folder / "submissions.jsonl", folder / "codings.jsonl"
    for file in files:
        count_lines(file)  # before anything is written: a file that lacks leaves no trace
    fresh = _staffed(terminal, slug)
    try:
        submissions = submissions_imported(terminal, files[0], slug)
        codings = codings_imported(terminal, files[1], slug)
    finally:
        _tell(terminal, fresh)
    finish(max(outcome_of(submissions), outcome_of(codings)))


@sample.command("generate")
@click.option("--count", type=click.IntRange(min=1), required=True, help="How many submissions.")
@click.option("--seed", type=int, required=True, help="The same seed gives the same bytes.")
@click.option("--output", type=click.Path(path_type=Path), help="The file; else standard output.")
@click.option("--consultation", "slug", default=SHIPPED, help="The folder they answer.")
def generate_command(count: int, seed: int, output: Path | None, slug: str) -> None:
    """Make up submissions, as lines that `submissions import` takes; no database is needed."""
    opened = output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout)
    with opened as stream:
        write_generated(stream, CONSULTATIONS / slug, count=count, seed=seed)
    if output:
        say(f"{output}: {count} submissions.")


def _staffed(terminal: Terminal, slug: str) -> dict[str, str]:
    """Make the sample staff that is missing, with their roles; map new names to passwords.

    Passwords reach the file before they reach the database: one that is lost opens nothing.
    """
    with terminal.database.reading() as session:
        known = {each.name for each in staff_everyone(session)}
    fresh = {name: fresh_password() for name in STAFF if name not in known}
    kept = {name: hashed(password) for name, password in fresh.items()}
    with terminal.database.writing() as session:
        consultation = consultation_named(session, slug)
        if not consultation.is_sample:
            mark_sample(session, consultation)
        for name, password_hash in kept.items():
            join_staff(session, name, password_hash=password_hash, now=now())
        _appoint(session, consultation)
        if fresh:
            _write_down(terminal.data_dir / SIGN_INS, fresh)
    return fresh


def _appoint(session: Session, consultation: Consultation) -> None:
    for each in staff_everyone(session):
        if each.name in STAFF:
            appoint(session, consultation, each.id, STAFF[each.name], now=now())


def _write_down(file: Path, fresh: Mapping[str, str]) -> None:
    """Add sign-ins to a file that only its owner may read."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8") as stream:
        stream.writelines(f"{name}\t{password}\n" for name, password in fresh.items())
    file.chmod(0o600)


def _tell(terminal: Terminal, fresh: Mapping[str, str]) -> None:
    if fresh:
        say(f"Sign in as (also kept in {terminal.data_dir / SIGN_INS}):")
        show(
            ({"name": name, "password": password} for name, password in fresh.items()),
            OutputFormat.PLAIN,
        )
    else:
        say("Sign in as (passwords were printed when they were made):")
        show(({"name": name} for name in STAFF), OutputFormat.PLAIN)
