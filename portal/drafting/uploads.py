"""The pages on which files are added to a response: the list, one of them, and its original."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from portal.access import Door, opens_to
from portal.blobs import Blobs
from portal.clock import now
from portal.consultations.paper import State
from portal.consultations.queries import consultation_named, paper
from portal.db import database, request_session
from portal.document.kinds import MEGABYTE, Sizes
from portal.document.showing import sheets
from portal.drafting.adding import (
    MOST_FILES,
    Added,
    TooLargeTogetherError,
    add,
    take_as_it_is,
    take_as_meant,
    take_away,
    tell,
)
from portal.drafting.desks import Desk, open_desk
from portal.drafting.enclosing import as_enclosed, file_row
from portal.drafting.forms import PressForm
from portal.drafting.uploading import WHOLE, UploadForm, asking_for_files, file_form
from portal.drafting.views import blueprint
from portal.errors import NotFoundError, PortalError
from portal.handing import as_attachment
from portal.intake.examining import examine
from portal.intake.scanning import Scanner, ScannerDownError
from portal.language import PREFIX

__all__ = ["blueprint", "file", "files", "original"]

HERE = f"{PREFIX}/consultations/<slug>/drafts/<code>/files"
REMOVE = "remove"
DEEDS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {REMOVE: take_away, "as-it-is": take_as_it_is, "meant": take_as_meant}
)
# What a form sends beside its files.
_BESIDE = MEGABYTE


@blueprint.route(HERE, methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def files(slug: str, code: str) -> ResponseReturnValue:
    """Say what may be added, list what was, and add what is sent."""
    form = _upload(slug)
    taken = _taken(form) if form.validate_on_submit() else []
    desk = open_desk(slug, code)
    numbers = _add(desk, form, taken)
    if numbers and not form.errors:
        return redirect(_page_after(desk, numbers))
    page = render_template(
        "drafting/files.html",
        form=form,
        desk=desk,
        sizes=_sizes(),
        most=MOST_FILES,
        asks=asking_for_files(desk.paper),
        is_open=desk.paper.state(now()) is State.OPEN,
    )
    return page, 200 if numbers else form.status


@blueprint.route(f"{HERE}/<int:number>", methods=["GET", "POST"])
@opens_to(Door.HOLDER)
def file(slug: str, code: str, number: int) -> ResponseReturnValue:
    """Show what was read in a file, ask what has to be asked, and keep what it is said to be."""
    desk, session, press = open_desk(slug, code), request_session(), PressForm()
    held = as_enclosed(file_row(session, desk.draft, number))
    form = file_form(held)
    if press.pressed in DEEDS and press.validate_on_submit():
        DEEDS[press.pressed](session, desk.draft, number, now=now())
        return redirect(_page_after(desk, [] if press.pressed == REMOVE else [number]))
    if press.pressed not in DEEDS and form.validate_on_submit():
        tell(session, desk.draft, number, form.handed(), now=now())
        return redirect(_page_after(desk, []))
    read = list(sheets(held.reading.paragraphs))
    page = render_template("drafting/file.html", form=form, desk=desk, file=held, sheets=read)
    return page, form.status


@blueprint.get(f"{HERE}/<int:number>/original")
@opens_to(Door.HOLDER)
def original(slug: str, code: str, number: int) -> ResponseReturnValue:
    """Hand the holder of a draft a file as it was sent."""
    row = file_row(request_session(), open_desk(slug, code).draft, number)
    if row.is_held or row.is_infected:
        raise NotFoundError
    return as_attachment(_store().content(row.sha256), row.name)


def _upload(slug: str) -> UploadForm:
    """Read what was sent, which may be larger here than elsewhere. Raises TooLargeTogetherError."""
    sizes = _sizes()
    request.max_content_length = sizes.together + _BESIDE
    try:
        form = UploadForm(about=request.args.get("about", WHOLE))
    except RequestEntityTooLarge as error:
        raise TooLargeTogetherError(limit=sizes.together // MEGABYTE) from error
    with database().reading() as session:
        return form.offer(paper(session, consultation_named(session, slug)))


def _taken(form: UploadForm) -> list[Added]:
    """Look each file through and put it into the store; the database is not held meanwhile."""
    taken: list[Added] = []
    for name, content in form.files.chosen:
        try:
            found = examine(name, content, sizes=_sizes())
            is_held = not _is_scanned(content)
        except PortalError as error:
            form.refuse_file(name, error)
            continue
        taken.append(
            Added(
                name=found.name,
                kind=found.kind,
                size=len(content),
                sha256=(_quarantine() if is_held else _store()).keep(content),
                reading=found.reading.stored(),
                about=form.question,
                is_held=is_held,
            )
        )
    return taken


def _add(desk: Desk, form: UploadForm, taken: Iterable[Added]) -> list[int]:
    """Add files to a draft; give the numbers of those that were added."""
    numbers: list[int] = []
    for each in taken:
        try:
            number = add(request_session(), desk.draft, each, sizes=_sizes(), now=now())
        except PortalError as error:
            form.refuse_file(each.name, error)
        else:
            numbers.append(number)
    return numbers


def _page_after(desk: Desk, numbers: Collection[int]) -> str:
    """Lead to the one file that asks something, or to the list of files."""
    slug, code = desk.paper.slug, desk.draft.code
    asking = [each.number for each in desk.files if each.number in numbers and each.asked]
    if len(asking) == 1:
        return url_for("drafting.file", slug=slug, code=code, number=asking[0])
    return url_for("drafting.files", slug=slug, code=code)


def _is_scanned(content: bytes) -> bool:
    """Whether a file may stand among the others; where no scanner is used, any may.

    Raises InfectedError.
    """
    scanner = current_app.extensions["portal.settings"].scanner
    try:
        if scanner:
            Scanner(scanner).clear(content)
    except ScannerDownError:
        return False
    return True


def _store() -> Blobs:
    return Blobs(current_app.extensions["portal.settings"].data_dir / "blobs")


def _quarantine() -> Blobs:
    return Blobs(current_app.extensions["portal.settings"].data_dir / "quarantine")


def _sizes() -> Sizes:
    settings = current_app.extensions["portal.settings"]
    return Sizes(settings.file_megabytes * MEGABYTE, settings.files_megabytes * MEGABYTE)
