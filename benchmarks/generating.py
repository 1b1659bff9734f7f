"""How long making up submissions takes, beside writing the same lines with json alone."""

import io
import json
import sys
from pathlib import Path
from typing import Final

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import show, timed
from portal.submissions.generating import write_generated

FOLDER: Final = Path(__file__).resolve().parents[1] / "consultations" / "e-trade-documents"


def generated(count: int, seed: int) -> str:
    """Make up so many lines."""
    stream = io.StringIO()
    write_generated(stream, FOLDER, count=count, seed=seed)
    return stream.getvalue()


@click.command()
@click.option("--lines", type=click.IntRange(min=1), default=1000, help="How many submissions.")
@click.option("--seed", default=7, help="The same seed gives the same bytes.")
@click.option("--rounds", type=click.IntRange(min=1), default=3, help="The least counts.")
def main(lines: int, seed: int, rounds: int) -> None:
    """Make up submissions, and write the same ones with json alone, in turn."""
    made = generated(lines, seed)
    documents = [json.loads(line) for line in made.splitlines()]
    seconds = timed(
        {
            "sample generate": lambda: generated(lines, seed),
            "json.dumps of the same lines": lambda: [
                json.dumps(document, ensure_ascii=False) for document in documents
            ],
        },
        rounds=rounds,
    )
    click.echo(f"{lines} lines, {len(made.encode()) / 1e6:.1f} MB")
    show(seconds, lines)
    click.echo(f"the same bytes again: {'yes' if generated(lines, seed) == made else 'NO'}")


if __name__ == "__main__":
    main()
