"""A report names all that it is made with, so that it is known when another would come out."""

import subprocess
import sys
from pathlib import Path

from portal.language import Language
from portal.reports.tools import modules, sources

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import sys
import portal.reports.press
print(*(name for name in sys.modules if name.partition(".")[0] == "portal"))
"""


def test_every_module_that_the_press_loads_is_followed() -> None:
    told = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", LOADED], capture_output=True, check=True, cwd=ROOT, text=True
    )

    assert set(told.stdout.split()) <= set(modules())


def test_the_words_of_a_report_count_among_what_it_is_made_from() -> None:
    followed = modules()

    assert {
        "portal.charts",
        "portal.conclusions.declared",
        "portal.language.saying",
        "portal.pdf.child",
        "portal.submissions.places",
        "portal.templating",
        "portal.text.paragraphs",
    } <= set(followed)
    assert followed["portal.text"] == ROOT / "portal" / "text" / "__init__.py"
    assert {"rules", "paper.html", "charts.html", "report.css"} <= set(sources(Language.EN))


def test_what_no_report_runs_is_left_out() -> None:
    assert not {"portal.reports.views", "portal.worker", "portal.reports.actions"} & set(modules())
