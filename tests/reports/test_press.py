"""The paper itself: tagged, sealed, in the right faces, and the same bytes wherever it is made."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from portal import pdf
from portal.canonical import sha256
from portal.faces import fonts_embedded
from portal.language import Language
from portal.pdf.child import reached
from portal.reports import press
from portal.reports.extraction import parts_of
from portal.reports.outlines import outline
from portal.reports.press import LeakError, Wanted, compile_report
from portal.reports.sections import report
from portal.reports.snapshot import Coding, Passage, Respondent, Restriction, Snapshot, Span, write
from portal.submissions.decisions import Edition
from tests.reports.makers import saying, snapshot, submission

pytestmark = pytest.mark.pdf

HKSCS = "𨋢嘅喺咗嗰㗎邨"
SECRET = "the margin on such bills fell to HK$41.7 million in seven files"
ROOT = Path(__file__).resolve().parents[2]
COMPILE = """
import sys
from portal.language import Language
from portal.reports.press import Wanted, compile_report
from portal.submissions.decisions import Edition
made = compile_report(sys.stdin.buffer.read(), Wanted(Edition.PUBLIC, Language.ZH_HANT))
sys.stdout.buffer.write(made)
"""


def small() -> Snapshot:
    """Make a short consultation with one letter in two languages and one that is withheld."""
    words = f"We agree. Take the {HKSCS} lift.\n\n支持立法：{HKSCS}。\n\n(a) First.\n(b) Second."
    start = words.index("支持")
    quoted = (
        Passage(0, 0, 9, "We agree.", (Coding("4.1", "support", "C4", "reviewer-1", 1),)),
        Passage(
            0, start, start + 5, "支持立法：", (Coding("4.2", "support", "C4", "reviewer-1", 1),)
        ),
    )
    hidden = Respondent({"en": "Harbour Guild"}, "company", ("bank",), "bank", is_named=False)
    made = snapshot(
        submission(1, **saying(words), passages=quoted),
        submission(2, **saying(f"Between us, {SECRET}."), respondents=(hidden,), clearances=()),
    )
    names = {
        "title": {"en": "Lifts", "zh_hant": f"{HKSCS}升降機"},
        "short_title": {"zh_hant": HKSCS},
    }
    paper = replace(
        made.consultation,
        clauses=made.consultation.clauses[3:4],
        manifest={**made.consultation.manifest, **names},
    )
    return replace(made, consultation=paper)


@cache
def made(edition: Edition, language: Language) -> bytes:
    return compile_report(write(small()), Wanted(edition, language))


@pytest.mark.parametrize("language", list(Language))
def test_only_noto_faces_are_embedded_and_hong_kong_ones_for_hong_kong(language: Language) -> None:
    found = fonts_embedded(made(Edition.PUBLIC, language))

    assert all(name.startswith("Noto-") for name in found)
    assert "Noto-Serif-CJK-HK" in found
    assert not {name for name in found if name.endswith(("-JP", "-KR", "-TC"))}
    assert ("Noto-Serif-CJK-SC" in found) == (language is Language.ZH_HANS)


def test_the_characters_of_hong_kong_can_be_read_back_from_text_and_margins() -> None:
    said = parts_of(made(Edition.PUBLIC, Language.ZH_HANT))

    pages = said["text"].count(" / ")
    assert said["text"].count(HKSCS) > pages > 2
    assert HKSCS in said["metadata"]


@pytest.mark.parametrize("language", list(Language))
def test_a_report_is_tagged_with_its_language_title_bookmarks_and_pictures_in_words(
    language: Language,
) -> None:
    with pikepdf.open(io.BytesIO(made(Edition.PUBLIC, language))) as opened:
        root = opened.Root
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]) == language.tag
        assert str(opened.docinfo["/Title"])
        figures = [one for one in opened.objects if _is(one, "/Figure")]
        assert figures
        assert all(str(one.get("/Alt", "")) for one in figures)
        quotes = [str(one.get("/Lang")) for one in opened.objects if _is(one, "/BlockQuote")]
        assert sorted(quotes) == ["en-HK", "zh-Hant-HK"]
    assert "C4" in parts_of(made(Edition.PUBLIC, language))["text"]


def _is(thing: pikepdf.Object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == kind


def test_a_report_says_what_it_was_made_from_and_with() -> None:
    with pikepdf.open(io.BytesIO(made(Edition.PUBLIC, Language.EN))) as opened:
        content = opened.attachments["manifest.json"].get_file().read_bytes()

    manifest = json.loads(content)
    assert manifest["snapshot"]["sha256"] == sha256(write(small()))
    assert manifest["programs"]["weasyprint"]
    assert manifest["sources"]["paper.html"]
    assert any("NotoSerifCJK" in name for name in manifest["fonts"])


def test_the_same_snapshot_gives_the_same_bytes_in_any_place(tmp_path: Path) -> None:
    surroundings = {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
    }
    elsewhere = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", COMPILE],
        input=write(small()),
        capture_output=True,
        cwd=tmp_path,
        env=surroundings,
        check=True,
    )

    assert elsewhere.stdout == made(Edition.PUBLIC, Language.ZH_HANT)


def test_the_public_edition_keeps_silent_and_the_internal_one_speaks() -> None:
    shown = "\n".join(parts_of(made(Edition.PUBLIC, Language.EN)).values())
    whole = "\n".join(parts_of(made(Edition.INTERNAL, Language.EN)).values())

    assert "41.7" not in shown
    assert "Harbour Guild" not in shown
    assert "41.7" in whole
    assert "Harbour Guild" in whole


def test_a_leak_fails_the_build_and_says_where_without_its_words() -> None:
    paper = small().consultation
    [clause] = paper.clauses
    telling = replace(paper, clauses=(replace(clause, source="after Harbour Guild"),))

    with pytest.raises(LeakError) as failed:
        compile_report(
            write(replace(small(), consultation=telling)), Wanted(Edition.PUBLIC, Language.EN)
        )

    assert {one.part for one in failed.value.leaks} >= {"text"}
    assert re.search(r"Pages? \d.*: a name that ETD-TEST-0002 keeps back\.", str(failed.value))
    assert "guild" not in str(failed.value).casefold()


def test_contact_details_are_covered_by_the_snapshot_alone() -> None:
    words = "We agree. Reply to info@zed.example."
    start = words.index("info")
    reached = submission(1, **saying(words), contacts=(Span(0, start, len(words) - 1),))

    printed = compile_report(
        write(replace(small(), submissions=(reached,))), Wanted(Edition.PUBLIC, Language.EN)
    )

    assert "Reply to [contact detail withheld]" in parts_of(printed)["text"]
    assert b"zed.example" not in printed


@pytest.mark.parametrize("part", ["metadata", "bookmarks", "attachments", "structure"])
def test_a_leak_is_found_wherever_it_hides(part: str) -> None:
    with pikepdf.open(io.BytesIO(made(Edition.PUBLIC, Language.EN))) as opened:
        if part == "metadata":
            opened.docinfo["/Subject"] = SECRET
        elif part == "bookmarks":
            with opened.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(SECRET, 0))
        elif part == "attachments":
            opened.attachments["more.txt"] = SECRET.encode()
        else:
            figure = next(one for one in opened.objects if _is(one, "/Figure"))
            figure["/Alt"] = pikepdf.String(SECRET)
        target = io.BytesIO()
        opened.save(target)

    assert "41.7 million" in parts_of(target.getvalue())[part]


def test_long_and_strange_words_are_set_and_stall_nothing() -> None:
    words = "\n\n".join(
        (
            "貨" * 60_000,
            "x" * 20_000,
            "<b>" * 400,
            "a\u0301" * 500,
            "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \U0001f600",
            "- " * 900,
        )
    )
    hidden = Restriction("words", "letter", 0, 10, 20)
    strange = replace(
        small(), submissions=(submission(1, **saying(words), restrictions=(hidden,)),)
    )

    printed = compile_report(write(strange), Wanted(Edition.PUBLIC, Language.EN))

    assert "<b><b>" in parts_of(printed)["text"]


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<img src="data:image/png;base64,AAAA">',
        "<style>@import url(file:///etc/passwd)</style>",
    ],
)
def test_the_press_fetches_nothing(hostile: str) -> None:
    with pytest.raises(pdf.PressError):
        pdf.render(f"<html lang=en><title>t</title><body>{hostile}</body></html>", "")


def test_the_press_gives_up_on_what_takes_too_much() -> None:
    deep = "<b>" * 3000 + "x"
    limits = pdf.Limits(seconds=20, memory=1 << 30, output=1 << 20)

    with pytest.raises(pdf.PressError, match=r"The PDF could not be made: .+"):
        pdf.render(f"<html lang=en><title>t</title><body>{deep}</body></html>", "", limits=limits)


def test_the_word_across_a_draft_is_drawn_and_never_read() -> None:
    text = parts_of(made(Edition.PUBLIC, Language.ZH_HANT))["text"]

    assert [line for line in text.splitlines() if line.strip() in {"示", "例", "示例"}] == []


@pytest.mark.parametrize("words", ["SAMPLE", "示例", "草稿"])
def test_words_are_drawn_as_wide_as_their_letters(words: str) -> None:
    path, width, _ = outline(words)

    assert path.startswith("M")
    assert width >= 500 * len(words)


def test_the_press_tells_how_far_it_is_and_never_goes_back() -> None:
    heard: list[int] = []
    lines = "<p>words</p>" * 2000

    pdf.render(f"<html lang=en><title>t</title><body>{lines}</body></html>", "", tell=heard.append)

    assert heard == sorted(set(heard))
    assert len(heard) > 8
    assert (heard[0], heard[-1]) == (5, 90)


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ("Step 2 - Fetching and parsing CSS - CSS string", 5),
        ("Step 5 - Creating layout - Page 1", 28),
        ("Step 5 - Creating layout - Page 10", 60),
        ("Step 5 - Creating layout - Page 99", 60),
        ("Step 5 - Creating layout - Repagination #1", 25),
        ("Step 7 - Adding PDF metadata", 90),
        ("Something new", 0),
    ],
)
def test_what_the_press_says_is_read_as_how_far_it_is(said: str, percent: int) -> None:
    assert reached(said, expected=10) == percent


def test_what_a_respondent_typed_is_never_markup() -> None:
    typed = replace(small(), submissions=(submission(1, **saying("<script>alert(1)</script>")),))
    wanted = Wanted(Edition.PUBLIC, Language.EN)

    made_of = report(typed, "0" * 64, edition=wanted.edition, language=wanted.language)
    page = press.html(made_of, wanted)

    assert "&lt;script&gt;alert(1)" in page
