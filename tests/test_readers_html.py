"""HTML pages become clean Markdown with exact links."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.readers.html import html_to_markdown


def markdown(html: str) -> str:
    return html_to_markdown(html).markdown


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>Roof</h1><h3>Load</h3><p>Two\n  hives.</p>", "# Roof\n\n### Load\n\nTwo hives.\n"),
        ("<ul><li>one</li><li><p>two</p><ul><li>three</ul></ul>", "- one\n- two\n  - three\n"),
        ("<ol start=3><li>a<li>b</ol><p>c", "3. a\n4. b\n\nc\n"),
        ("<p>Use <code>a`b</code> <b>now</b></p>", "Use ``a`b`` now\n"),
        ("<p><code>SELECT</code><code> x</code></p>", "`SELECT x`\n"),
        ("<p><code>SELECT</code><code>x</code></p>", "`SELECTx`\n"),
        ("<pre class='language-sh'>ls\n  -l\n</pre>", "```sh\nls\n  -l\n```\n"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>2<sup>32</sup> rows</p>", "2^32 rows\n"),
        ("<p>1. no list</p>", "1\\. no list\n"),
        ("<p>&lt;tree&gt; first</p>", "\\<tree> first\n"),
        ("<p>a<br>b</p>", "a\nb\n"),
        ("<p>a</p>loose<div>b</div>", "a\n\nloose\n\nb\n"),
        ("<em class='replaceable'><code>name</code></em>", "name\n"),
        ("", ""),
    ],
)
def test_blocks_are_written_as_markdown(html: str, expected: str) -> None:
    """Each kind of block has one form."""
    assert markdown(html) == expected


def test_a_definition_list_has_terms_and_indented_definitions() -> None:
    """Several terms share a definition; what follows its first paragraph is indented by four spaces."""
    html = "<dl><dt>-q<dt>--quiet<dd><p>Hush.</p><pre>x</pre><ul><li>y</ul><dt>-v<dd>Talk.</dl>"
    assert markdown(html) == "-q\n--quiet\n: Hush.\n\n    ```\n    x\n    ```\n\n    - y\n\n-v\n: Talk.\n"


def test_a_definition_that_begins_with_code_has_its_colon_alone() -> None:
    """A fence never stands behind a colon."""
    assert markdown("<dl><dt>a<dd><pre>x</pre></dl>") == "a\n:\n    ```\n    x\n    ```\n"


def test_a_table_of_data_has_pipes() -> None:
    """New lines in a cell are folded, pipes escaped, cells over two rows repeated."""
    html = "<table><tr><th>a<th>b</tr><tr><td rowspan=2>1|2<td><p>x</p><p>y</p></tr><tr><td>z</tr></table>"
    assert markdown(html) == "| a | b |\n| --- | --- |\n| 1\\|2 | x y |\n| 1\\|2 | z |\n"


def test_a_table_without_a_head_keeps_its_first_row_as_data() -> None:
    """An empty head says that there is none."""
    assert markdown("<table><tr><td>1<td>2</table>") == "|  |  |\n| --- | --- |\n| 1 | 2 |\n"


def test_a_table_for_layout_is_taken_apart() -> None:
    """One cell is no table."""
    assert markdown("<table><tr><td><h2>T</h2><p>text</p></td></tr></table>") == "# T\n\ntext\n"


def test_a_column_of_terms_becomes_a_definition_list() -> None:
    """One column under a head, each cell a term and what it means."""
    html = "<table><tr><th>Column</tr><tr><td><p><code>oid</code></p><p>The row</p><p>More</p></tr></table>"
    assert markdown(html) == "`oid`\n: The row\n\n    More\n"


@pytest.mark.parametrize(
    "junk",
    [
        "<nav><a href=x>Home</a></nav>",
        "<div class='navheader'><table><tr><td>Prev<td>Next</table></div>",
        "<ul class='docnav top'><li>Prev</ul>",
        "<div class='toc'><a href=x>1. One</a></div>",
        "<script>var a</script><style>p{}</style><!-- comment -->",
        "<form>Search <input></form><svg><text>x</text></svg>",
        "<footer>Imprint</footer><div id='footer'>Last updated</div>",
        "<div class='footer'>Created using <a href=x>Quill</a></div>",
        "<aside><a href=x>Other pages</a></aside>",
        "<div class='left-menu'><a href=x>Other pages</a></div>",
    ],
)
def test_what_is_not_content_is_left_out(junk: str) -> None:
    """Navigation and machinery vanish; the text around them stays."""
    assert markdown(f"<body>{junk}<p>before</p>{junk}<p>after</p>{junk} end</body>") == "before\n\nafter\n\nend\n"


def test_the_word_note_alone_is_left_out() -> None:
    """The label of an admonition says nothing; its text stays."""
    assert markdown("<div class='note'><h3 class='title'>Note</h3><p>Wet paint.</p></div>") == "Wet paint.\n"


def test_a_box_goes_behind_the_text_it_interrupts() -> None:
    """Its title becomes a heading below the section's."""
    html = (
        "<div class='section'><h2>S</h2><p>a</p><div class='sidebar'><p class='title'>TIP Box</p><p>boxed</p></div>"
        "<p>b</p><div class='section'><h3>Next</h3></div></div>"
    )
    assert markdown(html) == "# S\n\na\n\nb\n\n## TIP Box\n\nboxed\n\n## Next\n"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>20.4.\u00a0Resources</title><h2>20.4. Resources</h2>", "20.4. Resources"),
        ("<title>Hives - The Garden</title><h1>Hives</h1>", "Hives"),
        ("<title>The Garden | Hives</title><h1>Hives</h1>", "Hives"),
        ("<h1>Only <b>this</b></h1>", "Only this"),
        ("<title>Name</title><h2></h2>", "Name"),
    ],
)
def test_the_title_is_the_pages_own(html: str, title: str) -> None:
    """The name of the site is no part of it."""
    assert html_to_markdown(html).title == title


def test_a_heading_of_the_navigation_is_no_title() -> None:
    """The page's own comes after it, and the name of the site is told apart."""
    html = "<title>Hives &mdash; The Garden 2.1</title><nav><h3>Navigation</h3></nav><h1>Hives</h1><p>Wax.</p>"
    page = html_to_markdown(html)
    assert (page.title, page.site) == ("Hives", "The Garden 2.1")


def test_the_heading_that_is_the_title_becomes_the_first() -> None:
    """Pages of a book begin below <h1>; here each is a document of its own."""
    assert markdown("<title>T</title><h2>T</h2><h3>a</h3>") == "# T\n\n## a\n"


def test_links_point_at_their_text() -> None:
    """In prose, code, lists, quotes, tables and behind an escape."""
    html = (
        "<p><a href=1>- one</a> and <code>x <a href=2>two</a></code></p>"
        "<ul><li>see <a href=3><code>three</code></a></ul>"
        "<blockquote>a<br><a href=4>four</a></blockquote><table><tr><th>a|b<th><a href=5>fi|ve</a></table>"
    )
    result = html_to_markdown(html)
    found = {link.target: result.markdown[link.start : link.end] for link in result.links}
    assert found == {"1": "- one", "2": "two", "3": "`three`", "4": "four", "5": "fi\\|ve"}


def test_ten_thousand_nested_lists_are_read_to_the_end() -> None:
    """Depth costs neither the stack nor the innermost text."""
    text = markdown("<ul><li>x " * 10_000 + "innermost" + "</li></ul>" * 10_000 + "<p>after</p>")
    assert text.count("x") == 10_000
    assert "innermost" in text
    assert text.endswith("\nafter\n")


_TAGS = st.sampled_from(
    ["p", "li", "ul", "ol", "dl", "dt", "dd", "a", "code", "pre", "table", "tr", "td", "th", "h2", "br", "blockquote"]
)
_TREES = st.recursive(
    st.text(alphabet="ab `|*<&>\n1.-", max_size=8).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(_TAGS, st.lists(inner, max_size=4)).map(
        lambda node: f"<{node[0]} href=t>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(_TREES)
def test_any_tree_is_read_and_its_links_stay_in_a_line(html: str) -> None:
    """No tree of tags breaks the walk, and no link leaves its words."""
    result = html_to_markdown(html)
    for link in result.links:
        text = result.markdown[link.start : link.end]
        assert text and text == text.strip() and "\n" not in text


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="abcü `|*_\\", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_the_text_of_each_link_is_found_again(texts: list[str]) -> None:
    """Whatever stands in a link stands at its offsets, white space collapsed."""
    html = "".join(f"<p>- see <a href={i}>{text}</a>.</p>" for i, text in enumerate(texts))
    result = html_to_markdown(html)
    found = [result.markdown[link.start : link.end] for link in result.links]
    assert found == [" ".join(text.split()).replace("`", "\\`") for text in texts]
