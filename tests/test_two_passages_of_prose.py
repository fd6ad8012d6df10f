"""Two passages of running prose -> a thing meant by what it does, what two have in common."""

from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Fact, Form, Purpose, Statement
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.several.commonalities import commonalities
from kgsynth.engines.extractive.several.riddles import Riddles, riddle
from kgsynth.engines.extractive.several.unnamed import asked_without
from kgsynth.pipeline import build
from kgsynth.routes.explained import Explained, explained_routes, together_routes
from kgsynth.routes.records import Route
from kgsynth.types import Chunk, EdgeKind, PathEdge

FOLDS = "# Charts\n\n`mapfold` is the program that folds the charts of harbours. It came out long ago.\n"
LOGS = "# Logs\n\n`mapfold` keeps a log of all of its deeds in `/var/log/folds.log`. Nobody reads that log at all.\n"


def told(piece: Chunk) -> list[Fact]:
    """The facts of a chunk but for its statements."""
    return [fact for fact in facts_of([piece], subject="")[piece.id] if not isinstance(fact, Statement)]


def asked_further(first: str, second: str) -> list[Candidate]:
    """What is asked of two chunks once better questions are spent."""
    one, other = chunk(first, "d1", title="Charts"), chunk(second, "d2", title="Logs")
    route = Route((one, other), (PathEdge(source=one.id, target=other.id, kind=EdgeKind.SHARED_ENTITY),))
    made = Made(subject="", corpus=Corpus.of([one, other]))
    made.read([route])
    made.read_further([route])
    return list(made.further(route))


def common(first: str, second: str) -> list[Candidate]:
    """What two chunks are asked to have in common."""
    return list(commonalities(told(chunk(first, "d1")), told(chunk(second, "d2"))))


# ------------------------------------------------------------------------------- meant by what it is or does


def test_a_program_is_meant_by_what_it_does() -> None:
    """One chunk says what it does, the other where it keeps its log; the name stands in neither question nor riddle."""
    found = {each.question: each for each in asked_further(FOLDS, LOGS)}
    asked = found["Where does the program that folds the charts of harbours keep a log of all of its deeds?"]
    assert asked.reference == "In /var/log/folds.log." and asked.kind == "bridge"
    assert {span.document_id for span in asked.evidence} == {"d1", "d2"}
    assert asked.hidden == ("mapfold",)


def test_what_two_are_told_in_the_same_words_means_neither() -> None:
    """Of two programs that fold charts, nobody knows which is meant."""
    again = FOLDS.replace("mapfold", "chartpress")
    riddles = Riddles("")
    first, second = (told(chunk(text, name)) for text, name in ((FOLDS, "d1"), (again, "d2")))
    riddles.add(first)
    assert [riddles.riddle(fact, "") for fact in first] == ["the program that folds the charts of harbours"]
    riddles.add(second)
    assert [riddles.riddle(fact, "") for fact in first] == [None]


def test_the_corpus_own_name_and_an_opinion_are_no_riddle() -> None:
    """Everybody knows what the pages are about, and "a popular program" fits many."""
    (fact,) = told(chunk(FOLDS, "d1"))
    assert riddle(fact, "mapfold") is None
    assert all(
        riddle(each, "") is None for each in told(chunk(FOLDS.replace("the program", "a popular program"), "d1"))
    )


def test_what_belongs_to_a_thing_belongs_to_what_it_is() -> None:
    """``the Stoat log`` is the log of the program; what follows only a setting in front is left alone."""
    stoat, said = Name("Stoat"), "the suite that folds wet maps"
    assert asked_without("Where is the Stoat log kept in winter?", stoat, said) == (
        "Where is the log of the suite that folds wet maps kept in winter?"
    )
    assert asked_without("In Stoat, where is the log kept?", stoat, said) is None
    assert asked_without("Why do maps fold wet with Stoat?", stoat, said) is None  # it says the riddle already


def test_a_word_that_may_be_a_verb_needs_its_kind() -> None:
    """``set`` is a command only where it is called one."""
    name, said = Name("set", "command"), "the command that shows the tide variables"
    assert asked_without("What happens when set is run twice at night?", name, said) is None
    assert asked_without("What happens when the set command is run twice?", name, said) == (
        "What happens when the command that shows the tide variables is run twice?"
    )


def test_what_users_of_a_product_call_by_name_and_plain_words_are_no_riddle() -> None:
    """Who asks of Otter says "otter fold", and who wants to find a vendor says so."""
    fold = Purpose(chunk(FOLDS), (), Name("otter fold", "command"), "folds the charts of all harbours", Form.THIRD, "")
    assert riddle(fold, "Stoat") == "the command that folds the charts of all harbours"
    assert riddle(fold, "Otter") is None
    vendor = Definition(chunk(FOLDS), (), Name("vendor", "term"), "a person who folds the charts of harbours", "")
    assert riddle(vendor, "Otter") is None


# -------------------------------------------------------------------------------------------- in common


def test_two_of_a_narrow_sort_have_it_in_common() -> None:
    """Neither chunk names the other thing, so that both are needed."""
    otter = "# Otter\n\nOtter Linux is a tide-driven harbour bell distribution specializing in harbour charts.\n"
    stoat = "# Stoat\n\nStoat Linux is a tide-driven harbour bell distribution focused on bell towers.\n"
    (found,) = common(otter, stoat)
    assert found.question == "What do Otter Linux and Stoat Linux have in common?"
    assert found.reference == "Otter Linux and Stoat Linux are both tide-driven harbour bell distributions."
    assert {each.document_id for each in found.chunks} == {"d1", "d2"}


def test_a_wide_sort_is_nothing_in_common() -> None:
    """That both are distributions, of whatever drive, is no news."""
    otter = "# Otter\n\nOtter Linux is a tide-driven distribution specializing in harbour charts.\n"
    stoat = "# Stoat\n\nStoat Linux is a tide-driven distribution focused on bell towers.\n"
    assert not common(otter, stoat)


# ---------------------------------------------------------------------------------------------- the routes


def routes(*texts: str, together: bool = False) -> set[tuple[str, ...]]:
    """The names of the paths over some pages."""
    graph = build([{"text": text, "source": f"{number}.md"} for number, text in enumerate(texts)])
    known = Explained(graph)
    offered = together_routes(graph, known) if together else explained_routes(graph, known)
    return {route.entities for _, _, route in offered}


FILLER = "The harbour masters were glad to see it there on a wet and windy day in the last week of autumn.\n"


def test_a_name_leads_from_where_it_is_explained() -> None:
    """To where it is spoken of; a name that no sentence explains leads nowhere."""
    assert routes(FOLDS + FILLER, LOGS + FILLER) >= {("mapfold",)}
    assert ("mapfold",) not in routes(FOLDS.replace(" is the program that", ", once,") + FILLER, LOGS + FILLER)


def test_names_that_stand_in_one_sentence_twice_are_set_side_by_side() -> None:
    """Once may be chance."""
    press = "# Press\n\n`chartpress` is a program that presses wet charts. " + FILLER
    once = "# Both\n\nSome use `mapfold` with `chartpress` at night. " + FILLER
    twice = once + "Who has `chartpress` needs `mapfold`, too. " + FILLER
    pair = ("chartpress", "mapfold")
    assert pair not in routes(FOLDS + FILLER, press, once, together=True)
    assert pair in routes(FOLDS + FILLER, press, twice, together=True)


def test_a_name_that_all_readers_know_is_not_described() -> None:
    """They would say it."""
    known, unknown = Riddles("", lambda name: name == "mapfold"), Riddles("", lambda name: False)
    piece = chunk(FOLDS, "d1")
    for riddles in (known, unknown):
        riddles.add(told(piece))
    assert known.of(piece) == [] and unknown.of(piece)


def test_what_the_whole_corpus_is_about_makes_no_narrow_sort() -> None:
    """That two are otter-based harbour bells is no news where all pages are about otters."""
    one, other = (told(chunk(f"{name} is an otter-based harbour bell {said}.\n", name)) for name, said in (
        ("Rolo", "that rings by itself at night"), ("Pica", "that wakes the ferry men at dawn")))  # fmt: skip
    assert list(commonalities(one, other)) and list(commonalities(one, other, "Otter")) == []
