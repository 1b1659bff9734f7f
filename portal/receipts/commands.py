"""What a terminal may ask about receipts: verify one, list and change keys, publish a root."""

from collections.abc import Mapping
from pathlib import Path

import click

from portal.clock import now
from portal.commands import Noun, Outcome, OutputFormat, finish, format_option, say, show
from portal.consultations.queries import consultation_named
from portal.db import Database
from portal.receipts.actions import publish_root
from portal.receipts.keys import FOLDER, Findings, Keyring, findings, key_id
from portal.receipts.models import Occasion
from portal.receipts.queries import is_root_published
from portal.receipts.statements import ReceiptFile, read
from portal.submissions.queries import receipts_verified
from portal.submissions.records import verify
from portal.terminal import Terminal

WHO = "command line"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Noun)
def receipt() -> None:
    """Verify receipts, and look after the keys that sign them."""


@receipt.command("verify")
@click.argument("file", type=FILE)
@click.option("--record", type=FILE, help="The record.json that belongs to it.")
@click.option("--key", type=FILE, multiple=True, help="A public key (id.pub); not the portal's.")
@click.option("--offline", is_flag=True, help="Ask no database; the file must prove itself.")
@format_option
@click.pass_obj
def verify_command(
    terminal: Terminal,
    file: Path,
    record: Path | None,
    key: tuple[Path, ...],
    offline: bool,  # noqa: FBT001 (click hands flags on so)
    output_format: OutputFormat,
) -> None:
    """Tell whether FILE, a receipt.json, is genuine; exit code 1 if anything of it is not."""
    handed = read(file.read_bytes())
    found = findings(handed, _keys(terminal, key))
    checks = _of_signature(found)
    if record is not None:
        is_same = verify(record.read_bytes()) == handed.statement.record_sha256
        checks["record"] = "the same" if is_same else "other"
    if not offline:
        checks |= _in_register(terminal.database, handed)
    show([{"check": name, "result": result} for name, result in checks.items()], output_format)
    is_right = found.is_sound and not {"other", "not there"} & set(checks.values())
    say("The receipt is genuine." if is_right else "The receipt could not be confirmed.")
    finish(Outcome.DONE if is_right else Outcome.SOME_REFUSED)


@receipt.command("keys")
@format_option
@click.pass_obj
def keys_command(terminal: Terminal, output_format: OutputFormat) -> None:
    """List the public keys of every signature this portal has given."""
    held = _keyring(terminal).public_keys()
    show([{"key": one, "public": held[one].hex()} for one in sorted(held)], output_format)


@receipt.command("rotate")
@click.pass_obj
def rotate_command(terminal: Terminal) -> None:
    """Sign with a fresh key from now on; signatures given so far stay valid."""
    click.echo(_keyring(terminal).rotate())


@receipt.command("root")
@click.argument("slug")
@click.pass_obj
def root_command(terminal: Terminal, slug: str) -> None:
    """Publish the root of a consultation's register as it stands now."""
    with terminal.database.writing() as session:
        at = now()
        consultation = consultation_named(session, slug)
        made = publish_root(
            session, consultation, as_at=at, occasion=Occasion.REQUEST, who=WHO, now=at
        )
        click.echo(f"{made.sha256}\t{made.size}")


def _keyring(terminal: Terminal) -> Keyring:
    return Keyring(terminal.data_dir / FOLDER)


def _keys(terminal: Terminal, files: tuple[Path, ...]) -> Mapping[str, bytes]:
    if files:
        contents = [file.read_bytes() for file in files]
        return {key_id(content): content for content in contents}
    return _keyring(terminal).public_keys()


def _of_signature(found: Findings) -> dict[str, str]:
    signature = {True: "right", False: "wrong", None: "by an unknown key"}[found.is_signed]
    proof = {True: "right", False: "wrong", None: "none in the file"}[found.is_included]
    return {"key": found.key, "signature": signature, "proof": proof}


def _in_register(database: Database, handed: ReceiptFile) -> dict[str, str]:
    """Say whether the register of this deployment bears the receipt and its root out."""
    stated, proof = handed.statement, handed.inclusion
    with database.reading() as session:
        kept = receipts_verified(session, stated.reference, stated.record_sha256)
        told = {"register": "there" if kept else "not there"}
        if proof is not None:
            is_known = is_root_published(session, stated.consultation, proof.root)
            told["root"] = "published" if is_known else "not there"
    return told
