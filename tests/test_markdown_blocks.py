"""Markdown is read into blocks, plain words and table cells, and every offset points at the source."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.language.markdown import Block, BlockKind, blocks, plain, table

PIECES = [
    "# ",
    "## A",
    "- ",
    "* ",
    "1. ",
    "2) ",
    ": ",
    "> ",
    "```",
    "~~~",
    "    ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "---",
    "===",
    "***",
    "| a | b |",
    "|---|---|",
    "|",
    "word",
    "two words.",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "a_b",
    "`",
    "``",
    "[",
    "]",
    "](x)",
    "![",
    "[[p|q]]",
    "![[e]]",
    "<b>",
    "</b>",
    "<div>",
    "<figure>",
    "</figure>",
    "<!--",
    "-->",
    "&amp;",
    "&lt;",
    "\\*",
    "\\",
    "é",
    "한국어",
    "ไทย",
    "\u00a0",
    "\u3000",
    "https://x.y/_z_",
    "[r]: u",
    "[ ] ",
    " ",
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def _shown(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, text[block.start : block.end]) for block in blocks(text)]


def _plain(text: str) -> str:
    return plain(text, 0, len(text)).text


@given(MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_blocks_are_ordered_and_cover_every_line(text: str) -> None:
    """Blocks do not overlap, and every character that is not blank is in one."""
    at = 0
    for block in blocks(text):
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


@given(MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_plain_characters_point_at_their_source(text: str) -> None:
    """Offsets never run backwards, and a character is that of its source unless an entity or a line break was."""
    for block in blocks(text):
        words = plain(text, block.start, block.end)
        assert len(words.offsets) == len(words.text) + 1
        assert all(a <= b for a, b in zip(words.offsets, words.offsets[1:], strict=False))
        for index, character in enumerate(words.text):
            start, end = words.source_span(index, index + 1)
            assert block.start <= start < end <= block.end
            assert character.isspace() or text[start] == character or text[start] == "&"


@given(MARKDOWN)
@settings(max_examples=100, deadline=None)
def test_blocks_from_a_start_leave_out_what_is_before(text: str) -> None:
    """Front matter that ends at ``start`` is in no block."""
    front = "---\na: 1\n---\n"
    moved = [Block(b.kind, b.start + len(front), b.end + len(front), b.level, b.marker) for b in blocks(text)]
    assert blocks(front + text, len(front)) == moved


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_headings_of_both_kinds(newline: str) -> None:
    """A heading is marked by number signs or underlined."""
    text = newline.join(["# One", "text", "", "Two", "---", "###### Six ##"])
    assert [(kind, level) for kind, level, _ in _shown(text)] == [
        ("heading", 1), ("paragraph", 0), ("heading", 2), ("heading", 6)
    ]  # fmt: skip


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_a_fence_hides_what_is_in_it(fence: str) -> None:
    """Headings and lists inside a fence are code, and a shorter fence does not end it."""
    text = f"{fence}py\n# no heading\n\n- no item\n``\n{fence}\n# heading"
    assert [kind for kind, _, _ in _shown(text)] == ["code", "heading"]


def test_a_fence_that_is_not_closed_runs_to_the_end() -> None:
    """Nothing after an open fence is read as anything else."""
    assert [kind for kind, _, _ in _shown("text\n```\n# a\n\n- b\n")] == ["paragraph", "code"]


def test_a_fence_in_a_list_item_belongs_to_it() -> None:
    """Its level is that of the item, and the list goes on after it."""
    assert _shown("1. one\n   ```\n   x\n   ```\n2. two") == [
        ("list_item", 1, "1. one"), ("code", 1, "```\n   x\n   ```"), ("list_item", 1, "2. two")
    ]  # fmt: skip


def test_lists_nest_by_indentation() -> None:
    """An item is its first paragraph; nested items and later paragraphs are blocks of their own."""
    assert _shown("- a\n  more\n  - b\n\n    after b\n\n  after a\n- c\n\noutside") == [
        ("list_item", 1, "- a\n  more"), ("list_item", 2, "- b"), ("paragraph", 2, "after b"),
        ("paragraph", 1, "after a"), ("list_item", 1, "- c"), ("paragraph", 0, "outside"),
    ]  # fmt: skip


def test_a_number_inside_a_paragraph_starts_no_list() -> None:
    """A wrapped line that happens to begin with a year is still the paragraph."""
    assert _shown("It was in\n2019. Then it ended.") == [("paragraph", 0, "It was in\n2019. Then it ended.")]


def test_definition_lists_with_their_continuations() -> None:
    """Terms, definitions and what is indented under them are told apart, with the depth of the nesting."""
    text = (
        "a\nb\n: first\n\n    more\n\n    - item\n\n    ```\n    x\n    ```\n\n"
        "    inner\n    : deep\n\nc\n: last\n\nend"
    )
    assert [(kind, level) for kind, level, _ in _shown(text)] == [
        ("term", 1), ("term", 1), ("definition", 1), ("paragraph", 1), ("list_item", 2), ("code", 1), ("term", 2),
        ("definition", 2), ("term", 1), ("definition", 1), ("paragraph", 0),
    ]  # fmt: skip


def test_a_term_may_follow_a_definition_at_once() -> None:
    """No blank line is needed between two entries."""
    assert [kind for kind, _, _ in _shown("a\n: b\nc\n: d")] == ["term", "definition", "term", "definition"]


def test_a_placeholder_in_angle_brackets_is_a_term() -> None:
    """What only looks like a tag is a word; a real tag alone on a line is HTML."""
    kinds = [kind for kind, _, _ in _shown("<object>\n: a thing\n\n<commit>\n: another\n\n<b>\n\n</b>\n\n<br>")]
    assert kinds == ["term", "definition"] * 2 + ["html"] * 3


def test_a_colon_without_a_term_is_a_paragraph() -> None:
    """A definition needs something to define."""
    assert [kind for kind, _, _ in _shown("# T\n\n: not a definition")] == ["heading", "paragraph"]


def test_indented_code_outside_lists() -> None:
    """Four spaces after a blank line are code; without the blank line they are the paragraph."""
    assert [kind for kind, _, _ in _shown("a\n\n    code\n\n    more\n\nb\n    still b")] == [
        "paragraph", "code", "paragraph"
    ]  # fmt: skip


def test_quotes_html_and_rules() -> None:
    """A quote keeps its lazy line; a comment and a figure reach over blank lines."""
    text = "> a\nlazy\n\n<!-- x\n\ny -->\n\n<figure>\n\n<img>\n\n</figure>\n\n* * *\nend"
    assert [kind for kind, _, _ in _shown(text)] == ["quote", "html", "html", "rule", "paragraph"]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## A *b* `c` ##", "A b c"),
        ("Two\n===", "Two"),
        ("- [x] done **now**", "done now"),
        ("12) a\n    b  \nc\\\nd", "a b c d"),
        ("> a\n> b", "a b"),
        (": means *this*", "means this"),
        ("snake_case __init_file 2 * 3 * 4", "snake_case __init_file 2 * 3 * 4"),
        ("a `--x  *y*` b", "a --x  *y* b"),
        ("``a ` b``", "a ` b"),
        ("[a *b*](http://x/(y) \"t\") [c][d] [e][] f[0][1]", "a b c e f[0][1]"),
        ("x ![alt](i.png) y [![b](c)](d) z", "x y z"),
        ("[[page|text]] [[page]] ![[embed]] [[ -f x ]]", "text page [[ -f x ]]"),
        ("<em>a</em><br>b <file> <figure><img><p>gone</p></figure>c", "a b <file> c"),
        ("cat <object> or <option>, <b>not</b> <p>", "cat <object> or <option>, not"),
        ("a&nbsp;&amp;&#x41;&unknown; \\*b\\*", "a &A&unknown; *b*"),
        ("https://x.y/_a_ <https://z.z>", "https://x.y/_a_ https://z.z"),
        ("the ~~old~~ new ==price== a==b", "the new price a==b"),
        ("note[^1] <!-- hidden -->", "note"),
        ("```sh\nls *\n```", "ls *"),
    ],
)  # fmt: skip
def test_plain_words(markdown: str, words: str) -> None:
    """Markup goes, words stay."""
    assert _plain(markdown) == words


def test_inline_code_is_known() -> None:
    """The ranges of inline code are those of the plain text."""
    words = plain("use `a_b` or `c*`", 0, 17)
    assert [words.text[start:end] for start, end in words.code] == ["a_b", "c*"]


def test_a_source_span_takes_the_whole_entity() -> None:
    """The source of a decoded character is all of its entity."""
    text = "a &lt; b"
    assert text[slice(*plain(text, 0, len(text)).source_span(2, 3))] == "&lt;"


def test_table_cells_with_escaped_pipes() -> None:
    """Cells are plain and their offsets are those of the trimmed content."""
    text = "| a \\| b | *c* |\n|---|:-:|\n| 1 | **2** |\n|  |\n"
    found = table(text, blocks(text)[0])
    assert found is not None
    assert [cell.text for cell in found.header] == ["a | b", "c"]
    assert [[cell.text for cell in row] for row in found.rows] == [["1", "2"], [""]]
    assert text[found.rows[0][1].start : found.rows[0][1].end] == "**2**"
    assert text[slice(*found.row_spans[0])] == "| 1 | **2** |"


def test_a_table_without_header_has_empty_header_cells() -> None:
    """An empty first row is a header without words."""
    text = "| | |\n|---|---|\n| a | b |"
    found = table(text, blocks(text)[0])
    assert found is not None and [cell.text for cell in found.header] == ["", ""]


def test_other_blocks_are_no_table() -> None:
    """A line with a pipe is a paragraph unless a row of dashes follows."""
    assert table("a | b", blocks("a | b")[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "".join(" " * (2 * depth) + "- x\n" for depth in range(3_000)), "word " * 40_000, "*a " * 60_000,
        "[" * 100_000, "[a](" * 40_000, "`` ``` " * 30_000, "- " * 100_000, ">" * 200_000, "<!-- " * 40_000,
        "<figure>\n\n" * 20_000, "<b>" * 60_000 + "</b>", "a\n: b\n" * 20_000,
        "- a\n" + "  - b\n" * 20_000 + ": x\n" * 20_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Deep nesting, long lines and openers without end cost no more than ordinary text."""
    begin = time.process_time()
    for block in blocks(text):
        plain(text, block.start, block.end)
    assert time.process_time() - begin < 5


def test_kinds_are_what_they_say() -> None:
    """The kinds are strings a file can hold."""
    assert str(BlockKind.LIST_ITEM) == "list_item"
