"""Two things of one kind that belong together are asked about in one question."""

from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Expansion, Form, Purpose
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.pairs import pairs, plural
from kgsynth.types import Chunk, Span

HERE, THERE = chunk("The first page.", "d1"), chunk("Another part of it.", "d1", start=500)
ELSEWHERE = chunk("A page that names Pica and nothing else.", "d2")


def does(name: str, action: str, piece: Chunk, kind: str = "command", owner: str = "") -> Purpose:
    """What a command does, as a page says it."""
    span = Span(piece.document_id, piece.span.start, piece.span.start + 5)
    return Purpose(piece, (span,), Name(name, kind, owner), action, Form.THIRD, f"The {name} {kind} {action}.")


def asked(found: Candidate) -> tuple[str, str]:
    """Question and answer."""
    return found.question, found.reference


def test_what_two_commands_of_one_page_do_is_one_question() -> None:
    """In the order of their names, with both answers and both proofs."""
    rolo, pica = does("rolo", "draws charts", HERE), does("pica", "lists charts", THERE)
    (made,) = pairs(rolo, pica)
    assert asked(made) == (
        "What do the pica and rolo commands do?",
        "The pica command lists charts. The rolo command draws charts.",
    )
    assert made.evidence == (*rolo.evidence, *pica.evidence)


def test_other_pages_kinds_and_owners_are_left_alone() -> None:
    """Unless the corpus sets the two side by side."""
    rolo = does("rolo", "draws charts", HERE)
    far = does("pica", "lists charts", ELSEWHERE)
    assert list(pairs(rolo, far)) == []
    assert len(list(pairs(rolo, far, related=True))) == 1
    assert list(pairs(rolo, does("rolo.conf", "holds the settings", THERE, "file"))) == []
    assert list(pairs(rolo, does("--deep", "draws deeper", THERE, "option", "pica"))) == []


def test_what_two_names_are_is_asked_where_they_have_to_do_with_each_other() -> None:
    """One class and more in common, or a chunk that names the other."""
    evidence = (Span("d1", 0, 5),)
    pica = Definition(HERE, evidence, Name("Pica"), "a chart program for ships", "Pica is a chart program for ships.")
    rolo = Definition(
        THERE, evidence, Name("Rolo"), "a chart program for planes", "Rolo is a chart program for planes."
    )
    stoat = Definition(ELSEWHERE, evidence, Name("Stoat"), "a gateway for barns", "Stoat is a gateway for barns.")
    assert [made.question for made in pairs(pica, rolo)] == ["What are Pica and Rolo?"]
    assert [made.question for made in pairs(pica, stoat)] == ["What are Pica and Stoat?"]
    assert list(pairs(rolo, stoat)) == []


def test_letters_are_paired_where_they_end_in_the_same_word() -> None:
    """Two protocols, but no protocol and a bureau."""
    evidence = (Span("d1", 0, 5),)
    one = Expansion(HERE, evidence, Name("RCP"), "River Chart Protocol")
    other = Expansion(ELSEWHERE, evidence, Name("SMP"), "Ship Map Protocol")
    bureau = Expansion(ELSEWHERE, evidence, Name("RMB"), "River Map Bureau")
    assert [asked(made) for made in pairs(one, other)] == [
        ("What do RCP and SMP stand for?", "RCP stands for River Chart Protocol. SMP stands for Ship Map Protocol.")
    ]
    assert list(pairs(one, bureau)) == []


def test_plurals() -> None:
    """Of the kinds that are asked about."""
    assert [plural(kind) for kind in ("command", "utility", "directory")] == ["commands", "utilities", "directories"]
