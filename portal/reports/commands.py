"""What a terminal may ask about reports: compile one, from the database or from a snapshot."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final, NoReturn

import click

from portal.canonical import sha256
from portal.clock import now
from portal.commands import Noun, Refusal, percentages, say
from portal.consultations.queries import consultation_named
from portal.errors import NotFoundError
from portal.language import Language
from portal.pdf import PressError
from portal.reports import shelf, snapshot
from portal.reports.actions import export, shelve
from portal.reports.asking import Asked, Made
from portal.reports.press import LeakError, Wanted, compile_report, is_made_of
from portal.reports.queries import snapshot_of
from portal.reports.shape import ShapeError
from portal.submissions.decisions import Edition
from portal.terminal import Terminal

_EXAMPLE: Final = "2026-03-09T09:14+08:00"
_SHELVED: Final = (Language.EN, Language.ZH_HANT)


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
@click.option("--as-at", metavar="MOMENT", help=f"Only rows made until then, as {_EXAMPLE}.")
@click.pass_obj
def compile_command(
    terminal: Terminal,
    /,
    slug: str | None,
    output: Path,
    **asked: str | Path | None,
) -> None:
    """Compile the summary of the consultation SLUG as a PDF, or of a snapshot kept earlier."""
    document = _source(terminal, slug, asked)
    wanted = Wanted(Edition(str(asked["edition"])), Language(str(asked["language"])))
    keep = asked["snapshot_out"]
    if isinstance(keep, Path):
        _journal(terminal, slug, document, what="snapshot")
        shelf.place(keep, document)
        say(f"{keep}: the snapshot, {len(document):,} bytes.")
    with percentages() as tell:
        made = _made(document, wanted, asked["from_snapshot"] or slug, tell)
    _journal_edition(terminal, slug, document, wanted)
    _place(output, made, wanted)
    click.echo(output.resolve())


@report.command("editions")
@click.argument("slug")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--keep", is_flag=True, help="Leave files that are there, though they tell less.")
@click.pass_obj
def editions(terminal: Terminal, /, slug: str, folder: Path, *, keep: bool) -> None:
    """Compile both editions of SLUG, in English and Chinese, as files of one snapshot.

    As many at a time as there are processors; a file that would come out the same is left. Each
    stands on the officials' page of reports too, once.
    """
    document = _source(terminal, slug, {})
    with percentages() as tell, ThreadPoolExecutor(os.cpu_count()) as pool:

        def bring(wanted: Wanted) -> tuple[Path, bool]:
            target = folder / f"{slug}-{wanted.edition.value}-{wanted.language.value}.pdf"
            if target.exists() and is_made_of(target.read_bytes(), document, wanted):
                return target, True
            if keep and target.exists():
                return target, False
            made = _made(document, wanted, slug, tell)
            _journal_edition(terminal, slug, document, wanted)
            _place(target, made, wanted)
            return target, True

        asked = [Wanted(*pair) for pair in product(Edition, _SHELVED)]
        done = list(pool.map(bring, asked))
    if not all(is_of_now for _target, is_of_now in done):
        say("Something has changed since these were compiled: the officials' page makes new ones.")
    for wanted, (target, is_of_now) in zip(asked, done, strict=True):
        if is_of_now:
            made = Made(
                Asked(wanted.edition, wanted.language), document, sha256(target.read_bytes())
            )
            _shelve(terminal, slug, made, target)
        click.echo(target.resolve())


def _shelve(terminal: Terminal, slug: str, made: Made, target: Path) -> None:
    """Let officials find a file at the desk; its bytes stand there before the row is committed."""
    with terminal.database.writing() as session:
        report = shelve(session, consultation_named(session, slug), made, now=now())
        if report is not None:
            shelf.place(shelf.shelf_mark(terminal.data_dir, report.code), target.read_bytes())


def _journal_edition(terminal: Terminal, slug: str | None, document: bytes, wanted: Wanted) -> None:
    if wanted.edition is Edition.INTERNAL:
        _journal(terminal, slug, document, what="internal", language=wanted.language.value)


def _journal(terminal: Terminal, slug: str | None, document: bytes, **exported: str) -> None:
    """Note an export before there is one; a snapshot kept as a file left the portal long ago."""
    if slug is not None:
        with terminal.database.writing() as session:
            export(session, slug, {"snapshot": sha256(document), **exported}, now=now())


def _place(target: Path, made: bytes, wanted: Wanted) -> None:
    shelf.place(target, made, mode=0o600 if wanted.edition is Edition.INTERNAL else 0o644)


def _source(terminal: Terminal, slug: str | None, asked: Mapping[str, str | Path | None]) -> bytes:
    """Give the snapshot document to compile."""
    kept, until = asked.get("from_snapshot"), asked.get("as_at")
    if (slug is None) == (kept is None):
        _refuse("Name either a consultation or a snapshot (--from-snapshot), not both.")
    if isinstance(kept, Path):
        if until is not None:
            _refuse("A snapshot has its moment already: --as-at is for a consultation.")
        return kept.read_bytes()
    with terminal.database.reading() as session:
        try:
            found = snapshot_of(session, str(slug), until=_moment(until))
        except NotFoundError:
            _refuse(f"There is no consultation {slug}, or there was none at that moment.")
        return snapshot.write(found)


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


def _made(
    document: bytes,
    wanted: Wanted,
    source: object,
    tell: Callable[[str, int], None],
) -> bytes:
    name = f"{wanted.edition.value}, {wanted.language.value}"
    try:
        return compile_report(document, wanted, tell=partial(tell, name))
    except (LeakError, PressError) as error:
        raise Refusal(str(error)) from error
    except ShapeError as error:
        sentence = f"{source} is no snapshot that can be read: {error}."
        raise Refusal(sentence) from error
