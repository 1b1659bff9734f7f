"""A figure stands beside what it counts, in the texts of submissions as anywhere."""

from portal.language import Language, speaking
from portal.reports.blocks import Note
from portal.reports.fulltexts import full_texts
from portal.submissions.decisions import Edition
from tests.reports.makers import shipped


def test_a_figure_is_printed_with_its_unit_and_the_unit_once() -> None:
    with speaking(Language.EN):
        notes = [
            block.words
            for section in full_texts(shipped(), Edition.INTERNAL)
            for block in section.blocks
            if isinstance(block, Note)
        ]

    assert [note for note in notes if "saved per house bill" in note] == [
        "Answer: 410 HK$ saved per house bill"
    ]
