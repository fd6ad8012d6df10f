"""A share of questions that no document answers: checked over the whole corpus, counted, loaded and scored."""

from dataclasses import replace
from pathlib import Path

import pytest
from records import draft

from kgsynth import Testset, generate
from kgsynth.checks.unanswerable import Unanswered
from kgsynth.errors import SettingsError
from kgsynth.exporters.records import answerable
from kgsynth.graph import KnowledgeGraph
from kgsynth.language.words import squeezed
from kgsynth.personas import BUILT_IN
from kgsynth.scenarios import slots
from kgsynth.scoring.answers import score_answer
from kgsynth.settings import Settings
from kgsynth.types import UNANSWERABLE, Draft, QueryStyle, QueryType, Sample

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"
SIZE = 30


@pytest.fixture(scope="module")
def handbook(handbook_graph: KnowledgeGraph) -> Testset:
    """A set of 30 with a fifth that nothing answers."""
    return generate(HANDBOOK, graph=handbook_graph, size=SIZE, unanswerable=0.2)


def _open(testset: Testset) -> list[Sample]:
    return [sample for sample in testset if sample.question_kind == UNANSWERABLE]


def _draft(question: str, name: str) -> Draft:
    made = draft(question, f"The documents do not say this about {name}.", kind=UNANSWERABLE, entities=(name,))
    return replace(made, evidence=())


def test_the_share_is_kept_or_told(handbook: Testset) -> None:
    """As many as were asked for, or a shortfall that says how many are wanting; n is full in either case."""
    told = [each for each in handbook.manifest.shortfalls if each.axis == "question_kind"]
    assert len(handbook) == SIZE
    assert len(_open(handbook)) + sum(each.wanted - each.got for each in told) == 0.2 * SIZE
    assert len(_open(handbook)) >= 4


def test_they_have_no_evidence_and_say_so(handbook: Testset) -> None:
    """Single-hop, a plain sentence for an answer, and nothing that could be retrieved."""
    for sample in _open(handbook):
        assert sample.query_type is QueryType.SINGLE_HOP
        assert sample.reference.startswith("The documents do not say")
        assert (sample.evidence, sample.reference_contexts, sample.documents, sample.hops) == ((), (), (), 0)
        assert not answerable(sample)


def test_they_ask_about_something_the_documents_treat(handbook: Testset) -> None:
    """What is asked about stands in the question, and in some document."""
    texts = [squeezed(path.read_text("utf-8")) for path in sorted(HANDBOOK.rglob("*.md"))]
    for sample in _open(handbook):
        (name,) = sample.entities
        assert name in sample.clean_user_input
        assert any(squeezed(name) in text for text in texts)


def test_they_are_saved_loaded_and_scored(handbook: Testset, tmp_path: Path) -> None:
    """The file holds them as they are; who refuses is right, who answers is wrong."""
    handbook.save(tmp_path / "eval.jsonl")
    assert Testset.load(tmp_path / "eval.jsonl").samples == handbook.samples
    for sample in _open(handbook):
        assert score_answer(sample, "The documents do not say.") == {"refusal": 1.0}
        assert score_answer(sample, sample.reference) == {"refusal": 1.0}
        assert score_answer(sample, "It is 42.") == {"refusal": 0.0}


def test_without_a_share_there_are_none(handbook_graph: KnowledgeGraph) -> None:
    """The default asks for nothing of the kind."""
    assert not _open(generate(HANDBOOK, graph=handbook_graph, size=5))


def test_the_same_seed_gives_the_same_questions(handbook: Testset, handbook_graph: KnowledgeGraph) -> None:
    """Made twice, they are the same."""
    again = generate(HANDBOOK, graph=handbook_graph, size=SIZE, unanswerable=0.2)
    assert again.samples == handbook.samples


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Lodge G4 is a gateway.", None),
        ("The Lodge G4 is a gateway. Its battery is charged from the mains.", "answered: c"),
        ("The Lodge G4 is a gateway whose batteries are charged from the mains.", "answered: c"),
        ("The Stoat 2 has a battery.", "unknown_name"),
    ],
)
def test_what_some_chunk_may_answer_is_refused(text: str, reason: str | None) -> None:
    """The name and what is asked of it in one chunk are enough; a name that no chunk has is nobody's question."""
    asked = _draft("What battery does Lodge G4 have?", "Lodge G4")
    assert Unanswered({"c": text}).check([asked]) == [reason]


def test_other_words_for_the_same_are_known() -> None:
    """A price answers what something costs."""
    asked = _draft("What does the Lodge G4 cost?", "Lodge G4")
    assert Unanswered({"c": "The price of the Lodge G4 is on request."}).check([asked]) == ["answered: c"]


def test_slots_hold_the_share_over_personas_and_styles() -> None:
    """Every persona has some, and every style that is common."""
    made = slots(Settings(size=100, unanswerable=0.2), BUILT_IN)
    unanswerable = [slot for slot in made if not slot.answerable]
    assert len(unanswerable) == 20
    assert {slot.persona.expertise for slot in unanswerable} == {"novice", "practitioner", "expert"}
    assert {slot.query_type for slot in unanswerable} == {QueryType.SINGLE_HOP}
    assert len({slot.query_style for slot in unanswerable} - {QueryStyle.WELL_FORMED}) >= 2


def test_shares_beyond_the_whole_are_an_error() -> None:
    """There is no room for both."""
    with pytest.raises(SettingsError, match="together 1 at most"):
        generate(HANDBOOK, size=5, multi_hop=0.6, unanswerable=0.5)
