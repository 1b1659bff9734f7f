"""What a terminal may ask about reports: compile one, from the database or from a snapshot."""

from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

import click

from portal.commands import Noun, Refusal, progress, say
from portal.errors import NotFoundError
from portal.language import Language
from portal.pdf import PressError
from portal.reports import shelf, snapshot
from portal.reports.press import LeakError, Wanted, compile_report, is_made_of
from portal.reports.queries import contact_values, snapshot_of
from portal.reports.shape import ShapeError
from portal.submissions.decisions import Edition
from portal.terminal import Terminal

_EXAMPLE: Final = "2026-03-09T09:14+08:00"


@click.group(cls=Noun)
def report() -> None:
    """Compile reports."""


@report.command("compile")
@click.argument("slug", required=False)
@click.option(
    "--language",
    type=click.Choice([one.value for one in Language]),
    default=Language.EN.value,
    show_default=True,
)
@click.option(
    "--edition",
    type=click.Choice([one.value for one in Edition]),
    default=Edition.PUBLIC.value,
    show_default=True,
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--snapshot-out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from-snapshot", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--if-changed", is_flag=True, help="Leave a file that would come out the same.")
@click.option("--as-at", metavar="MOMENT", help=f"Only rows made until then, as {_EXAMPLE}.")
@click.pass_obj
def compile_command(
    terminal: Terminal,
    /,
    slug: str | None,
    output: Path,
    *,
    if_changed: bool,
    **asked: str | Path | None,
) -> None:
    """Compile the summary of the consultation SLUG as a PDF, or of a snapshot kept earlier."""
    document, contacts = _source(terminal, slug, asked)
    wanted = Wanted(Edition(str(asked["edition"])), Language(str(asked["language"])))
    keep = asked["snapshot_out"]
    if isinstance(keep, Path):
        shelf.place(keep, document)
        say(f"{keep}: the snapshot, {len(document):,} bytes.")
    if not (if_changed and output.exists() and is_made_of(output.read_bytes(), document, wanted)):
        made = _made(document, wanted, contacts, asked["from_snapshot"] or slug)
        mode = 0o600 if wanted.edition is Edition.INTERNAL else 0o644
        shelf.place(output, made, mode=mode)
    click.echo(output.resolve())


def _source(
    terminal: Terminal, slug: str | None, asked: dict[str, str | Path | None]
) -> tuple[bytes, list[str]]:
    """Give the snapshot document to compile, and contact details that must not show in it."""
    kept, until = asked["from_snapshot"], asked["as_at"]
    if (slug is None) == (kept is None):
        _refuse("Name either a consultation or a snapshot (--from-snapshot), not both.")
    if isinstance(kept, Path):
        if until is not None:
            _refuse("A snapshot has its moment already: --as-at is for a consultation.")
        return kept.read_bytes(), []
    with terminal.database.reading() as session:
        try:
            found = snapshot_of(session, str(slug), until=_moment(until))
        except NotFoundError:
            _refuse(f"There is no consultation {slug}, or there was none at that moment.")
        return snapshot.write(found), contact_values(session, str(slug))


def _moment(words: str | Path | None) -> datetime | None:
    if words is None:
        return None
    try:
        at = datetime.fromisoformat(str(words))
    except ValueError:
        at = datetime.min  # noqa: DTZ901 (refused below, like any other without its offset)
    if at.tzinfo is None:
        _refuse(f"--as-at: write the moment with its offset, as {_EXAMPLE}, not {words}.")
    return at


def _refuse(sentence: str) -> NoReturn:
    raise Refusal(sentence)


def _made(document: bytes, wanted: Wanted, contacts: list[str], source: object) -> bytes:
    done = 0
    with progress(f"{wanted.edition.value}, {wanted.language.value}", total=100) as advance:

        def tell(percent: int) -> None:
            nonlocal done
            advance(percent - done)
            done = percent

        try:
            return compile_report(document, wanted, extra=contacts, tell=tell)
        except (LeakError, PressError) as error:
            raise Refusal(str(error)) from error
        except ShapeError as error:
            sentence = f"{source} is no snapshot that can be read: {error}."
            raise Refusal(sentence) from error
