"""Chunks -> facts: what the layout and the sentences of a page state, each with the characters that state it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest
from records import chunk
from spacy.language import Language
from spacy.tokens import Doc

from kgsynth.engines.extractive.facts import (
    Cell,
    Default,
    Definition,
    Described,
    Event,
    Expansion,
    Fact,
    Form,
    Purpose,
    Settable,
    Statement,
    Steps,
    Values,
)
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.openings import Page, Said, UnparsedError
from kgsynth.engines.extractive.reading.passages import Reader, facts_of
from kgsynth.engines.extractive.reading.prose import prose_facts
from kgsynth.language.pipelines import load_pipeline, parsed
from kgsynth.types import Span

Sort = TypeVar("Sort", bound=Fact)

START = 40  # where the chunk begins in its document, so that offsets of the two differ

CLONE = """# git-clone(1)

git-clone - clone a repository into a new directory

`-q`
`--quiet`
: Operate quietly. Progress is not reported to the standard error stream.

`--[no-]tags`
: Control whether the tags of the repository will be cloned.

`--jobs <n>`
: Limit the number of submodules that are fetched in parallel. Defaults to 4 workers.

`--format <format>`
: Choose the format of the archive. Possible formats are tar, zip, and gzip.
"""
PARAMETERS = """`work_mem` (`integer`)
: Sets the amount of memory for a sort. The default value is four megabytes (4MB).
This parameter can only be set at server start.

`wal_level` (`enum`)
: This parameter determines how much information is written to the log. Valid values are minimal, replica, and logical.
"""
GLOSSARY = """branch
: A line of development that has a name and moves with each commit.

shallow clone
: A copy of a repository whose history is cut off.
"""
COLUMNS = """# pg_class

The catalog pg_class describes tables.

### pg_class Columns

`relpages int4`
: Size of the on-disk representation in pages of one block each

`relowner oid`
: OID of the role that owns the table in the cluster
"""
PAGE_TABLE = """| Attribute | Value |
|---|---|
| Weight | 47 g |
| Built in | Deventer |
"""
ROWS = """| Product | Weight | Designer |
|---|---|---|
| Stoat 2 | 47 g | Ada Smith |
| Marten 3 | 118 g | Bo Jones |
"""
BATTERY = """## Replacing the Battery

The battery is behind a lid.

1. Open the housing.
2. Pull the plug of the old battery.
3. Insert the new battery.
"""
PROSE = (
    "A firewall is a program that filters the packets of a network. Lodge Mobile was released in June 2023. "
    "The marten-cli tool reads the log. It stores the log in /var/log/marten."
)
PAGES = {
    "git-clone(1)": CLONE,
    "Parameters": PARAMETERS,
    "Glossary": GLOSSARY,
    "pg_class": COLUMNS,
    "Stoat 2": PAGE_TABLE,
    "Products": ROWS,
    "Guide": BATTERY,
    "Prose": PROSE,
}


def facts(text: str, title: str = "", *, subject: str = "", language: str = "en") -> tuple[Fact, ...]:
    """The facts of a chunk that begins in the middle of its document."""
    piece = chunk(text, start=START, title=title, language=language)
    return facts_of([piece], subject=subject)[piece.id]


def of(kind: type[Sort], found: Sequence[Fact]) -> list[Sort]:
    return [fact for fact in found if isinstance(fact, kind)]


def proof(fact: Fact) -> str:
    """What the evidence of a fact says, one span a line."""
    piece = fact.chunk
    return "\n".join(piece.text[span.start - START : span.end - START] for span in fact.evidence)


# ------------------------------------------------------------------------------------------------ everywhere


@pytest.mark.parametrize("title", PAGES)
def test_evidence_lies_in_its_chunk_in_text_order(title: str) -> None:
    """Each span points at characters of the chunk, never at blanks, and none overlaps the one before."""
    found = facts(PAGES[title], title, subject="Git")
    assert found
    for fact in found:
        assert fact.evidence
        assert all(fact.chunk.span.covers(span) and len(span) > 0 for span in fact.evidence)
        assert all(one.end <= other.start for one, other in zip(fact.evidence, fact.evidence[1:], strict=False))
        assert proof(fact) == proof(fact).strip()


@pytest.mark.parametrize("title", PAGES)
def test_what_a_fact_says_stands_in_its_evidence(title: str) -> None:
    """Values, items and names are the document's own words."""
    for fact in facts(PAGES[title], title):
        said = proof(fact)
        words = [fact.value] if isinstance(fact, Default | Cell) else []
        words += fact.items if isinstance(fact, Values) else []
        words += [fact.when] if isinstance(fact, Settable | Event) else []
        words += [fact.name.text] if isinstance(fact, Default | Values | Settable | Definition) else []
        assert [word for word in words if word not in said] == []


def test_the_same_text_elsewhere_in_a_document_gives_the_same_facts() -> None:
    """Only the offsets move."""
    here, there = chunk(CLONE, title="git-clone(1)"), chunk(CLONE, start=500, title="git-clone(1)")
    found = facts_of([here, there], subject="Git")
    for one, other in zip(found[here.id], found[there.id], strict=True):
        assert type(one) is type(other) and one.name == other.name
        assert [(span.start + 500, span.end + 500) for span in one.evidence] == [
            (s.start, s.end) for s in other.evidence
        ]


def test_a_chunk_is_read_alike_alone_and_among_others() -> None:
    """Sentences are parsed in one batch; that changes nothing."""
    pieces = [chunk(text, f"d{number}", title=title) for number, (title, text) in enumerate(PAGES.items())]
    together = facts_of(pieces, subject="")
    for piece in pieces:
        alone = facts_of([piece], subject="")[piece.id]
        assert [(type(fact), fact.name, fact.evidence) for fact in alone] == [
            (type(fact), fact.name, fact.evidence) for fact in together[piece.id]
        ]


def test_most_of_what_a_chunk_tells_takes_no_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its words alone state is found without; the rest, and the statements, come with the parse."""
    pieces = [chunk(text, f"d{number}", title=title) for number, (title, text) in enumerate(PAGES.items())]
    texts: list[str] = []

    def counted(nlp: Language, batch: Iterable[str]) -> Iterator[Doc]:
        batch = list(batch)
        texts.extend(batch)
        return parsed(nlp, batch)

    monkeypatch.setattr("kgsynth.engines.extractive.reading.small_names.parsed", counted)
    reader = Reader(subject="")
    reader.read(pieces)
    few, told = len(texts), {piece.id: reader.told(piece) for piece in pieces}
    reader.parse(pieces)
    assert few < len(texts) / 2
    assert len(texts) == len(set(texts))
    for piece in pieces:
        whole = facts_of([piece], subject="")[piece.id]
        assert told[piece.id] == reader.told(piece)
        assert [_key(each) for each in told[piece.id]] == [_key(each) for each in whole if type(each) is not Statement]


def _key(fact: Fact) -> tuple[type[Fact], Name, tuple[Span, ...]]:
    return type(fact), fact.name, fact.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Deventer is the place where all sensors are built.",
        "The rsync command copies files between two hosts over a slow link.",
        "A firewall is a device that filters the packets of a network.",
        "The mail is filtered by rspamd, the daemon that scores incoming messages.",
        "The pg_dumpall program calls the pg_dump program.",
        "Lodge Mobile was released in June 2023.",
        "It is a device that nobody names here.",
    ],
)
def test_a_sentence_tells_the_same_with_its_tags_from_the_first(text: str) -> None:
    """Leaving the tags for later loses nothing and adds nothing."""
    piece = chunk(f"# Notes on `rspamd`, `pg_dump` and `pg_dumpall`\n\n{text}\n")
    nlp = load_pipeline("en")
    assert nlp is not None
    page = Page(piece.text, ("Notes",), {"rspamd", "pg_dump", "pg_dumpall"})
    said = Said(text, nlp(text), page, piece, (piece.span,))
    try:
        without = list(prose_facts(replace(said, parse=None)))
    except UnparsedError:
        return
    assert [(_key(each), each) for each in without] == [(_key(each), each) for each in prose_facts(said)]


def test_an_empty_chunk_has_no_facts() -> None:
    assert facts("") == ()


# --------------------------------------------------------------------------------------------------- entries


def test_an_option_is_called_by_its_long_spelling() -> None:
    """``-q`` and ``--quiet`` are one option, of the command that the page is about."""
    quiet = [fact for fact in facts(CLONE, "git-clone(1)") if fact.name.text == "--quiet"]
    assert quiet
    assert {(fact.name.kind, fact.name.owner) for fact in quiet} == {("option", "git-clone")}
    assert not any(fact.name.text == "-q" for fact in facts(CLONE, "git-clone(1)"))


def test_a_command_is_named_as_its_users_say_it() -> None:
    """``git-clone`` is ``git clone`` where the whole corpus is about Git."""
    owners = {fact.name.owner for fact in facts(CLONE, "git-clone(1)", subject="Git") if fact.name.kind == "option"}
    assert owners == {"git clone"}


def test_an_option_that_can_be_negated_states_nothing() -> None:
    """What ``--[no-]tags`` says is said of two options at once."""
    assert not any("tags" in fact.name.text for fact in facts(CLONE, "git-clone(1)"))
    assert not any("tags" in proof(fact) for fact in facts(CLONE, "git-clone(1)"))


def test_the_word_behind_two_dashes_is_not_the_option() -> None:
    """``done`` of a list of commands stays a command, whatever ``--done`` is."""
    text = "## Commands\n\n`done`\n: Marks the end of the parcel list. The `--done` option asks for it.\n"
    (found,) = of(Purpose, facts(text, "rolo(1)"))
    assert found.name.kind != "option"


def test_two_options_in_one_entry_state_nothing() -> None:
    """Their description does not tell which of them does what."""
    entry = "`--ours`\n`--theirs`\n: Check out one of the two stages for the paths that are not merged.\n"
    assert not [fact for fact in facts(entry, "git-checkout(1)") if fact.name.kind == "option"]


def test_an_entry_says_what_its_term_does() -> None:
    """The first sentence, with the term as evidence."""
    (jobs,) = [fact for fact in of(Purpose, facts(CLONE, "git-clone(1)")) if fact.name.text == "--jobs"]
    assert jobs.action == "limit the number of submodules that are fetched in parallel"
    assert proof(jobs).startswith("`--jobs <n>`") and proof(jobs).endswith("in parallel.")


def test_an_entry_that_names_itself_says_what_its_term_does() -> None:
    """ "This parameter specifies ..." is what the parameter does, not what it is."""
    entry = "`feed_until` (`timestamp`)\n: This parameter specifies the time up to which the grinder is fed.\n"
    (found,) = [fact for fact in facts(entry, "Settings of the grinder") if isinstance(fact, Definition | Purpose)]
    assert isinstance(found, Purpose) and found.action == "specifies the time up to which the grinder is fed"


def test_a_reference_page_opens_with_what_its_name_does() -> None:
    """The NAME line."""
    name, *_ = of(Purpose, facts(CLONE, "git-clone(1)", subject="Git"))
    assert (name.name.text, name.name.kind) == ("git clone", "command")
    assert name.action == "clone a repository into a new directory"
    assert name.whole
    assert proof(name) == "git-clone - clone a repository into a new directory"


def test_a_name_line_of_another_page_states_nothing() -> None:
    """The line must name what the page is about."""
    assert not of(Purpose, facts("git-fetch - download objects from a repository\n", "git-clone(1)"))


def test_a_default_is_read_with_its_term() -> None:
    """Two spans where other sentences stand between."""
    found = {fact.name.text: fact for fact in of(Default, facts(PARAMETERS, "Parameters"))}
    assert found["work_mem"].value == "four megabytes (4MB)"
    assert proof(found["work_mem"]) == "`work_mem` (`integer`)\nThe default value is four megabytes (4MB)."
    (jobs,) = of(Default, facts(CLONE, "git-clone(1)"))
    assert (jobs.name.text, jobs.value) == ("--jobs", "4 workers")


@pytest.mark.parametrize(
    "said",
    [
        "The default is 4 if the machine has several cores.",
        "The default is determined by the operating system.",
        "The default is the same as for reads.",
        "The default is 4. On Windows the default is 2.",
        "The default is not to wait.",
    ],
)
def test_a_default_that_depends_states_nothing(said: str) -> None:
    """A value counts only where it is the one value."""
    entry = f"`io_workers` (`integer`)\n: Sets the number of workers for reads. {said}\n"
    assert not of(Default, facts(entry, "Parameters"))


def test_a_closed_list_of_values() -> None:
    """Its members in order, without the glue between them."""
    (levels,) = of(Values, facts(PARAMETERS, "Parameters"))
    assert levels.name.text == "wal_level"
    assert levels.items == ("minimal", "replica", "logical")
    (formats,) = of(Values, facts(CLONE, "git-clone(1)"))
    assert formats.items == ("tar", "zip", "gzip")
    assert formats.noun == "formats"


def test_when_a_parameter_can_be_set() -> None:
    (settable,) = of(Settable, facts(PARAMETERS, "Parameters"))
    assert (settable.name.text, settable.when) == ("work_mem", "at server start")


def test_glossary_terms_are_defined() -> None:
    """An entry of a page that calls itself a glossary."""
    found = {fact.name.text: fact for fact in of(Definition, facts(GLOSSARY, "Glossary"))}
    assert found.keys() == {"branch", "shallow clone"}
    assert found["branch"].entry
    assert found["branch"].phrase == "A line of development that has a name and moves with each commit"
    assert proof(found["shallow clone"]) == "shallow clone\n: A copy of a repository whose history is cut off."


def test_plain_terms_of_any_other_page_state_nothing() -> None:
    """Without a glossary around it, "Small" is not known to be a term."""
    assert not of(Definition, facts(GLOSSARY, "Installation"))


def test_columns_of_a_catalog_belong_to_it() -> None:
    """``relpages int4`` on the page of pg_class."""
    found = {fact.name.text: fact for fact in of(Definition, facts(COLUMNS, "pg_class"))}
    assert found.keys() == {"relpages", "relowner"}
    assert {(fact.name.kind, fact.name.owner) for fact in found.values()} == {("column", "pg_class")}
    assert found["relowner"].phrase == "OID of the role that owns the table in the cluster"


def test_what_is_only_reported_has_no_default() -> None:
    """Nobody can leave it as it is."""
    told = PARAMETERS.replace("`work_mem` (`integer`)\n: ", "`work_mem` (`integer`)\n: Reports the memory in use. ")
    assert told != PARAMETERS
    names = {fact.name.text for fact in of(Default, facts(told, "Parameters"))}
    assert "work_mem" in {fact.name.text for fact in of(Default, facts(PARAMETERS, "Parameters"))} - names


# ---------------------------------------------------------------------------------------------------- tables


def test_a_table_of_properties_speaks_of_its_page() -> None:
    """Two columns without names of their own: the page's title is what they describe."""
    cells = of(Cell, facts(PAGE_TABLE, "Stoat 2"))
    assert [(cell.name.text, cell.column, cell.value) for cell in cells] == [
        ("Stoat 2", "Weight", "47 g"),
        ("Stoat 2", "Built in", "Deventer"),
    ]
    assert proof(cells[0]) == "| Weight | 47 g |"


def test_a_table_of_properties_on_a_page_without_a_name_states_nothing() -> None:
    """Whose weight it is cannot be said."""
    assert not of(Cell, facts(PAGE_TABLE, "How to choose a sensor"))


def test_rows_of_a_named_kind() -> None:
    """The first column's title says what the rows are; the head of the table is evidence too."""
    cells = of(Cell, facts(ROWS, "Products"))
    assert {cell.name.kind for cell in cells} == {"product"}
    found = {(cell.name.text, cell.column): cell for cell in cells}
    assert found["Marten 3", "Weight"].value == "118 g"
    assert found["Stoat 2", "Designer"].value == "Ada Smith"
    assert proof(found["Marten 3", "Weight"]) == "| Product | Weight | Designer |\n| Marten 3 | 118 g | Bo Jones |"


def test_a_value_is_described_by_whose_it_is() -> None:
    """What a bridge needs: Deventer without its name."""
    described = {fact.name.text: fact.description for fact in of(Described, facts(PAGE_TABLE, "Stoat 2"))}
    assert described.keys() == {"Deventer"}
    assert "Stoat 2" in described["Deventer"] and "built" in described["Deventer"]
    assert "Ada Smith" in {fact.name.text for fact in of(Described, facts(ROWS, "Products"))}


def test_a_column_with_a_small_letter_is_no_property() -> None:
    """Where the others have capitals, it is the name of something else that the rows are told for."""
    cells = of(Cell, facts(ROWS.replace("| Weight |", "| weightlog |"), "Products"))
    assert {cell.column for cell in cells} == {"Designer"}


def test_a_table_that_names_a_row_twice_states_nothing() -> None:
    """Which of the two rows would a question mean?"""
    assert not of(Cell, facts(ROWS.replace("Marten 3", "Stoat 2"), "Products"))


# ----------------------------------------------------------------------------------------------------- steps


def test_steps_below_a_heading_that_names_a_task() -> None:
    """The heading and the steps are the evidence; the paragraph between is not."""
    (steps,) = of(Steps, facts(BATTERY, "Guide"))
    assert steps.goal == "replace the battery"
    assert steps.answer == "Open the housing. Pull the plug of the old battery. Insert the new battery."
    assert proof(steps).startswith("Replacing the Battery\nOpen the housing.")
    assert "behind a lid" not in proof(steps)


@pytest.mark.parametrize("heading", ["The Battery", "Battery", "Notes on Batteries"])
def test_steps_below_any_other_heading_state_nothing(heading: str) -> None:
    """The heading must say what is done."""
    assert not of(Steps, facts(BATTERY.replace("Replacing the Battery", heading), "Guide"))


# ----------------------------------------------------------------------------------------------------- prose


def test_a_definition_in_prose() -> None:
    (firewall,) = of(Definition, facts(PROSE))
    assert (firewall.name.text, firewall.name.kind) == ("firewall", "term")
    assert firewall.phrase == "a program that filters the packets of a network"
    assert proof(firewall) == "A firewall is a program that filters the packets of a network."


def test_a_dated_event_in_prose() -> None:
    """Only of a subject whose name the page writes inside a sentence too, or in several words."""
    (event,) = of(Event, facts(PROSE))
    assert (event.name.text, event.verb, event.when) == ("Lodge Mobile", "was released", "June 2023")


def test_a_negated_sentence_defines_nothing() -> None:
    """What a thing is not, or no longer does, is no fact about what it is or does."""
    assert not of(Definition, facts("A firewall is not a program that filters the mail of a network."))
    for said in ("never writes", "no longer writes", "does not write"):
        assert not of(Purpose, facts(f"pg_dump {said} a custom archive file to the standard output."))


def test_what_a_name_seldom_does_is_not_stated_as_what_it_does() -> None:
    """The adverb between subject and verb is part of what is said."""
    for purpose in of(Purpose, facts("pg_dump rarely writes a custom archive file to the standard output.")):
        assert "rarely" in purpose.answer


def test_a_pronoun_stands_for_the_name_that_opens_the_sentence_before() -> None:
    """And the evidence begins at the sentence that names it."""
    stores = next(fact for fact in of(Statement, facts(PROSE)) if "stores the log" in fact.words.text)
    assert stores.words.text == "The marten-cli tool stores the log in /var/log/marten."
    assert proof(stores) == "The marten-cli tool reads the log. It stores the log in /var/log/marten."


def test_this_tool_stands_for_the_tool_named_before() -> None:
    """``This tool`` points back as ``it`` does, and is never taken for a name itself."""
    found = of(Statement, facts("The marten-cli tool reads the log. This tool stores the log in /var/log/marten."))
    stores = next(fact for fact in found if "stores the log" in fact.words.text)
    assert stores.words.text == "The marten-cli tool stores the log in /var/log/marten."
    assert proof(stores).startswith("The marten-cli tool reads the log.")


def test_a_pronoun_after_another_subject_is_left_alone() -> None:
    """Only a name that opened the last sentence but for pronouns counts."""
    found = of(Statement, facts("The marten-cli tool reads the log. The workers wait. It stores the log on a disk."))
    assert not any("marten-cli tool stores" in fact.words.text for fact in found)


def test_a_pronoun_in_another_paragraph_is_left_alone() -> None:
    found = of(Statement, facts("The marten-cli tool reads the log.\n\nIt stores the log in /var/log/marten."))
    assert not any("marten-cli tool stores" in fact.words.text for fact in found)


def test_this_parameter_stands_for_the_entry() -> None:
    """In the description of an entry, the term is what "this parameter" means."""
    said = [fact.words.text for fact in of(Statement, facts(PARAMETERS, "Parameters"))]
    assert any("wal_level" in text and "determines how much information" in text for text in said)


# ------------------------------------------------------------------------------------ definitions and purposes


def headed(text: str, *headings: str) -> tuple[Fact, ...]:
    """The facts of a chunk below some headings."""
    piece = replace(chunk(text, start=START, title="Guide"), headings=("Guide", *headings))
    return facts_of([piece], subject="")[piece.id]


@pytest.mark.parametrize(
    ("said", "asked", "phrase"),
    [
        ("A weir (short for wet gear) is a gate that holds water back.", "a weir", "a gate that holds water back"),
        ("The otterd daemon is a service that feeds otters.", "the otterd daemon", "a service that feeds otters"),
        ("OtterBase is a store for river data, while FoxBase keeps trees.", "OtterBase", "a store for river data"),
        ("Ferries are boats that carry cars over rivers.", "ferries", "boats that carry cars over rivers"),
        ("A tide table is a list of the hours at which water rises.", "a tide table", None),
        ("The file `/etc/otter` is a table of the otters of a river.", "the file /etc/otter", None),
    ],
)
def test_a_definition_is_read_from_the_front_of_its_sentence(said: str, asked: str, phrase: str | None) -> None:
    """With the article and the kind that the sentence gives the name; asides and what is added are left out."""
    (definition,) = of(Definition, facts(said))
    assert definition.asked == asked
    assert phrase is None or definition.phrase == phrase
    assert proof(definition) == said


def test_a_heading_explains_a_capital_at_the_front() -> None:
    """``Weirgate`` could be any word; below a heading that holds it, it is a name."""
    (definition,) = of(Definition, headed("Weirgate is a tool for opening the gates of a river.", "TOOL Weirgate"))
    assert (definition.name.text, definition.name.kind) == ("Weirgate", "tool")


def test_a_name_set_as_code_keeps_its_small_letter() -> None:
    (definition,) = of(Definition, facts("`otterctl` is a program that moves otters between rivers."))
    assert (definition.name.text, definition.name.kind) == ("otterctl", "program")
    assert definition.answer == "otterctl is a program that moves otters between rivers."


def test_an_opinion_is_no_part_of_a_definition() -> None:
    """Nor is it a definition by itself."""
    (definition,) = of(Definition, facts("OtterBase is a very popular, powerful store for the data of rivers."))
    assert definition.phrase == "a store for the data of rivers"
    assert definition.answer == "OtterBase is a store for the data of rivers."


@pytest.mark.parametrize(
    "said",
    [
        "OtterBase is a very popular tool.",
        "OtterBase is the oldest store of river data.",
        "OtterBase is an example of a store for river data.",
        "OtterBase is a copy of FoxBase that runs on boats.",
        "The result is a store that holds the data of rivers.",
        "This is a store that holds the data of rivers.",
        "Version 2 is a store that holds the data of rivers.",
        "OtterBase is a store that is currently used for rivers.",
        "OtterBase is a store that holds these rivers.",
        "OtterBase is a vast project, whose first plans included a boat.",
        "Feeding otters is a duty that keepers share.",
    ],
)
def test_what_defines_nothing_is_no_definition(said: str) -> None:
    """Opinion, superlative, example, what points elsewhere, and names that are none."""
    assert not of(Definition, facts(said))


@pytest.mark.parametrize(
    ("said", "name", "goal"),
    [
        ("The otterctl tool is used to move otters between rivers.", "otterctl", "move otters between rivers"),
        ("The otterctl tool allows moving otters between rivers.", "otterctl", "move otters between rivers"),
        ("The purpose of the otterctl tool is to move otters between rivers.", "otterctl", None),
        ("You can use the otterctl command to move otters between rivers.", "otterctl", None),
        ("To move otters between rivers, use the otterctl command.", "otterctl", None),
        ("Otters are moved by the otterctl command, which is used to move otters between rivers.", "otterctl", None),
    ],
)
def test_what_a_name_is_used_for(said: str, name: str, goal: str | None) -> None:
    """However the sentence puts it, the goal is the bare verb and what follows it."""
    (purpose,) = [fact for fact in of(Purpose, facts(said.replace("otterctl", "`otterctl`"))) if fact.used]
    assert (purpose.name.text, purpose.form) == (name, Form.BASE)
    assert purpose.action == (goal or "move otters between rivers")


def test_what_a_tool_does() -> None:
    """In the third person."""
    found = facts("The `otterls` command lists the otters of a river, while `otterctl` moves them.")
    (purpose,) = of(Purpose, found)
    assert (purpose.action, purpose.form, purpose.whole) == ("lists the otters of a river", Form.THIRD, True)


@pytest.mark.parametrize(
    "said",
    [
        "The `otterls` command also lists the otters of a river.",
        "The `otterls` command lists the otters of this river.",
        "The `none` value lists the otters of a river.",
        "`none` lists the otters of a river.",
        "OtterBase stores the otters of a river in three tables.",
        "Often, a command lists the otters of a river.",
    ],
)
def test_one_act_among_many_is_no_purpose(said: str) -> None:
    """Nor is what points outside, or what is said of an everyday word."""
    assert not [fact for fact in of(Purpose, facts(said)) if fact.whole]


@pytest.mark.parametrize(
    ("said", "name", "description"),
    [
        (
            "OtterBase, a store for the data of rivers, runs on every boat.",
            "OtterBase",
            "the store for the data of rivers",
        ),
        (
            "Keepers write to OtterBase (a store for the data of rivers).",
            "OtterBase",
            "the store for the data of rivers",
        ),
        (
            "Boats carry a store for river data called OtterBase.",
            "OtterBase",
            "the store for river data",
        ),
    ],
)
def test_a_name_described_in_passing(said: str, name: str, description: str) -> None:
    (described,) = of(Described, facts(said))
    assert (described.name.text, described.description) == (name, description)


@pytest.mark.parametrize(
    "said",
    [
        "Eventually, a boat with many keepers is found.",
        "If OtterBase is full, the store for the data of rivers is closed.",
        "Keepers like OtterBase, FoxBase, and the store for the data of rivers.",
        "OtterBase, the best store of data, runs on every boat.",
        "On OtterBase, a keeper closes the gates of a river.",
    ],
)
def test_a_clause_after_a_comma_is_no_aside(said: str) -> None:
    assert not of(Described, facts(said))


@pytest.mark.parametrize(
    ("said", "letters", "words"),
    [
        ("Keepers read the RGT (River Gate Table) each day.", "RGT", "River Gate Table"),
        ("Keepers read the river gate table (RGT) each day.", "RGT", "river gate table"),
        ("RGT stands for River Gate Table.", "RGT", "River Gate Table"),
        ("Boats load OLO (Otter LOader) at night.", "OLO", "Otter LOader"),
    ],
)
def test_what_letters_stand_for(said: str, letters: str, words: str) -> None:
    (expansion,) = of(Expansion, facts(said))
    assert (expansion.name.text, expansion.words) == (letters, words)


@pytest.mark.parametrize(
    "said", ["Keepers read the RGT (Gate Table of Rivers) each day.", "Keepers read the gates (GPS) each day."]
)
def test_initials_must_match(said: str) -> None:
    assert not of(Expansion, facts(said))


def test_letters_are_expanded_once_in_a_chunk() -> None:
    assert len(of(Expansion, facts("The RGT (River Gate Table) is long. Read the RGT (River Gate Table) daily."))) == 1


def test_an_option_belongs_to_the_command_of_its_page() -> None:
    """What prose says of it, too."""
    text = "`otterctl` moves otters.\n\nThe `--wet` option is used to move otters that have just swum in rivers.\n"
    found = facts(text.replace("just ", ""), "otterctl(1)")
    assert {fact.name.owner for fact in of(Purpose, found) if fact.name.text == "--wet"} == {"otterctl"}


# -------------------------------------------------------------------------------------------- other languages


def test_a_language_without_a_parser_has_no_typed_facts() -> None:
    """English patterns are not tried on it."""
    assert facts(GLOSSARY, "Glossary", language="de") == ()


def test_headings_around_the_chunk_tell_the_owner() -> None:
    """A chunk deep in a page of options still knows whose options they are."""
    piece = replace(
        chunk("`--jobs <n>`\n: Limit the number of submodules fetched at once.\n"), headings=("git-clone(1)", "OPTIONS")
    )
    piece = replace(piece, title="git-clone(1)")
    assert {fact.name.owner for fact in facts_of([piece], subject="Git")[piece.id]} == {"git clone"}
