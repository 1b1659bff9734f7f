"""Sentences said in the language spoken now, and catalogues kept in step with the source."""

from pathlib import Path

import pytest

from portal.language import Language, gettext, lazy, ngettext, speak
from portal.language.__main__ import main
from portal.language.collecting import (
    collect_sentences,
    compile_catalogues,
    stale_catalogues,
    untranslated,
)

TEMPLATE = """<p>{{ _("Good morning, %(name)s", name="x") }}</p>
{{ ngettext("%(num)s answer", "%(num)s answers", 3) }}
{% trans %}
  One line
  of words
{% endtrans %}"""
CODE = 'NEVER = gettext("Half %% done")\nLATER = lazy("Later")\nFAULT = marked("A fault")\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small house with a template and a module, and no catalogues yet."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "room.py").write_text(CODE)
    (tmp_path / "babel.cfg").write_bytes(Path("babel.cfg").read_bytes())
    return tmp_path


def _translate(house: Path, message: str, words: str) -> None:
    for po in (house / "translations").glob("*/LC_MESSAGES/*.po"):
        before = po.read_text()
        po.write_text(before.replace(f'{message}"\nmsgstr ""', f'{message}"\nmsgstr "{words}"'))


def test_sentences_are_filled_by_name_and_a_doubled_per_cent_sign_is_one() -> None:
    speak(Language.EN)

    assert gettext("Half %% of %(name)s", name="it") == "Half % of it"
    assert ngettext("%(num)s answer", "%(num)s answers", 1) == "1 answer"
    assert ngettext("%(num)s answer", "%(num)s answers", 2, num="two") == "two answers"
    assert str(lazy("Later")) == "Later"
    assert lazy("Later, %(name)s").filled(name="x") == "Later, x"


def test_sentences_of_templates_and_code_are_collected(house: Path) -> None:
    folder = house / "translations"

    count = collect_sentences(house, folder)

    written = (folder / "zh_Hans_HK" / "LC_MESSAGES" / "messages.po").read_text()
    assert count == 6
    for sentence in ("Good morning", "%(num)s answers", "One line of words", "Later", "A fault"):
        assert sentence in written


def test_collecting_again_keeps_translations_and_drops_what_is_gone(house: Path) -> None:
    folder = house / "translations"
    collect_sentences(house, folder)
    _translate(house, "Later", "稍後")
    (house / "templates" / "page.html").write_text("")

    collect_sentences(house, folder)
    first = (folder / "zh_Hant_HK" / "LC_MESSAGES" / "messages.po").read_text()
    collect_sentences(house, folder)

    assert 'msgstr "稍後"' in first
    assert "Good morning" not in first
    assert (folder / "zh_Hant_HK" / "LC_MESSAGES" / "messages.po").read_text() == first


def test_a_catalogue_changed_after_it_was_compiled_is_stale(house: Path) -> None:
    folder = house / "translations"
    missing = len(stale_catalogues(folder))
    collect_sentences(house, folder)
    uncompiled = len(stale_catalogues(folder))
    compile_catalogues(folder)
    compiled = len(stale_catalogues(folder))
    _translate(house, "Later", "稍後")

    changed = len(stale_catalogues(folder))

    assert (missing, uncompiled, compiled, changed) == (2, 2, 0, 2)


def test_a_sentence_whose_places_differ_counts_as_unsaid(house: Path) -> None:
    folder = house / "translations"
    collect_sentences(house, folder)
    _translate(house, "Good morning, %(name)s", "早晨，%(nom)s")
    _translate(house, "Later", "稍後")
    _translate(house, "Half %% done", "完成一半%")

    unsaid = {message for language, message in untranslated(folder, house)}

    assert "Later" not in unsaid
    assert {"Good morning, %(name)s", "Half %% done", "A fault"} <= unsaid


def test_a_word_the_command_does_not_know_is_answered_with_how_to_use_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bake"]) == 2
    assert "collect" in capsys.readouterr().err
