"""The child in which a file of somebody else's is opened; it gives its reading, or why not.

Its input is a line of JSON and then the file; its output is JSON in the file that the line names.
"""

import json
import sys
from pathlib import Path

from portal.canonical import Json
from portal.document.dangers import DamagedError, FileRefusedError
from portal.document.kinds import Kind
from portal.intake.looking import look


def main() -> int:
    """Look at the file that is handed in; whatever goes wrong with it is a reason to refuse it."""
    line, _, content = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(line)
    try:
        answer: dict[str, Json] = {"reading": look(Kind(order["kind"]), content).stored()}
    except FileRefusedError as error:
        answer = {"refused": type(error).__name__}
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:500])
        answer = {"refused": DamagedError.__name__}
    Path(order["target"]).write_text(json.dumps(answer), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
