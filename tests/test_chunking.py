"""Chunks are exact stretches of a document that lose nothing and cut nothing that belongs together."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.chunking import chunk, estimate_tokens
from kgsynth.language.markdown import BlockKind, blocks
from kgsynth.types import Chunk, ChunkKind, Document

FIXTURES = Path(__file__).parent.parent / "fixtures" / "edge"

SENTENCE = "The server writes every change to the log before it answers the client. "
PIECES = [
    "# Top\n\n",
    "## Part\n\n",
    "### Detail\n",
    "\n\n",
    "\n",
    SENTENCE,
    SENTENCE * 9,
    "- item\n",
    "  - nested item\n",
    "term\n: what it means\n\n",
    "    more of it\n\n",
    "```\ncode here\n\nmore code\n```\n\n",
    "1. first\n",
    "> quote\n",
    "| a | b |\n|---|---|\n" + "| one | two |\n" * 9 + "\n",
    "<div>\nhtml\n</div>\n\n",
    "word " * 80,
    "x" * 400,
    "한국어 문장이다. ",
    "这是一个句子。",
    "    indented\n\n",
    "---\n",
]


def _document(text: str, body_start: int = 0) -> Document:
    return Document(id="d", text=text, source="d.md", title="D", language="en", body_start=body_start)


def _chunks(text: str, target: int = 50) -> list[Chunk]:
    return chunk(_document(text), target_tokens=target)


def _prose(tokens: int) -> str:
    return (SENTENCE * (tokens * 4 // len(SENTENCE) + 1)).strip() + "\n\n"


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from([16, 50, 300]))
@settings(max_examples=200, deadline=None)
def test_chunks_are_exact_and_lose_nothing(text: str, target: int) -> None:
    """A chunk's text is that of its span, chunks are ordered, and only blanks lie between them."""
    at = 0
    for made in _chunks(text, target):
        assert at <= made.span.start < made.span.end
        assert text[made.span.start : made.span.end] == made.text
        assert not text[at : made.span.start].strip()
        at = made.span.end
    assert not text[at:].strip()


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from([16, 50, 300]))
@settings(max_examples=200, deadline=None)
def test_no_boundary_lies_in_code_or_in_a_row(text: str, target: int) -> None:
    """A chunk ends neither inside a fence of ordinary length nor inside a line of a table."""
    edges = {edge for made in _chunks(text, target) for edge in (made.span.start, made.span.end)}
    for block in blocks(text):
        inside = [edge for edge in edges if block.start < edge < block.end]
        if block.kind is BlockKind.CODE and estimate_tokens(text[block.start : block.end]) <= 4 * target:
            assert not inside
        if block.kind is BlockKind.TABLE:
            assert all("\n" in (text[edge - 1], text[edge]) for edge in inside)


def test_front_matter_is_in_no_chunk() -> None:
    """Chunks begin at the body."""
    made = chunk(_document("---\na: 1\n---\nBody.", body_start=13))
    assert [found.text for found in made] == ["Body."]


def test_a_short_document_is_one_chunk() -> None:
    """Several sections stay together when all of it is within the target, under the heading they share."""
    made = _chunks("# Top\n\n## A\n\nOne.\n\n## B\n\nTwo.\n", 300)
    assert [found.headings for found in made] == [("Top",)]


def test_a_document_without_words_has_no_chunks() -> None:
    """Nothing in, nothing out."""
    assert _chunks(" \n\n") == []


def test_headings_start_chunks_and_are_their_path() -> None:
    """Each section of some length is a chunk; its path is the titles around it, without markup."""
    text = f"# Top\n\n{_prose(60)}## The `a` part\n\n{_prose(60)}### Deep\n\n{_prose(60)}## B\n\n{_prose(60)}"
    made = _chunks(text, 100)
    assert [found.headings for found in made] == [
        ("Top",), ("Top", "The a part"), ("Top", "The a part", "Deep"), ("Top", "B")
    ]  # fmt: skip
    assert all(found.text.startswith("#") for found in made)


def test_a_heading_without_words_goes_with_the_section_in_it() -> None:
    """No chunk is a heading alone, and the path is that of the words."""
    made = _chunks(f"# Top\n\n## A\n\n{_prose(150)}", 100)
    assert made[0].text.startswith("# Top\n\n## A")
    assert {found.headings for found in made} == {("Top", "A")}


def test_tiny_sections_share_a_chunk() -> None:
    """A page of two-line sections does not give a chunk for each."""
    text = "# Top\n\n" + "".join(f"## Part {n}\n\nA line of words about it.\n\n" for n in range(60))
    made = _chunks(text, 100)
    assert len(made) < 15
    assert all(found.headings[0] == "Top" and estimate_tokens(found.text) <= 110 for found in made)


def test_outermost_sections_with_parts_are_not_mixed() -> None:
    """A tiny end of one top section does not take in the beginning of the next."""
    text = f"# One\n\n{_prose(90)}## End\n\nTiny.\n\n# Two\n\n{_prose(30)}## Part\n\n{_prose(90)}"
    assert all("# Two" not in found.text or found.text.startswith("# Two") for found in _chunks(text, 100))


def test_long_prose_is_cut_between_sentences() -> None:
    """Every chunk of a long paragraph ends with a full stop and is near the target; a tiny rest is taken in."""
    made = _chunks(_prose(1000), 100)
    assert all(found.text.endswith(".") and estimate_tokens(found.text) <= 125 for found in made)
    assert len(made) <= 14


def test_a_sentence_is_cut_only_beyond_four_targets() -> None:
    """Below that it stays whole; above, it is cut between words."""
    assert len(_chunks("word " * 150, 50)) == 1
    made = _chunks("word " * 1000, 50)
    assert len(made) > 20 and all(set(found.text.split()) == {"word"} for found in made)


def test_a_fence_is_cut_only_beyond_four_targets() -> None:
    """Below that it stays whole; above, it is cut between its lines."""
    lines = "".join(f"value_{n} = compute({n})\n" for n in range(100))
    fence = f"```\n{lines}```"
    assert [found.kind for found in _chunks(fence, 200)] == [ChunkKind.CODE]
    made = _chunks(fence, 50)
    assert len(made) > 8 and all(found.text.endswith((")", "```")) for found in made)


def test_a_long_table_is_cut_between_rows() -> None:
    """The first piece has the header, and each piece holds whole rows."""
    made = _chunks("| key | value |\n|---|---|\n" + "| some key | some value |\n" * 100, 100)
    assert len(made) > 4 and all(found.kind is ChunkKind.TABLE for found in made)
    assert made[0].text.startswith("| key") and all(found.text.endswith("|") for found in made)


def test_a_definition_stays_with_its_term() -> None:
    """A term, its definition and what continues it are one unit up to one and a half times the target."""
    entry = "term {}\n: It means something that takes a few words to say.\n\n    And it goes on for a while longer.\n\n"
    made = _chunks("".join(entry.format(n) for n in range(20)), 60)
    assert all(found.text.startswith("term") and found.text.endswith("longer.") for found in made)
    assert all(found.kind is ChunkKind.LIST for found in made)


def test_a_lead_in_stays_with_the_list_it_opens() -> None:
    """A paragraph that ends with a colon is not the end of a chunk."""
    made = _chunks(f"{_prose(85)}The options are:\n\n" + "- an option that does a thing\n" * 20, 100)
    assert not any(found.text.endswith(":") for found in made)


def test_kind_is_that_of_most_characters() -> None:
    """A heading does not count, and one lead-in sentence does not make a list prose."""
    assert _chunks("# T\n\n- one thing\n- and another thing\n")[0].kind is ChunkKind.LIST
    assert _chunks("# T\n\nSome words here.\n\n- x\n")[0].kind is ChunkKind.PROSE


def test_ids_are_those_of_the_content() -> None:
    """The same document gives the same ids; the same words at two places have two."""
    text = f"# A\n\n{_prose(90)}# B\n\n{_prose(90)}"
    assert [found.id for found in _chunks(text, 100)] == [found.id for found in _chunks(text, 100)]
    assert len({found.id for found in _chunks(text, 100)}) == len(_chunks(text, 100))


@pytest.mark.parametrize("target", [60, 100, 200, 300])
def test_a_translation_has_about_as_many_chunks(target: int) -> None:
    """An English page and its Korean translation differ by at most one third."""
    counts = []
    for language in ("en", "ko"):
        text = (FIXTURES / f"vaccine-fridge.{language}.md").read_text(encoding="utf-8")
        counts.append(len(chunk(_document(text, text.index("# ")), target_tokens=target)))
    assert abs(counts[0] - counts[1]) <= max(counts) / 3


def test_tokens_are_estimated_by_script() -> None:
    """A token is about four Latin letters, and fewer of the dense scripts."""
    assert estimate_tokens("") == 0
    assert estimate_tokens("a" * 40) == estimate_tokens("я" * 40) == 10
    assert estimate_tokens("한" * 40) == 25 and estimate_tokens("漢" * 40) == 31 and estimate_tokens("ก" * 40) == 19


def test_a_large_document_takes_linear_time() -> None:
    """A megabyte of everything is chunked in about a second."""
    text = "".join(PIECES) * (1_000_000 // len("".join(PIECES)))
    begin = time.process_time()
    assert len(_chunks(text, 300)) > 500
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "text",
    ["# a\n" * 20_000, "word " * 60_000, "- a\n" * 20_000, "t\n: d\n\n" * 10_000, "x" * 300_000, "a. " * 60_000,
     "`" * 100_000 + "a. " * 20_000],
    ids=range(7),
)  # fmt: skip
def test_one_sided_documents_take_linear_time(text: str) -> None:
    """Nothing but headings, one line, or entries without end costs no more than ordinary text."""
    begin = time.process_time()
    _chunks(text)
    assert time.process_time() - begin < 5


def test_a_stretch_of_blanks_is_no_chunk() -> None:
    """However long it is."""
    chunks = chunk(_document(f"The pump runs at night. {' ' * 50_000}It hums."))
    assert [piece.text for piece in chunks if not piece.text.strip()] == []
    assert "".join("".join(piece.text for piece in chunks).split()) == "Thepumprunsatnight.Ithums."
