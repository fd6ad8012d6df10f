"""Manuals in Markdown: entries under titles and in lists, lines of properties, versions, names without capitals."""

from collections.abc import Iterator

import pytest
from records import chunk

from kgsynth.engines.extractive.facts import Default, Definition, Fact, Purpose
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.reading.repeated import repeated_entries
from kgsynth.graph.siblings import sibling_pairs
from kgsynth.headwords import referring
from kgsynth.language.headed import headed
from kgsynth.language.unlinked import running, unlinked
from kgsynth.manuals import topics

SETTING = (
    "## Settings\n\n### `tide_limit`\n\n* Default: 12\n* Type: Number\n\n"
    "Limits how high the water may rise in the lower lock. Set it before the gates are closed.\n"
)
VALUES = (
    "# Sluices\n\nThese are the available gauges:\n\n- `ebb`: Measures how fast the water leaves the lower lock.\n"
    "- `flood`: Measures how fast the water enters the upper lock.\n"
)


def told(text: str, title: str = "Locks", subject: str = "") -> tuple[Fact, ...]:
    reader = Reader(subject=subject)
    piece = chunk(text, title=title)
    reader.read([piece])
    return reader.told(piece)


def of_sort(sort: type[Fact], facts: tuple[Fact, ...]) -> Iterator[Fact]:
    return (fact for fact in facts if isinstance(fact, sort))


def test_a_setting_with_a_title_of_its_own_is_an_entry() -> None:
    """Its default stands in a list below the title, and is no part of what it does."""
    facts = told(SETTING)
    (purpose,) = of_sort(Purpose, facts)
    (default,) = of_sort(Default, facts)
    assert isinstance(purpose, Purpose) and isinstance(default, Default)
    assert (purpose.name.text, purpose.name.kind, purpose.action) == (
        "tide_limit", "setting", "limits how high the water may rise in the lower lock",
    )  # fmt: skip
    assert default.value == "12"
    assert [default.chunk.text_of(span).strip("# `") for span in default.evidence] == ["tide_limit", "Default: 12"]


@pytest.mark.parametrize("value", ["null", "the value of `ebb`", "12 if the gates are open"])
def test_a_line_that_says_no_plain_value_gives_no_default(value: str) -> None:
    facts = told(SETTING.replace("Default: 12", f"Default: {value}"))
    assert not list(of_sort(Default, facts))


def test_a_title_in_words_is_no_entry() -> None:
    facts = told(SETTING.replace("`tide_limit`", "Limits of the tide"))
    assert not list(of_sort(Purpose, facts)) and not list(of_sort(Default, facts))


def test_items_that_open_with_a_name_in_code_are_entries_of_what_leads_in_to_them() -> None:
    """One alone is no list of them."""
    named = {fact.name.full for fact in of_sort(Purpose, told(VALUES))}
    assert named == {"the ebb gauge", "the flood gauge"}
    alone = VALUES.rpartition("- `flood`")[0]
    assert not list(of_sort(Purpose, told(alone)))


def test_what_other_pages_repeat_word_by_word_is_read_on_the_fullest() -> None:
    entry = "### `dry`\n\nOnly says which gates would be closed, and closes none.\n\n"
    other = "### `wet`\n\nCloses the gates of every lock that has water in it.\n"
    pieces = [chunk(entry, "d1"), chunk(entry + other, "d2"), chunk(other.replace("every", "no"), "d3")]
    assert repeated_entries(pieces) == {pieces[0].id: frozenset({"dry"})}
    reader = Reader(subject="", repeated=repeated_entries(pieces))
    reader.read(pieces)
    assert [[entry.terms[0].text for entry in reader.passage(piece).entries] for piece in pieces] == [
        [], ["dry", "wet"], ["wet"],
    ]  # fmt: skip


def test_settings_with_titles_are_siblings_where_they_read_alike() -> None:
    first = chunk("### `ebb_limit`\n\nLimits how fast the water may leave the lower lock.", "d1")
    second = chunk("### `flood_limit`\n\nLimits how fast the water may enter the upper lock.", "d1", 200)
    assert [pair[:2] for pair in sibling_pairs([first, second])] == [(0, 1)]


def test_an_entry_with_a_title_leads_to_the_one_it_leans_on() -> None:
    first = chunk("### `ebb_limit`\n\nLimits the water. Defaults to the value of `flood_limit`.", "d1")
    second = chunk("### `flood_limit`\n\nLimits how fast the water may enter.", "d1", 200)
    assert [(one, other, names) for _, one, other, names in referring({"d1": [first, second]})] == [
        (first, second, ("flood_limit",))
    ]


def test_code_in_a_longer_item_or_title_is_no_name() -> None:
    text = "### How `ebb` works\n\nIt works well.\n\n- `otter --ebb 3`: sets it to three metres\n- Use `ebb` when dry"
    assert list(headed(text)) == []


@pytest.mark.parametrize(
    ("badge", "definitions"),
    [("New in version 2.1 ", 1), ("Available since version 3 ", 1), ("Prior to version 1.8 ", 0), ("", 1)],
)
def test_a_version_in_front_of_a_paragraph_is_no_part_of_it(badge: str, definitions: int) -> None:
    """What holds of the past alone is not told."""
    text = f"<span>{badge}</span>Otterwatch is a daemon that counts the otters of a river."
    found = list(of_sort(Definition, told(text)))
    assert len(found) == definitions
    assert all(fact.chunk.text_of(fact.evidence[0]).startswith("Otterwatch") for fact in found)


def test_a_version_with_a_comma_belongs_to_its_sentence() -> None:
    reader = Reader(subject="")
    piece = chunk("Since version 2.1, the otters are counted twice a day.")
    reader.read([piece])
    assert [words.text for words, _ in reader.passage(piece).sentences] == [piece.text]


def test_a_name_without_a_capital_is_the_subject_of_its_sentence() -> None:
    """The words of the parse are those of the text."""
    piece = chunk("otterd closes the sluices before the flood.")
    reader = Reader(subject="otterd")
    reader.parse([piece])
    (said,) = reader.statements(piece) or reader.facts(piece)
    assert [token.text for token in said.clause.subject] == ["otterd"]  # type: ignore[attr-defined]
    assert said.doc.text == piece.text  # type: ignore[attr-defined]


def test_a_mark_in_code_ends_no_sentence() -> None:
    piece = chunk("Lines of a sluice file are comments where they open with a `;` or `#` character.")
    reader = Reader(subject="")
    reader.parse([piece])
    assert [said.words.text for said in reader.statements(piece)] == [piece.text.replace("`", "")]


def test_a_page_that_opens_with_its_title_defines_it() -> None:
    """Whatever a parser makes of the name, and without what a second clause says."""
    text = (
        "[Otterchecks](https://otters.example) is a service that counts otters in rivers, and otterd has a hook for it."
    )
    (found,) = of_sort(Definition, told(text, "Otterchecks"))
    assert isinstance(found, Definition)
    assert (found.name.text, found.phrase) == ("Otterchecks", "a service that counts otters in rivers")
    assert not list(of_sort(Definition, told(text, "Sluices")))


def test_pages_of_one_folder_that_are_called_by_names_stand_beside_each_other() -> None:
    text = "[{0}](https://{0}.example) is a service that counts the\notters of a river."
    pieces = [chunk(text.format(name), name, title=name) for name in ("Ottero", "Tarka", "Ringtail")]
    found = {pair.names for pair in topics({piece.document_id: [piece] for piece in pieces})}
    assert ("Ottero", "Tarka") in found and ("Tarka", "Ringtail") in found


def test_running_text_has_neither_links_nor_line_breaks_within_a_paragraph() -> None:
    text = "[Otterd](otterd.md) is **the**\nkeeper.\n\n`ebb`\n: Lets the water go."
    assert unlinked(text) == "Otterd is the\nkeeper.\n\n`ebb`\n: Lets the water go."
    assert running(text) == "Otterd is the keeper.\n\n`ebb`\n: Lets the water go."


def test_code_below_what_holds_of_the_past_is_nobodys() -> None:
    text = "Otterd opens the gate.\n\nPrior to version 1.8 Put this into the file:\n\n```\ngate: open\n```\n"
    reader = Reader(subject="")
    piece = chunk(text)
    reader.read([piece])
    (section,) = reader.passage(piece).sections
    assert (len(section.paragraphs), section.displays) == (1, {})


def test_a_list_below_the_name_of_a_class_is_of_that_class() -> None:
    """``SluiceGate`` is spelt as no title is."""
    text = (
        "## SluiceGate\n\nThe following arguments are supported:\n\n"
        "- `min_depth` - Limits how low the water may fall.\n- `max_depth` - Limits how high the water may rise.\n"
    )
    names = {fact.name.full for fact in of_sort(Purpose, told(text))}
    assert names == {"the min_depth argument of SluiceGate", "the max_depth argument of SluiceGate"}


def test_what_changed_once_by_a_ticket_is_not_asked_about() -> None:
    reader = Reader(subject="")
    piece = chunk("- Close the gates when the river rises [#3622](https://otters.example/3622).\n")
    reader.parse([piece])
    reader.parse_rest([piece])
    assert not reader.statements(piece)


@pytest.mark.parametrize("unit", ["in seconds", "(in seconds, or a timedelta object)"])
def test_a_time_in_seconds_is_no_deed(unit: str) -> None:
    facts = told(SETTING.replace("Limits how high the water may rise", f"Time {unit} for which the water may stay"))
    assert not list(of_sort(Purpose, facts))
