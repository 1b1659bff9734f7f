"""Which styles of an OpenDocument text keep words from being displayed."""

from xml.etree.ElementTree import Element

from portal.document.markup import attribute, child, local

# So many styles may stand above one another; a file that says more goes round in a circle.
_DEEPEST = 20


def hiding_styles(*roots: Element | None) -> tuple[frozenset[str], frozenset[str]]:
    """Name the styles whose text is not displayed, those based on them included, and the rest."""
    hides: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            if local(style) == "style":
                name = attribute(style, "name")
                parents[name] = attribute(style, "parent-style-name")
                shown = attribute(child(style, "text-properties"), "display")
                if shown:
                    hides[name] = shown == "none"
    hiding = frozenset(name for name in parents if _is_hiding(name, hides, parents))
    return hiding, frozenset(name for name, is_hidden in hides.items() if not is_hidden)


def _is_hiding(name: str, hides: dict[str, bool], parents: dict[str, str]) -> bool:
    for _ in range(_DEEPEST):
        if name in hides:
            return hides[name]
        if name not in parents:
            return False
        name = parents[name]
    return False
