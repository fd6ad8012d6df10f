"""The hops check: a draft needs exactly the chunks that it claims."""

from dataclasses import replace

from records import PORT, chunk, draft, multi_hop_draft

from kgsynth.checks.hops import Hops
from kgsynth.types import Draft

TEXTS = ("The Merlin gateway runs on the Kestrel server.", PORT)
QUESTION = "Which port does the server that runs the Merlin gateway listen on?"


def reason(item: Draft) -> str | None:
    return Hops().check([item])[0]


def test_a_question_over_two_joined_chunks_passes() -> None:
    """Each hop adds something: the gateway the one, the port the other."""
    assert reason(multi_hop_draft(QUESTION, "port 8080", TEXTS, bridge=("Kestrel",))) is None


def test_a_single_hop_draft_has_one_chunk() -> None:
    """Evidence in two chunks is no single hop."""
    single = draft()
    other = chunk("Kestrel was released in 2014.", "d2")
    two = replace(single.scenario, chunks=(*single.scenario.chunks, other))
    assert reason(single) is None
    assert reason(replace(single, scenario=two, evidence=(*single.evidence, other.span))) == "several_chunks"


def test_a_multi_hop_draft_has_evidence_in_two_chunks() -> None:
    """A path alone is not enough."""
    both = multi_hop_draft(QUESTION, "port 8080", TEXTS, bridge=("Kestrel",))
    assert reason(replace(both, evidence=both.evidence[1:])) == "one_chunk"


def test_the_chunks_must_be_joined() -> None:
    """Without edges there is no path."""
    assert reason(multi_hop_draft(QUESTION, "port 8080", TEXTS, joined=False)) == "path_broken"


def test_the_bridge_must_stand_in_both_chunks() -> None:
    """An entity that one end does not name joins nothing."""
    assert reason(multi_hop_draft(QUESTION, "port 8080", TEXTS, bridge=("Merlin",))) == "bridge_missing: Merlin"


def test_a_bridge_may_be_spelled_otherwise() -> None:
    """Case, spaces and hyphens make no other name."""
    texts = ("Merlin was trained on tiny stories.", "The TinyStories corpus holds 2 million texts.")
    item = multi_hop_draft("How many texts trained Merlin?", "2 million", texts, bridge=("Tiny-Stories",))
    assert reason(item) is None


def test_a_hop_that_adds_nothing_is_a_leak() -> None:
    """The second chunk alone answers it."""
    texts = ("Kestrel is a server.", PORT)
    leak = multi_hop_draft("Which port does the Kestrel server listen on?", "port 8080", texts, bridge=("Kestrel",))
    assert reason(leak) == "single_hop_leak"


def test_a_comparison_whose_names_share_a_chunk_is_a_leak() -> None:
    """One chunk that holds both sides needs no second, unless the writer has seen that it does not answer."""
    texts = ("Merlin came in 2011, Kestrel in 2014.", "Merlin was released as a gateway.")
    item = multi_hop_draft(
        "Which gateway was released in 2011, Merlin or Kestrel?",
        "Merlin",
        texts,
        kind="comparison",
        bridge=("Merlin",),
        entities=("Merlin", "Kestrel"),
    )
    assert reason(item) == "single_hop_leak"
    assert Hops(tried_alone=True).check([item]) == [None]
