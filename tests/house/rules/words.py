"""Words: every sentence of the portal is in all of its languages, and the files speak of it."""

import re
from pathlib import Path

from portal.language.collecting import untranslated
from tests.house.rules.source import files

# Where somebody worked on it, and what they worked with, is no part of the project.
FOREIGN = re.compile(r"/(?:home|Users|root)/\w|pythonhosted[.]org")


def every_sentence_is_translated(root: Path) -> list[str]:
    """No sentence lacks its words in a language, or holds only a guess (fuzzy)."""
    return [
        f"{language.value}: {sentence}"
        for language, sentence in untranslated(folder=root / "translations", root=root)
    ]


def files_speak_of_the_project_alone(root: Path) -> list[str]:
    """No file tells where or by what it was written."""
    return [
        f"{path}:{number}: speak of the project alone"
        for folder in ("bin", "docs", "migrations", "portal", "templates", "tests")
        for path, text in files(root, folder, ".css", ".html", ".js", ".md", ".py", ".sh", "")
        for number, line in enumerate(text.splitlines(), start=1)
        if FOREIGN.search(line)
    ]
