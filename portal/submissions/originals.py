"""The pages that hand out lodged files: to the holder of the draft, and to who may read it."""

from flask import current_app
from flask.typing import ResponseReturnValue

from portal.access import Door, current_reader, opens_to
from portal.blobs import Blobs
from portal.db import request_session
from portal.errors import NotFoundError
from portal.handing import as_attachment
from portal.journal import trace
from portal.submissions.attached import attached_in, attached_to, file_of
from portal.submissions.queries import receipt_of, submission_referred
from portal.submissions.views import CONSULTATION, DESK, blueprint
from portal.submissions.visible import Sight, reading, sight

__all__ = ["blueprint", "held_original", "original"]


@blueprint.get(f"{CONSULTATION}/receipts/<reference>/files/<int:number>")
@opens_to(Door.EVERYONE)
def held_original(slug: str, reference: str, number: int) -> ResponseReturnValue:
    """Hand the holder of the draft a file of its latest version; anyone else finds nothing."""
    session = request_session()
    receipt = receipt_of(session, slug, reference)
    if receipt.draft_code not in current_reader().drafts:
        raise NotFoundError
    submission = submission_referred(session, slug, reference)
    files = attached_to(session, receipt.version_id, submission.id, Sight.EVERYTHING)
    found = file_of(files, number)
    return as_attachment(_store().content(found.sha256), found.name)


@blueprint.get(f"{DESK}/files/<int:number>")
@opens_to(Door.STAFF, "reviewer", "official", "administrator")
def original(slug: str, reference: str, number: int) -> ResponseReturnValue:
    """Hand a member of staff a file that they may read; a confidential one is journalled."""
    session, reader = request_session(), current_reader()
    read = reading(session, reader, slug, reference)
    found = file_of(attached_in(session, read, sight(reader, slug)), number)
    if found.is_confidential:
        trace("file.read", f"submission:{reference}", who=reader.name, file=number)
    return as_attachment(_store().content(found.sha256), found.name)


def _store() -> Blobs:
    return Blobs(current_app.extensions["portal.settings"].data_dir / "blobs")
