"""A snapshot document is read back whole, or refused by place: shape first, then what it says."""

import json

from portal.reports import shape
from portal.reports.snapshot import FORMAT, Snapshot
from portal.reports.soundness import faults


def read(document: bytes) -> Snapshot:
    """Read a snapshot document; raises ShapeError at the first place that does not fit its format.

    What is read can be reported: states are known, moments have offsets, and every number that
    points at a text or a passage finds one.
    """
    try:
        value: object = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise shape.ShapeError("$", "a JSON document is needed") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise shape.ShapeError("$.format", f"{FORMAT} is needed")
    found = shape.read(Snapshot, value)
    for place, needed in faults(found):
        raise shape.ShapeError(f"${place}", needed)
    return found
