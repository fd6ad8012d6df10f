"""Where a stretch of evidence stands now: found where it is, and nowhere else."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth.types import Document, Evidence, Skipped, Span, content_id
from kgsynth.versions.passages import Passage, passage_id
from kgsynth.versions.tracing import Cause, Corpus, Standing, Trace, trace

ENTRIES = (
    ("retries", "How often a request is sent again", "8"),
    ("interval", "How many seconds lie between two requests", "30"),
    ("window", "How many requests may be under way at once", "30"),
    ("backlog", "How many requests wait before one is refused", "128"),
    ("keepalive", "How many seconds a connection is held without use", "75"),
)


def entry(name: str, meaning: str, default: str) -> str:
    """Each ends in a sentence of few words, and two of these are the same."""
    return f"{name}\n: {meaning}. The default is {default}.\n\n"


TEXT = "# Settings of the gateway\n\n" + "".join(entry(*each) for each in ENTRIES)


def document(text: str, source: str = "settings.md") -> Document:
    return Document(content_id(text), text, source)


def evidence(found: Document, text: str, at: int = 0) -> Evidence:
    """The text where it stands first, or first behind a place."""
    start = found.text.index(text, at)
    return Evidence(source=found.source, document_id=found.id, start=start, end=start + len(text), text=text)


def whole(found: Document) -> Passage:
    """All of a document as one passage."""
    span = Span(found.id, 0, len(found.text))
    return Passage(0, passage_id(span, found.text), span, found.text)


OLD = document(TEXT)
SHORT = evidence(OLD, "The default is 30.", TEXT.index("window"))  # the second of two
LONG = evidence(OLD, "How many seconds a connection is held without use")


def traced(
    wanted: Evidence, *documents: Document, skipped: tuple[Skipped, ...] = (), known: Mapping[str, str] | None = None
) -> Trace:
    before = {OLD.source: OLD.id} if known is None else known
    return trace(wanted, whole(OLD), Corpus(documents, skipped, known=before))


def placed(found: Trace) -> tuple[str, int, str]:
    assert found.now is not None, found
    return found.now.source, found.now.start, found.now.text


@pytest.mark.parametrize("wanted", [SHORT, LONG])
def test_what_stands_where_it_stood_is_fresh(wanted: Evidence) -> None:
    """In the same document, and in one that has changed behind it."""
    for now in (OLD, document(TEXT + "A word on what is new.\n")):
        found = traced(wanted, now)
        assert found.standing is Standing.FRESH
        assert found.now is not None and found.now.document_id == now.id


LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30).map(lambda text: text + "\n"),
    max_size=6,
)


@given(st.lists(st.tuples(st.integers(0, len(ENTRIES)), LINES), max_size=4), st.sampled_from([SHORT, LONG]))
def test_insertions_anywhere_else_lead_to_the_right_place(
    insertions: list[tuple[int, list[str]]], wanted: Evidence
) -> None:
    """Between the entries, at the top and at the end; of two places with the same words, the right one is found."""
    parts = ["# Settings of the gateway\n\n", *(entry(*each) for each in ENTRIES)]
    for number, lines in insertions:
        parts[number] += "".join(lines)
    now = document("".join(parts))
    expected = now.text.index(wanted.text, now.text.index(entry(*ENTRIES[2 if wanted is SHORT else 4])))
    assert placed(traced(wanted, now)) == (now.source, expected, wanted.text)


def test_another_entry_may_slip_into_the_old_place() -> None:
    """Letter for letter where the evidence stood, there may now stand what another entry says."""
    shift = SHORT.start - TEXT.index(SHORT.text)
    assert shift > 0
    title, entries = "# Settings of the gateway\n\n", "".join(entry(*each) for each in ENTRIES)
    now = document(title + "." * (shift - 1) + "\n" + entries)
    assert now.text[SHORT.start : SHORT.end] == SHORT.text
    assert placed(traced(SHORT, now)) == (now.source, SHORT.start + shift, SHORT.text)


@given(st.sets(st.integers(0, 3)), st.booleans())
def test_deletions_elsewhere_lead_to_the_right_place(gone: set[int], titled: bool) -> None:
    """A sentence that speaks for itself is found when all around it is gone."""
    kept = [entry(*each) for number, each in enumerate(ENTRIES) if number not in gone]
    now = document("# Settings of the gateway\n\n" * titled + "".join(kept))
    assert placed(traced(LONG, now)) == (now.source, now.text.index(LONG.text), LONG.text)


@pytest.mark.parametrize("gone", [0, 1, 3])
def test_few_words_are_told_by_what_stands_around_them(gone: int) -> None:
    """Also where the other place with these words is the nearer one, or is gone."""
    now = document(TEXT.replace(entry(*ENTRIES[gone]), ""))
    assert placed(traced(SHORT, now))[1] == now.text.index(SHORT.text, now.text.index("window"))


def test_a_changed_figure_is_stale_though_another_entry_has_it() -> None:
    """What took its place is shown."""
    now = document(TEXT.replace(entry(*ENTRIES[2]), entry("window", ENTRIES[2][1], "64")))
    found = traced(SHORT, now)
    assert (found.standing, found.cause) == (Standing.STALE, Cause.TEXT_CHANGED)
    assert found.nearest is not None and found.likeness > 80
    assert now.text[found.nearest.start : found.nearest.end] == found.nearest.text


def test_an_entry_that_is_deleted_is_stale_though_another_has_its_words() -> None:
    """The few words of a neighbour are no evidence for it."""
    assert traced(SHORT, document(TEXT.replace(entry(*ENTRIES[2]), ""))).standing is Standing.STALE


def test_a_row_that_was_sorted_elsewhere_has_moved() -> None:
    """The only one with its words, in the midst of what stood around it."""
    rows = [f"| {name} | {default} |\n" for name, _, default in ENTRIES]
    head = "| name | default |\n|---|---|\n"
    old, now = document(head + "".join(rows)), document(head + "".join([rows[1], rows[2], rows[0], *rows[3:]]))
    wanted = evidence(old, rows[0].strip())
    found = trace(wanted, whole(old), Corpus([now], known={old.source: old.id}))
    assert placed(found) == (now.source, now.text.index(wanted.text), wanted.text)


def test_equal_places_go_to_the_nearest() -> None:
    """Where nothing tells two places from each other."""
    line = "The gateway refuses every request that is older than one full hour.\n"
    old, now = document("Before.\n" + line), document("Before it.\n" + line + "\n" * 400 + line)
    wanted = evidence(old, line.strip())
    found = trace(wanted, None, Corpus([now], known={old.source: old.id}))
    assert placed(found)[1] == now.text.index(line)


@pytest.mark.parametrize("wanted", [SHORT, LONG])
def test_other_line_ends_and_wraps_are_no_change(wanted: Evidence) -> None:
    """The evidence is then what stands there, letter for letter."""
    crlf = document(TEXT.replace("\n", "\r\n"))
    wrapped = document(TEXT.replace("a connection", "a\n  connection").replace("The default is", "The default\n  is"))
    for now in (crlf, wrapped):
        _, start, text = placed(traced(wanted, now))
        assert " ".join(text.split()) == wanted.text
        assert now.text[start : start + len(text)] == text
        assert start == now.text.index(text, now.text.index("window" if wanted is SHORT else "keepalive"))


@pytest.mark.parametrize("wanted", [SHORT, LONG])
def test_a_renamed_document_takes_its_evidence_along(wanted: Evidence) -> None:
    """As it is, and with an edit on top."""
    for now in (document(TEXT, "options.md"), document("A note.\n\n" + TEXT, "options.md")):
        source, start, text = placed(traced(wanted, now))
        assert (source, text) == ("options.md", wanted.text)
        assert start == wanted.start + len(now.text) - len(TEXT)


@pytest.mark.parametrize("wanted", [SHORT, LONG])
def test_nothing_moves_to_a_document_that_was_there_before(wanted: Evidence) -> None:
    """Unchanged, it said the same then; changed, it needs the surroundings, too."""
    twin = document("Of another gateway.\n\n" + wanted.text + "\n", "twin.md")
    edited = document(twin.text + "\nOne line more.\n", "twin.md")
    known = {OLD.source: OLD.id, twin.source: twin.id}
    for now in (twin, edited):
        found = traced(wanted, now, known=known)
        assert (found.standing, found.cause) == (Standing.STALE, Cause.DOCUMENT_GONE)
    assert placed(traced(wanted, document("# Both\n\n" + TEXT, "twin.md"), known=known))[0] == "twin.md"


def test_a_few_words_in_a_new_document_are_no_evidence() -> None:
    """A sentence is; and of the same document nothing is left."""
    new = document("Of something else. The default is 30. " + LONG.text + ".\n", "new.md")
    assert traced(SHORT, new).cause is Cause.DOCUMENT_GONE
    assert placed(traced(LONG, new))[0] == "new.md"


def test_a_document_that_cannot_be_read_is_told_with_the_reason() -> None:
    """As the reader put it."""
    found = traced(LONG, document("Nothing of it.", "other.md"), skipped=(Skipped(OLD.source, "binary, not text"),))
    assert (found.cause, found.detail) == (Cause.DOCUMENT_UNREADABLE, "binary, not text")


def test_what_is_like_nothing_has_no_nearest_passage() -> None:
    """A page that was written anew."""
    found = traced(LONG, document("Qu'ils mangent de la brioche.\n"))
    assert found.cause is Cause.TEXT_CHANGED and found.nearest is None


def test_scripts_without_spaces_are_traced() -> None:
    """Thai: an insertion in front, and a change."""
    before = "ตู้เย็นวัคซีนต้องรักษาอุณหภูมิระหว่าง 2 ถึง 8 องศาเซลเซียสเสมอ\n\nเปิดประตูได้ไม่เกิน 15 วินาที\n"
    old = document(before)
    wanted = evidence(old, "อุณหภูมิระหว่าง 2 ถึง 8 องศา")
    now = document("หมายเหตุใหม่\n\n" + before, old.source)
    found = trace(wanted, whole(old), Corpus([now], known={old.source: old.id}))
    assert placed(found) == (old.source, now.text.index(wanted.text), wanted.text)
    changed = document(before.replace("8", "6"), old.source)
    assert trace(wanted, whole(old), Corpus([changed], known={old.source: old.id})).standing is Standing.STALE
