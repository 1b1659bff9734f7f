"""The files lodged with submissions, gathered for a snapshot: what they are, not their content."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from portal.reports.gathering import Gathering
from portal.submissions.attachments import Attachment


def attachments(gathering: Gathering) -> Mapping[int, list[Attachment]]:
    """Map submissions to the files of their latest versions, by their numbers."""
    latest = gathering.latest()
    rows = gathering.session.execute(
        select(latest.c.submission_id, Attachment)
        .join(Attachment, Attachment.version_id == latest.c.id)
        .order_by(Attachment.version_id, Attachment.number)
    )
    found: dict[int, list[Attachment]] = defaultdict(list)
    for submission_id, row in rows:
        found[submission_id].append(row)
    return found
