"""Facts of two chunks, or three -> questions of more shapes than one, none of which one chunk answers."""

import re
from pathlib import Path

import pytest
from records import chunk, multi_hop_draft

from kgsynth import generate
from kgsynth.checks.contradiction import Contradiction
from kgsynth.checks.grounding import Grounding
from kgsynth.checks.hops import Hops
from kgsynth.checks.leakage import Leakage
from kgsynth.checks.round_trip import ChunkRanks
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Fact, Statement
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.several.bridges import bridges, chains
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.engines.extractive.several.pointers import pointed
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.graph import KnowledgeGraph
from kgsynth.types import Chunk, QueryType

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"


def told(piece: Chunk) -> list[Fact]:
    """The facts of a chunk."""
    return [fact for fact in facts_of([piece], subject="")[piece.id] if not isinstance(fact, Statement)]


def compared(first: str, second: str, kind: str) -> list[Candidate]:
    """What of a kind is asked of two chunks of one page."""
    one, other = chunk(first, "d1"), chunk(second, "d1", start=2000)
    return [each for each in comparisons(told(one), told(other)) if each.kind == kind]


# -------------------------------------------------------------------------------------------------- pointers

KEYWORDS = "`hushfile`\n: Specifies the name of the file used to store secrets.\n"


def pointing(text: str, other: str, headings: tuple[str, ...] = ()) -> list[Candidate]:
    """What is asked over a statement that only points at another name."""
    one = chunk(text, "d1", title="Environment Variables")
    there = Chunk(
        id="d2:0",
        span=chunk(other, "d2").span,
        text=other,
        headings=headings,
        title="Connection Control",
        source="d2.md",
    )
    return list(pointed(one, there, ""))


def test_a_name_that_points_at_another_is_told_by_it() -> None:
    """What the one is good for stands where the other is told."""
    text = "- `ROLOHUSH` behaves the same as the hushfile connection parameter.\n"
    (found,) = pointing(text, KEYWORDS, ("Parameter Key Words",))
    assert "ROLOHUSH" in found.question and "hushfile" not in found.question
    assert found.reference == "It specifies the name of the file used to store secrets."
    assert {span.document_id for span in found.evidence} == {"d1", "d2"}


def test_a_namesake_under_other_headings_is_not_what_is_pointed_at() -> None:
    """An option of some program may have the same name as the parameter."""
    text = "- `ROLOHUSH` behaves the same as the hushfile connection parameter.\n"
    assert not pointing(text, KEYWORDS, ("Options",))


def test_what_says_no_more_than_the_names_is_no_answer() -> None:
    """Who reads that something is the name of the den has learnt nothing of it."""
    text = "- `ROLOCAVE` behaves the same as the den connection parameter.\n"
    assert not pointing(text, "`den`\n: Name of the den to connect to.\n", ("Parameter Key Words",))
    assert pointing(text, "`den`\n: Name of the burrow that keeps the charts.\n", ("Parameter Key Words",))


def test_a_name_that_spells_its_target_needs_no_second_place() -> None:
    """Who reads ROLO_DEN knows where the den is told of: the statement that joins the two adds nothing."""
    text = "- `ROLO_DEN` behaves the same as the den connection parameter.\n"
    assert not pointing(text, "`den`\n: Name of the burrow that keeps the charts.\n", ("Parameter Key Words",))


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Use the drawer for all letters.", "It uses the drawer for all letters."),
        ("Find each lost letter and burn the stamp.", "It is used to find each lost letter and burn the stamp."),
        ("Enable or disable the drawer for letters.", ""),
        ("The key of the drawer, e.g. `hushfile=drawer`.", ""),
    ],
)
def test_what_is_told_of_the_target_fits_the_name_that_points_at_it(entry: str, told: str) -> None:
    """A command becomes a clause; an example of the other, or what is told of two at once, is no answer."""
    text = "- `ROLOHUSH` behaves the same as the hushfile connection parameter.\n"
    made = pointing(text, f"`hushfile`\n: {entry}\n", ("Parameter Key Words",))
    assert [each.reference for each in made] == [told] * bool(told)


def test_an_entry_of_a_switch_and_its_denial_tells_of_neither() -> None:
    """``--strong`` does not "keep or drop"."""
    text, both = "--strong\n: Same as `--tight`.\n", "--tight\n--no-tight\n: Keep the lid of a parcel shut.\n"
    one, other = (chunk(each, "d1", start=start, title="rolo(1)") for start, each in ((0, text), (900, both)))
    assert not list(pointed(one, other, ""))
    alone = chunk(both.replace("--no-tight\n", ""), "d1", start=900, title="rolo(1)")
    assert len(list(pointed(one, alone, ""))) == 1


def test_a_pointer_with_more_to_say_is_no_pointer() -> None:
    """What differs from its target is not told by it."""
    text = "- `ROLOHUSH` behaves the same as the hushfile connection parameter, but for root.\n"
    assert not pointing(text, KEYWORDS, ("Parameter Key Words",))


# --------------------------------------------------------------------------------------------------- measures

MEASURED = "# {}\n\n| Attribute | Value |\n| --- | --- |\n| {} | {} |\n"


@pytest.mark.parametrize(
    ("column", "values", "question"),
    [
        ("Weight", ("47 g", "64 g"), "Which is heavier, Otter 2 or Vole 1?"),
        ("Price", ("47 €", "64 €"), "Which is more expensive, Otter 2 or Vole 1?"),
        ("Radio range", ("60 m", "120 m"), "Which has the larger radio range, Otter 2 or Vole 1?"),
        ("Launch date", ("2 May 2021", "7 May 2022"), "Which was launched first, Otter 2 or Vole 1?"),
    ],
)
def test_a_measure_is_compared_by_its_adjective(column: str, values: tuple[str, str], question: str) -> None:
    """Nobody asks which of two has the higher weight."""
    pages = [MEASURED.format(name, column, value) for name, value in zip(("Otter 2", "Vole 1"), values, strict=True)]
    one, other = (chunk(text, f"d{at}", title=text.split("\n")[0][2:]) for at, text in enumerate(pages))
    assert question in {each.question for each in comparisons(told(one), told(other))}


def test_who_works_somewhere_tells_which_place_it_is() -> None:
    """``the site of Mireille Fontanet`` would be one of hers."""
    candidates = [candidate for fact in told(chunk(SITE, "d2", title="Tarnow")) for candidate in ask(fact, "")]
    made = {each.question for each in bridges(told(chunk(PEOPLE, "d1", title="People")), candidates, "")}
    assert "What is the floor area of the site where Mireille Fontanet works?" in made


# ------------------------------------------------------------------------------------------------- yes or no


SETTING = "`{}` (`integer`)\n: Limits how much is kept. The default is {}.\n"
SWITCH = "`{}` (`boolean`)\n: Turns the writing of entries on. The default is {}.\n"


def test_equal_defaults_are_the_same_in_any_unit() -> None:
    """And the answer says what both are."""
    (found,) = compared(SETTING.format("log_file_size", "1 MB"), SETTING.format("log_page_size", "1024 kB"), "yes_no")
    assert found.reference.startswith("Yes") and "1 MB" in found.reference


def test_unlike_switches_are_told_apart() -> None:
    """No, and which of them is on; the question asks for both, as one that is off would settle "both on"."""
    (found,) = compared(SWITCH.format("log_file_names", "on"), SWITCH.format("log_page_names", "off"), "yes_no")
    assert found.question == "Do log_file_names and log_page_names have the same default?"
    assert "log_file_names is on" in found.reference and "log_page_names is off" in found.reference


@pytest.mark.parametrize(
    ("values", "asked"),
    [(("8", "9"), 1), (("never", "always"), 1), (("a.crt", "b.key"), 0), (("8 MB", "9 s"), 0), (("cat", "dog"), 0)],
)
def test_only_what_could_be_alike_is_asked_to_be(values: tuple[str, str], asked: int) -> None:
    """Two files have no default in common, nor have a size and a time."""
    first, second = (SETTING.format(f"log_{what}_size", value) for what, value in zip(("a", "b"), values, strict=True))
    assert len(compared(first, second, "yes_no")) == asked


def test_settings_that_share_only_an_opening_are_not_compared() -> None:
    """Nobody wonders whether they are alike."""
    assert not compared(SETTING.format("log_file_size", "1 MB"), SETTING.format("log_rotation", "1 MB"), "yes_no")


@pytest.mark.parametrize("second", ["on", "off"], ids=["yes", "no"])
def test_the_gate_takes_either_answer(second: str) -> None:
    """Else one could guess: a set would hold nothing but "no"."""
    first, other = SWITCH.format("log_file_names", "on"), SWITCH.format("log_page_names", second)
    (found,) = compared(first, other, "yes_no")
    draft = multi_hop_draft(found.question, found.reference, [first, other], kind=found.kind)
    assert [check.check([draft]) for check in (Grounding(), Hops(), Leakage())] == [[None], [None], [None]]
    ranks = ChunkRanks(LexicalIndex([first, other]), ["d1:0", "d2:0"])
    assert Contradiction(ranks, {"d1:0": first, "d2:0": other}).check([draft]) == [None]


# ---------------------------------------------------------------------------------------------------- chains

PRODUCT = "# Ermine 1\n\n| Attribute | Value |\n| --- | --- |\n| Weight | 29 g |\n| Designer | Mireille Fontanet |\n"
PEOPLE = (
    "# People\n\n| Name | Role | Site |\n| --- | --- | --- |\n"
    "| Mireille Fontanet | Probe scientist | Tarnow |\n| Dale Hendrickson | Director | Duluth |\n"
)
SITE = "# Tarnow\n\n| Attribute | Value |\n| --- | --- |\n| Floor area | 950 m² |\n| Headcount | 24 |\n"


def test_a_chain_leads_over_three_tables() -> None:
    """Two names stay unsaid, and each chunk is needed for one of the steps."""
    pieces = [
        chunk(text, f"d{number}", title=title)
        for number, (text, title) in enumerate(((PRODUCT, "Ermine 1"), (PEOPLE, "People"), (SITE, "Tarnow")))
    ]
    candidates = [candidate for fact in told(pieces[2]) for candidate in ask(fact, "")]
    found = list(chains(told(pieces[0]), told(pieces[1]), candidates, ""))
    areas = [each for each in found if "floor area" in each.question]
    assert areas and areas[0].reference == "950 m²"
    assert not re.search("Tarnow|Mireille", areas[0].question) and "Ermine 1" in areas[0].question
    assert {span.document_id for span in areas[0].evidence} == {"d0", "d1", "d2"}


# ------------------------------------------------------------------------------------------------ a whole set


def test_no_kind_drowns_the_others(handbook_graph: KnowledgeGraph) -> None:
    """On real documents: several kinds, over one page and over several, two chunks and three; all of them proven."""
    made = generate(HANDBOOK, graph=handbook_graph, size=30)
    samples = [each for each in made if each.query_type is QueryType.MULTI_HOP]
    kinds = [sample.question_kind for sample in samples]
    assert len(set(kinds)) >= 3
    assert max(kinds.count(kind) for kind in set(kinds)) <= 0.6 * len(kinds)
    assert sum(len(sample.documents) > 1 for sample in samples) >= 0.3 * len(samples)
    for sample in samples:
        assert len(sample.evidence) >= 2 and len(set(sample.reference_contexts)) == sample.hops >= 2


# ------------------------------------------------------------------------------------- differences of settings

SAYS = "`{}` (`boolean`)\n: Controls whether {} are printed when a voyage plan is logged.\n"


@pytest.mark.parametrize(("first", "second", "compared_"), [("winds", "tides", False), ("gusts", "floods", True)])
def test_settings_whose_names_say_what_sets_them_apart_are_not_compared(
    first: str, second: str, compared_: bool
) -> None:
    """Nobody mixes up what is named after what it logs; where the names do not tell, somebody may."""
    one, other = (
        SAYS.format("tracer.log_winds", f"{first} per mile"),
        SAYS.format("tracer.log_tides", f"{second} per port"),
    )
    assert bool(compared(one, other, "difference")) is compared_


def test_things_of_which_the_same_is_said_are_not_compared() -> None:
    """A name alone is no difference that anybody could use."""
    said = "`{}` (`boolean`)\n: Controls whether all the harbours that are known to {} are shown to whoever asks.\n"
    assert not compared(said.format("pilot_list", "charts"), said.format("pilot_lists", "ships"), "difference")
