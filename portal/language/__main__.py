"""`python -m portal.language collect | compile | check`: the upkeep of catalogues, by hand."""

import sys
from collections import Counter

from portal.language.collecting import (
    collect_sentences,
    compile_catalogues,
    stale_catalogues,
    untranslated,
)

_USAGE = "Say one of: collect (after changing a sentence), compile, check.\n"


def main(words: list[str]) -> int:
    """Do what is asked; 0 done, 1 something is missing, 2 nothing was asked that is known."""
    match words:
        case ["collect"]:
            sys.stdout.write(f"{collect_sentences()} sentences\n")
            return 0
        case ["compile"]:
            sys.stdout.writelines(f"{file}\n" for file in compile_catalogues())
            return 0
        case ["check"]:
            return _check()
    sys.stderr.write(_USAGE)
    return 2


def _check() -> int:
    stale = stale_catalogues()
    sys.stdout.writelines(f"not compiled since its last change: {file}\n" for file in stale)
    gaps = list(untranslated())
    sys.stdout.writelines(f"{language}\t{message}\n" for language, message in gaps)
    for language, count in Counter(language for language, _ in gaps).items():
        sys.stderr.write(f"{language}: {count} sentences without words\n")
    return 1 if stale or gaps else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
