"""Tables of properties: below a heading that names a thing, each row tells one thing of it."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.facts import Fact
from kgsynth.engines.extractive.naming import titled_entry
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.engines.extractive.single_hop import ask

TABLE = """## {title}

|  |  |
| --- | --- |
| Description: | {description} |
| Syntax: | `MaxOtters number` |
| Default: | `{default}` |
| Context: | pond, river |
| Module: | {module} |
"""


def facts(
    title: str = "MaxOtters Directive",
    description: str = "Set the number of otters that share a pond",
    default: str = "MaxOtters 12",
    module: str = "mod_otter",
    document: str = "d1",
) -> list[Fact]:
    """What a section with such a table states."""
    text = TABLE.format(title=title, description=description, default=default, module=module)
    piece = replace(chunk(text, document, title="Ponds"), headings=("Ponds", title))
    return list(facts_of([piece], subject="Kelmora")[piece.id])


def asked(**changes: str) -> dict[str, str]:
    return {each.question: each.reference for fact in facts(**changes) for each in ask(fact, "Kelmora")}


def test_each_property_is_asked_of_the_directive_in_its_heading() -> None:
    """The default is told without the name it is set to; a module provides, a context is where it may be used."""
    found = asked()
    assert found["What is the default value of the MaxOtters directive?"] == "12"
    assert found["In which contexts can the MaxOtters directive be used?"] == "pond, river"
    assert found["Which module provides the MaxOtters directive?"] == "mod_otter"
    assert found["What is the syntax of the MaxOtters directive?"] == "MaxOtters number"
    assert found["What does the MaxOtters directive do?"] == "It sets the number of otters that share a pond."


def test_the_heading_is_part_of_the_proof() -> None:
    """A row alone does not say whose default it is."""
    for fact in facts():
        if fact.name.text == "MaxOtters":
            start = fact.evidence[0].start - fact.chunk.span.start
            assert fact.chunk.text[start:].startswith("## MaxOtters Directive")


@pytest.mark.parametrize("default", ["none", "MaxOtters none", "MaxOtters 5 (June) MaxOtters 9 (May)", "see below"])
def test_no_value_is_no_default(default: str) -> None:
    assert not any("default" in question for question in asked(default=default))


def test_a_plain_word_names_no_module() -> None:
    """ "core" tells nobody which one is meant."""
    assert not any("module" in question for question in asked(module="core"))


@pytest.mark.parametrize(
    "description", ["Number of otters in a pond", "Email address used for otters", "Sizes in bytes of a pond"]
)
def test_a_thing_is_no_deed(description: str) -> None:
    """A noun at the front is no verb, however it is spelt."""
    assert "What does the MaxOtters directive do?" not in asked(description=description)


def test_a_heading_that_names_nothing_has_no_properties() -> None:
    assert not any("default" in question for question in asked(title="How otters are counted"))


def test_two_defaults_are_compared() -> None:
    """Entries of one page that are called alike."""
    one = facts(title="OtterCountMax Directive", default="OtterCountMax 12")
    other = facts(title="VoleCountMax Directive", default="VoleCountMax 30")
    moved = [replace(fact, chunk=replace(fact.chunk, id="c2")) for fact in other]
    made = [each.question for each in comparisons(one, moved)]
    assert any("OtterCountMax" in each and "VoleCountMax" in each for each in made)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("MaxOtters Directive", "the MaxOtters directive"),
        ("<Pond> Directive", "the <Pond> directive"),
        ("DIG TABLE", None),
    ],
)
def test_a_title_names_an_identifier_with_its_kind(title: str, named: str | None) -> None:
    found = titled_entry(title)
    assert (found.full if found is not None else None) == named
