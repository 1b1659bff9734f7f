"""The job that has files scanned which were sent while the virus scanner could not be reached."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from portal.blobs import Blobs
from portal.clock import now
from portal.db import Database
from portal.document.dangers import InfectedError
from portal.drafting.adding import let_in, shut_out
from portal.drafting.enclosing import files_held
from portal.drafting.files import DraftFile
from portal.intake.scanning import Scanner, ScannerDownError
from portal.work import Job

FAR: Final = float("inf")


def scanning_job(scanner: str, folder: Path) -> Job:
    """Return the job of a deployment, given the scanner's socket and its data folder.

    Without a scanner nothing that is held is ever let in.
    """
    asked = Scanner(scanner)
    kept, quarantine = Blobs(folder / "blobs"), Blobs(folder / "quarantine")

    def due(database: Database, _at: datetime) -> Iterable[int]:
        with database.reading() as session:
            return files_held(session) if scanner else []

    def do(database: Database, row: int) -> None:
        with database.reading() as session:
            sha256 = _hash_of(session, row)
        content = quarantine.content(sha256)
        is_clean = _is_clean(asked, content)
        if is_clean is None:
            return
        if is_clean:
            kept.keep(content)
        with database.writing() as session:
            (let_in if is_clean else shut_out)(session, sha256, now=now())
        quarantine.drop(sha256, before=FAR)

    return Job("scanning", due, do)


def _hash_of(session: Session, row: int) -> str:
    return session.get_one(DraftFile, row).sha256


def _is_clean(scanner: Scanner, content: bytes) -> bool | None:
    """Tell whether a file is clean; None where the scanner does not say."""
    try:
        scanner.clear(content)
    except InfectedError:
        return False
    except ScannerDownError:
        return None
    return True
