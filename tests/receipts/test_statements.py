"""A receipt file says what was signed, proves its place, and is refused when anything else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.receipts.keys import KeyFileError, Keyring, findings, is_signed, key_id
from portal.receipts.statements import (
    Inclusion,
    ReceiptFile,
    ReceiptFileError,
    Signature,
    Statement,
    is_included,
    is_receipt,
    line,
    read,
    written,
)
from portal.receipts.trees import path, root

STATED = Statement(
    consultation="e-trade-documents",
    reference="ETD-7K2M-Q954",
    register_number=3,
    version=1,
    lodged_at="2026-02-09T01:14:00+00:00",
    record_sha256="ab" * 32,
)
LINES = [line(replace(STATED, register_number=number)) for number in (1, 2, 3, 4, 5)]
PROOF = Inclusion(
    root=root(LINES),
    size=5,
    index=2,
    path=path(LINES, 2),
    published_at="2026-02-27T10:00:00+00:00",
)


def handed(folder: Path, proof: Inclusion | None = PROOF) -> ReceiptFile:
    return ReceiptFile(STATED, Keyring(folder).sign(STATED), proof)


@pytest.mark.parametrize("proof", [None, PROOF])
def test_a_receipt_is_read_as_it_was_written(tmp_path: Path, proof: Inclusion | None) -> None:
    receipt = handed(tmp_path, proof)

    assert is_receipt(written(receipt))
    assert read(written(receipt)) == receipt


def test_laid_out_otherwise_it_is_the_same_receipt(tmp_path: Path) -> None:
    receipt = handed(tmp_path)

    laid_out = json.dumps(json.loads(written(receipt)), indent=2).encode()

    assert is_receipt(laid_out)
    assert read(laid_out) == receipt


def test_a_receipt_proves_its_signature_and_its_place(tmp_path: Path) -> None:
    receipt = handed(tmp_path)

    found = findings(receipt, Keyring(tmp_path).public_keys())

    assert (found.is_signed, found.is_included, found.is_sound) == (True, True, True)


@pytest.mark.parametrize(
    "forged",
    [
        replace(STATED, register_number=4),
        replace(STATED, version=2),
        replace(STATED, lodged_at="2026-02-09T01:14:01+00:00"),
        replace(STATED, record_sha256="ac" * 32),
        replace(STATED, reference="ETD-7K2M-Q955"),
        replace(STATED, consultation="other"),
    ],
)
def test_a_statement_changed_in_anything_is_not_the_one_that_was_signed(
    tmp_path: Path, forged: Statement
) -> None:
    receipt = handed(tmp_path)
    handed_in = replace(receipt, statement=forged)

    assert findings(handed_in, Keyring(tmp_path).public_keys()).is_signed is False


def test_a_signature_by_a_key_that_nobody_published_is_told_apart(tmp_path: Path) -> None:
    receipt = handed(tmp_path / "elsewhere")
    Keyring(tmp_path / "here").sign(STATED)

    found = findings(receipt, Keyring(tmp_path / "here").public_keys())

    assert found.is_signed is None
    assert not found.is_sound


def test_a_proof_of_another_line_leads_nowhere(tmp_path: Path) -> None:
    receipt = handed(tmp_path, replace(PROOF, index=1))

    assert not is_included(receipt)
    assert not findings(receipt, Keyring(tmp_path).public_keys()).is_sound


def test_old_receipts_stay_valid_when_the_key_is_changed(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    old = keyring.sign(STATED)

    fresh = keyring.rotate()
    new = keyring.sign(STATED)

    held = keyring.public_keys()
    assert old.key != new.key == fresh
    assert is_signed(STATED, old, held[old.key])
    assert is_signed(STATED, new, held[new.key])
    assert not is_signed(STATED, old, held[new.key])


def test_the_signing_key_is_readable_by_us_alone_and_kept(tmp_path: Path) -> None:
    first, again = Keyring(tmp_path / "keys").sign(STATED), Keyring(tmp_path / "keys").sign(STATED)

    assert first == again
    assert (tmp_path / "keys" / "signing.key").stat().st_mode & 0o777 == 0o600


def test_a_key_file_that_holds_another_key_is_refused(tmp_path: Path) -> None:
    signature = Keyring(tmp_path).sign(STATED)
    (tmp_path / f"{signature.key}.pub").write_bytes(bytes(32))

    with pytest.raises(KeyFileError, match="does not hold the key"):
        Keyring(tmp_path).public_keys()


@given(st.binary(max_size=200))
def test_what_is_no_receipt_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(ReceiptFileError, match="not a receipt"):
        read(content)


WHOLE = json.loads(
    written(ReceiptFile(STATED, Signature(key_id(bytes(32)), "00" * 64), PROOF)),
)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "portal-receipt-2"),
        (("more",), 1),
        (("statement", "more"), 1),
        (("statement", "version"), "1"),
        (("statement", "version"), True),
        (("statement", "lodged_at"), "2026-02-09T01:14:00"),
        (("statement", "lodged_at"), "2026-02-09T09:14:00+08:00"),
        (("statement", "record_sha256"), "AB" * 32),
        (("signature", "algorithm"), "none"),
        (("signature", "key"), "short"),
        (("signature", "value"), "00"),
        (("inclusion", "path"), ["zz" * 32]),
        (("inclusion", "path"), ["00" * 32] * 65),
        (("inclusion", "size"), None),
        (("inclusion",), []),
    ],
)
def test_a_receipt_with_anything_out_of_place_is_refused(
    place: tuple[str, ...], value: object
) -> None:
    whole = json.loads(json.dumps(WHOLE))
    holder = whole
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value

    with pytest.raises(ReceiptFileError):
        read(json.dumps(whole).encode())
