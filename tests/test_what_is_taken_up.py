"""What "this hook", "these pumps", "the latter" and "it" take up of titles and sentences, and what is left alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.reading.passages import Reader


def told(text: str, title: str = "Ponds") -> list[str]:
    """The sentences of a page that are asked about, as they were understood."""
    piece = chunk(text, title=title)
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    return [said.words.text for said in reader.statements(piece)]


@pytest.mark.parametrize(
    ("text", "title", "sentence"),
    [
        ("# Hooks\n\n## pre-swim\n\nThis hook counts every fish.", "", "The pre-swim hook counts every fish."),
        ("# Stories\n\n## pre-swim\n\nThis story names every fish.", "", "The pre-swim story names every fish."),
        (
            "## DESCRIPTION\n\nOtters swim. This command counts every fish.",
            "otter-swim(1)",
            "The otter-swim command counts every fish.",
        ),
        ("## FILES\n\nThis command reads every map.", "otter-swim(1)", "The otter-swim command reads every map."),
        ("# Tasks\n\n## otterctl\n\nThis is a tool for ponds.", "", "The otterctl tool is a tool for ponds."),
    ],
)
def test_a_title_tells_what_a_section_speaks_of(text: str, title: str, sentence: str) -> None:
    """A thing is of the sort that the title above says; a page of a command speaks of that command."""
    assert sentence in told(f"# {title}\n\n{text}" if title else text, title)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Keepers drain ponds with the Kelm pump. This pump runs at night.", "The Kelm pump runs at night."),
        ("A pond pump drains the den. This pump runs at night.", "A pond pump runs at night."),
        ("OtterDB and StoatDB keep maps. These tools run at night.", "OtterDB and StoatDB run at night."),
        ("OtterDB and StoatDB keep maps. The latter runs at night.", "StoatDB runs at night."),
        ("OtterDB and StoatDB keep maps. The former can be used at night.", "OtterDB can be used at night."),
        ("Kelmora uses OtterDB. This system runs at night.", "OtterDB runs at night."),
        ("When OtterDB is full, it removes old maps.", "When OtterDB is full, OtterDB removes old maps."),
        ("Starting the OtterGate daemon is easy. It removes old maps.", "The OtterGate daemon removes old maps."),
        ("The Lutra 3 is a rugged sensor for ponds. It counts otters.", "The Lutra 3 counts otters."),
        ("A pond gate can stop the tide. It can also stop the eels.", "A pond gate can also stop the eels."),
    ],
)
def test_a_sentence_tells_what_the_next_takes_up(text: str, sentence: str) -> None:
    """The same noun, a name of that sort, one of two, or what the clause in front names."""
    assert sentence in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Hooks\n\n## pre-swim\n\nThis page counts every fish.",  # no hook
        "# Hooks\n\n## pre-swim\n\nOtters swim.\n\nThis pump counts every fish.",
        "# otter-swim(1)\n\n## FILES\n\nOtters swim.\n\nThis command counts every fish.",  # it may be the one shown
        "Keepers use the Kelm pump and the Stoat pump. This pump counts every fish.",  # either
        "Keepers use a new pump. This pump counts every fish.",  # no name
        "The pump like OtterDB drains ponds with the Kelm gate. This system counts every fish.",  # two names
        "OtterDB, StoatDB and EelDB keep maps. The latter counts every fish.",  # three
        "OtterDB keeps maps. The latter counts every fish.",  # one
        "The keeper draws a map. It counts every fish.",  # the map
        "The den sends a report. It counts every fish.",  # the report
        "When keepers feed the otter, it counts every fish.",  # the otter, which has no name
        "Whenever the map of OtterDB is full, it counts every fish.",  # either
        "If OtterDB is found, it counts every fish.",  # what finds it
        "OtterDB includes the Stoat gate. It counts every fish.",  # either
        "The maps list the ponds of OtterDB. They show who counts every fish.",  # either
        "OtterDB maps a pond. It is, in truth, unwise to ask who counts every fish.",  # nothing
        "OtterDB keeps maps. It's what counts every fish.",
    ],
)
def test_in_doubt_nothing_is_taken_up(text: str) -> None:
    """Where more than one thing, or nothing that has a name, can be meant, the sentence stays as it is."""
    last = text.rpartition("\n")[2]
    sentences = [each for each in told(text) if each.endswith("counts every fish.")]
    assert all(each in last for each in sentences)


def test_what_belongs_to_a_name_is_not_said_to_be_what_the_name_is() -> None:
    """Of "the gate of OtterDB", "it is the tool" may be said of either."""
    assert "The gate of OtterDB is the tool that keepers use." not in told(
        "The gate of OtterDB is stable. It is the tool that keepers use."
    )


def test_a_name_that_says_what_it_is_is_taken_up_as_that_alone() -> None:
    """What is called a format is not the project that the sentence before opens with."""
    assert "The Otter project needs little room." not in told(
        "The Otter project has written its maps in the Lut format. This format needs little room."
    )
