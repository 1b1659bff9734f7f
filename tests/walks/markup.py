"""What is wrong with a page as written: it must work without scripts, under the policy."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

Attributes = dict[str, str | None]
VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "use", "wbr"})
NAMED_BY: Final = ("aria-label", "aria-labelledby", "title")


@dataclass
class _Open:
    """An element whose end has not come yet."""

    tag: str
    attributes: Attributes
    words: str = ""
    holds: set[str] = field(default_factory=set)


class Markup(HTMLParser):
    """Reads a page and collects what is wrong with it, in `faults`."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.led_to: set[str] = set()
        self.headings = 0
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element as it begins."""
        attributes = dict(attrs)
        self._look_inline(tag, attributes)
        self._look_id(attributes)
        self.led_to |= {attributes[name] or "" for name in ("form", "for") if name in attributes}
        self.headings += tag == "h1"
        for each in self._open:
            each.holds.add(f"{tag} {attributes.get('name') or ''}".strip())
            each.words += attributes.get("alt") or attributes.get("aria-label") or ""
        if tag not in VOID:
            self._open.append(_Open(tag, attributes))

    def handle_data(self, data: str) -> None:
        """Give words to every element around them."""
        for each in self._open:
            each.words += data

    def handle_endtag(self, tag: str) -> None:
        """Look at what ends: links that say nothing, forms that anyone could forge."""
        while any(each.tag == tag for each in self._open):
            ended = self._open.pop()
            self._look_ended(ended)
            if ended.tag == tag:
                return

    def _look_inline(self, tag: str, attributes: Attributes) -> None:
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.faults.append(f"inline {tag}")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"inline {name} on {tag}")
            if name in {"href", "action", "src"} and (value or "").lower().startswith("javascript"):
                self.faults.append(f"script in {name} of {tag}")

    def _look_id(self, attributes: Attributes) -> None:
        given = attributes.get("id")
        if given is not None and given in self.ids:
            self.faults.append(f"id {given} twice")
        self.ids.add(given or "")

    def _look_ended(self, ended: _Open) -> None:
        if "hidden" in ended.attributes or ended.attributes.get("aria-hidden") == "true":
            return
        is_named = ended.words.strip() or any(ended.attributes.get(name) for name in NAMED_BY)
        if ended.tag in {"a", "button", "h1", "h2", "h3", "label", "title"} and not is_named:
            said = " ".join(f'{name}="{value}"' for name, value in ended.attributes.items())
            self.faults.append(f"{ended.tag} without words: {said}")
        is_post = (ended.attributes.get("method") or "").lower() == "post"
        if ended.tag == "form" and is_post and "input csrf_token" not in ended.holds:
            self.faults.append(f"form without token: {ended.attributes.get('action') or ''}")
        if ended.tag == "html" and not ended.attributes.get("lang"):
            self.faults.append("no language")


def faults_of(html: str) -> list[str]:
    """List what is wrong with a page's markup."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    headings = [] if markup.headings == 1 else [f"{markup.headings} headings of the page"]
    titles = [] if "<title>" in html else ["no title"]
    lost = [f"nothing is called {name}" for name in sorted(markup.led_to - markup.ids)]
    return markup.faults + headings + titles + lost
