"""Grounding, leave-one-out, coverage and mix: hand-made sets with known numbers."""

from hypothesis import given
from hypothesis import strategies as st
from quality_samples import GATEWAY, PORT, corpus, sample

from kgsynth.report.quality.coverage import coverage, mix
from kgsynth.report.quality.drafts import draft_of
from kgsynth.report.quality.evidence import grounding, leave_one_out
from kgsynth.testset import Testset
from kgsynth.types import Evidence, Manifest, QueryStyle, Span

BRIDGE = ("On what port is the server under the Merlin gateway reached?", "port 8080", (GATEWAY, PORT))


def test_evidence_is_compared_with_the_text_at_its_offsets() -> None:
    """One span of two was moved by a character: half is exact, and without the documents nothing is said."""
    good, other = sample(spans=["port 8080"]), sample("Where is the log?", "/var/log", spans=["/var/log/kestrel"])
    moved = other.evidence[0].model_copy(
        update={"start": other.evidence[0].start + 1, "end": other.evidence[0].end + 1}
    )
    samples = [good, other.model_copy(update={"evidence": (moved,)})]
    found = grounding(samples, corpus(PORT))
    assert found.exact is not None and (found.exact.count, found.exact.of, found.exact.share) == (1, 2, 0.5)
    assert found.unknown_documents == 0
    assert grounding(samples, None).exact is None


def test_a_document_that_has_changed_is_found_by_its_source() -> None:
    """Its id is another, and what moved in it is no longer exact."""
    changed = grounding([sample(spans=["port 8080"])], corpus("New. " + PORT))
    assert changed.exact is not None and changed.exact.count == 0 and changed.unknown_documents == 0
    appended = grounding([sample(spans=["port 8080"])], corpus(PORT + " More."))
    assert appended.exact is not None and appended.exact.count == 1


def test_evidence_of_an_unknown_document_is_not_exact() -> None:
    """It is counted, and named as such."""
    other = sample().model_copy(
        update={"evidence": (sample().evidence[0].model_copy(update={"document_id": "x", "source": "x.md"}),)}
    )
    found = grounding([other], corpus(PORT))
    assert found.exact is not None and found.exact.count == 0 and found.unknown_documents == 1


def test_evidence_must_be_as_long_as_it_says_and_in_a_context() -> None:
    """What can be said without the documents."""
    long = sample().evidence[0].model_copy(update={"end": 10_000})
    elsewhere = sample().model_copy(update={"reference_contexts": ("Something else.",)})
    samples = [sample(), sample().model_copy(update={"evidence": (long,)}), elsewhere]
    assert grounding(samples, None).in_contexts.count == 1


def test_words_of_the_answer_are_looked_for_in_the_evidence() -> None:
    """Content words only: two of four stand there, and the check calls that unsupported."""
    found = grounding([sample(answer="port 8080 of the blue falcon")], None)
    assert found.reference_words is not None and found.reference_words.mean == 0.5
    assert found.supported.count == 0
    assert grounding([sample()], None).supported.count == 1


def test_an_answer_of_function_words_is_not_measured() -> None:
    """There is nothing to look for."""
    assert grounding([sample(answer="It is.")], None).reference_words is None


def test_a_sample_without_evidence_supports_nothing() -> None:
    """And breaks nothing."""
    bare = sample().model_copy(update={"evidence": ()})
    found = grounding([bare], corpus(PORT))
    assert (found.in_contexts.share, found.supported.count) == (None, 0)


def test_a_bridge_needs_both_hops_though_one_holds_the_answer() -> None:
    """The check counts words of the question, too; by the answer alone one piece would do."""
    found = leave_one_out([sample(*BRIDGE, kind="bridge")])
    assert found is not None and found.needed.share == 1.0 and found.answer_words.share == 0.0


def test_a_difference_needs_both_for_its_answer() -> None:
    """Each piece holds words of the answer that the other lacks."""
    texts = ("The fetch option copies commits.", "The prune option deletes branches.")
    one = sample("How do fetch and prune differ?", "fetch copies commits, prune deletes branches", texts)
    found = leave_one_out([one.model_copy(update={"question_kind": "difference"})])
    assert found is not None and found.needed.share == found.answer_words.share == 1.0


def test_a_hop_that_adds_nothing_is_seen() -> None:
    """The second text says nothing that question or answer ask for."""
    found = leave_one_out([sample("Which port does Kestrel listen on?", "8080", (PORT, "Nothing of that here."))])
    assert found is not None and found.needed.count == 0
    assert leave_one_out([sample()]) is None


def test_the_rebuilt_draft_has_the_evidence_in_its_chunks() -> None:
    """Spans lie in the contexts they come from, though the contexts' offsets are not in the file."""
    draft = draft_of(sample(*BRIDGE, spans=["Merlin gateway", "port 8080"]))
    assert draft.evidence_texts == ("Merlin gateway", "port 8080")
    assert [chunk.text for chunk in draft.scenario.chunks] == [GATEWAY, PORT]


def test_contexts_of_one_document_with_the_same_evidence_are_kept_apart() -> None:
    """Each of two sections says "The default is 80."."""
    text = "# fetch\nThe default is 80.\n# prune\nThe default is 80."
    first, second = text[:26], text[27:]
    spans = (_cut(text, 8, 26), _cut(text, 35, 53))
    both = sample(texts=(first, second)).model_copy(update={"evidence": spans})
    assert [chunk.span for chunk in draft_of(both).scenario.chunks] == [Span("d", 0, 26), Span("d", 27, 53)]


def test_a_context_is_placed_where_most_of_its_evidence_agrees() -> None:
    """The number stands in it twice, and the name says which of the two is meant."""
    text = "Ports: 80, and 80 of Kestrel."
    twice = sample(texts=[text]).model_copy(update={"evidence": (_cut(text, 15, 17), _cut(text, 21, 28))})
    assert draft_of(twice).scenario.chunks[0].span == Span("d", 0, len(text))


def test_evidence_outside_all_contexts_is_a_piece_of_its_own() -> None:
    """So that a set by other hands can be measured."""
    stray = sample(*BRIDGE).model_copy(update={"reference_contexts": ("Something else.",)})
    assert len(draft_of(stray).scenario.chunks) == 2


@given(st.text("ab ", max_size=30), st.integers(0, 20), st.integers(1, 10))
def test_a_context_is_placed_where_its_evidence_stands(before: str, at: int, length: int) -> None:
    """However often the evidence's text is repeated in it."""
    text = before + "abab baab " * 3
    start, end = min(at, len(text) - 1), min(at + length, len(text))
    if start < end:
        draft = draft_of(sample(texts=[text]).model_copy(update={"evidence": (_cut(text, start, end),)}))
        assert draft.evidence_texts == (text[start:end],)
        assert draft.evidence == (Span("d", start, end),)


def _cut(text: str, start: int, end: int, document: str = "d") -> Evidence:
    return Evidence(source="d1.md", document_id=document, start=start, end=end, text=text[start:end])


def test_coverage_counts_what_holds_evidence() -> None:
    """Two of three documents; without the documents the manifest says how many there were."""
    samples = (sample(*BRIDGE), sample())
    found = coverage(Testset(samples), corpus(GATEWAY, PORT, "A third one."))
    assert found.documents is not None and (found.documents.count, found.documents.of) == (2, 3)
    assert found.chunks is not None and (found.chunks.count, found.chunks.of) == (2, 3)
    assert found.topics is None and found.entities is None
    told = Manifest(
        kgsynth_version="1", settings={}, seed=0, documents={f"d{n}.md": "" for n in range(8)}, counts={"chunks": 20}
    )
    told_only = coverage(Testset(samples, manifest=told), None)
    assert told_only.documents is not None and told_only.documents.share == 0.25
    assert told_only.chunks is not None and told_only.chunks.share == 0.1
    assert coverage(Testset(samples), None).documents is None


def test_evidence_over_a_boundary_belongs_to_the_chunk_with_most_of_it() -> None:
    """Whatever size the chunks have."""
    text = "\n\n".join(
        f"# Part {n}\n\n" + f"The part {n} speaks of itself at some length here. " * 12 for n in range(4)
    )
    cut = corpus(text, chunk_tokens=60)
    assert len(cut.chunks) > 4
    for row, chunk in enumerate(cut.chunks):
        end = min(chunk.span.end + 3, len(text))
        assert cut.row_of(_cut(text, chunk.span.start, end, chunk.document_id)) == row


def test_the_mix_counts_every_axis() -> None:
    """And the multi-hop samples over several documents."""
    samples = [sample(*BRIDGE, kind="bridge"), sample(persona="Novice", style=QueryStyle.MISSPELLED), sample()]
    found = mix(samples)
    assert found.axes["query_type"] == {"single_hop": 2, "multi_hop": 1}
    assert found.axes["question_kind"] == {"factual": 2, "bridge": 1}
    assert found.axes["hops"] == found.axes["documents"] == {"1": 2, "2": 1}
    assert found.axes["persona"] == {"Expert": 2, "Novice": 1}
    assert found.axes["style"] == {"well_formed": 2, "misspelled": 1}
    assert found.axes["language"] == {"en": 3} and found.axes["flags"] == {}
    assert (found.cross_document.count, found.cross_document.of) == (1, 1)
