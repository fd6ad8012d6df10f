"""Sample + what a retriever returned -> how much of the evidence is there, how early, and beside how much else.

All counts are of letters and digits, in evidence spans that lie in the source: none depends on how a retriever cuts
its documents. docs/scoring.md has each measure in words, with its source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from operator import or_

from kgsynth.errors import SettingsError
from kgsynth.scoring.coverage import Target, covered, targets_of
from kgsynth.scoring.letters import letters
from kgsynth.scoring.passages import Passage, Retrieved, passages_of
from kgsynth.types import Sample

KS = (1, 3, 5, 10)
RELEVANT = 0.5  # of a span, or of the passage
WHOLE = 0.9  # of a span: its full stop may be in the next passage


@dataclass(frozen=True, slots=True)
class _Rank:
    """What one passage brings, by rank.

    Attributes:
        new: letters of evidence that no passage before it had.
        so_far: per evidence span, the letters that it and the passages before it hold, as bits.
        size: the letters of the passage, or an estimate where it has no text.
        useful: the letters of it that are new evidence; at most its size.
    """

    new: int
    so_far: tuple[int, ...]
    size: float
    useful: float
    relevant: bool


def score_retrieval(sample: Sample, retrieved: Iterable[Retrieved], *, ks: Sequence[int] = KS) -> dict[str, float]:
    """How much of a sample's evidence was retrieved, how early, and beside how much else; all from 0 to 1.

    A passage is *relevant* if it holds half of an evidence span, or if half of it is evidence.

    - ``evidence_recall``: the share of the evidence's letters that the passages hold together;
      ``recall@k``: that the first k hold.
    - ``evidence_precision``: the share of all retrieved letters that are evidence; what comes twice counts once.
    - ``all_hops_recall``: 1 if of each evidence span at least nine tenths were retrieved, else 0.
    - ``mrr``: one over the rank of the first relevant passage (Voorhees 1999).
    - ``hit@k``: 1 if a relevant passage is among the first k, else 0.
    - ``ndcg@k``: the discounted gain of the first k passages (Jarvelin and Kekalainen 2002), where the gain is the
      share of the evidence that no earlier passage held (as in Clarke et al. 2008), over that of an ideal list, which
      has one whole hop at each rank, the largest first.

    A sample without evidence has no such scores: the result is empty.

    Args:
        retrieved: best first: strings, ``Passage``s, mappings, or documents of LangChain or LlamaIndex.
        ks: the ranks at which to look.

    Raises:
        InputError: an item is nothing that a passage can be made of.
    """
    if any(k < 1 for k in ks):
        raise SettingsError(f"'ks' holds {min(ks)}: ranks begin at 1")
    targets = targets_of(sample)
    if not targets:
        return {}
    ranks = _ranks(sample, targets, passages_of(retrieved))
    scores = {
        "evidence_recall": _recall(targets, ranks),
        "evidence_precision": _precision(ranks),
        "all_hops_recall": _all_hops(targets, ranks),
        "mrr": next((1 / rank for rank, each in enumerate(ranks, start=1) if each.relevant), 0.0),
    }
    for k in sorted(set(ks)):
        scores[f"recall@{k}"] = _recall(targets, ranks[:k])
        scores[f"hit@{k}"] = float(any(each.relevant for each in ranks[:k]))
        scores[f"ndcg@{k}"] = _ndcg(targets, ranks[:k], k)
    return scores


def evidence_recall(sample: Sample, retrieved: Iterable[Retrieved]) -> float:
    """The share of a sample's evidence that the passages hold together; 1 where there is none to find."""
    targets = targets_of(sample)
    return _recall(targets, _ranks(sample, targets, passages_of(retrieved))) if targets else 1.0


def evidence_precision(sample: Sample, retrieved: Iterable[Retrieved]) -> float:
    """The share of what was retrieved that is evidence, by letters; 0 where nothing was retrieved."""
    return _precision(_ranks(sample, targets_of(sample), passages_of(retrieved)))


# ------------------------------------------------------------------------------------------------ the ranks


def _ranks(sample: Sample, targets: Sequence[Target], passages: Sequence[Passage]) -> list[_Rank]:
    sizes = _Sizes.of(sample, targets)
    ids = sample.reference_context_ids
    held = [tuple(covered(target, passage, ids) for target in targets) for passage in passages]
    before = (0,) * len(targets)
    ranks = []
    for passage, bits in zip(passages, held, strict=True):
        after = tuple(map(or_, before, bits))
        ranks.append(_rank(passage, bits, targets, after, _count(after) - _count(before), sizes))
        before = after
    return ranks


def _rank(
    passage: Passage,
    bits: Sequence[int],
    targets: Sequence[Target],
    so_far: tuple[int, ...],
    new: int,
    sizes: "_Sizes",
) -> _Rank:
    size = sizes.of_passage(passage)
    if _is_bare(passage):
        return _Rank(new, so_far, size, size if new else 0.0, any(bits))
    parts = any(each.bit_count() >= RELEVANT * len(target) for each, target in zip(bits, targets, strict=True))
    mostly = 0 < RELEVANT * size <= _count(bits)
    return _Rank(new, so_far, size, min(new, size), parts or mostly)


def _count(bits: Iterable[int]) -> int:
    return sum(each.bit_count() for each in bits)


def _is_bare(passage: Passage) -> bool:
    """Whether a passage is an id and nothing else."""
    return bool(passage.id) and not passage.text and passage.place is None


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large passages without a text are: as many letters to a character as in the evidence, and an id for one
    reference context of the usual size."""

    density: float
    context: float

    @classmethod
    def of(cls, sample: Sample, targets: Sequence[Target]) -> "_Sizes":
        characters = sum(len(target.evidence.text) for target in targets)
        contexts = [len(letters(context)) for context in sample.reference_contexts]
        density = sum(map(len, targets)) / characters if characters else 1.0
        return cls(density, sum(contexts) / len(contexts) if sum(contexts) else 1.0)

    def of_passage(self, passage: Passage) -> float:
        if passage.text:
            return len(letters(passage.text))
        if passage.place is not None:
            start, end = passage.place
            return (end - start) * self.density
        return self.context if passage.id else 0.0


# --------------------------------------------------------------------------------------------- the measures


def _recall(targets: Sequence[Target], ranks: Sequence[_Rank]) -> float:
    return sum(each.new for each in ranks) / sum(map(len, targets))


def _precision(ranks: Sequence[_Rank]) -> float:
    size = sum(each.size for each in ranks)
    return sum(each.useful for each in ranks) / size if size else 0.0


def _all_hops(targets: Sequence[Target], ranks: Sequence[_Rank]) -> float:
    held = ranks[-1].so_far if ranks else (0,) * len(targets)
    return float(all(bits.bit_count() >= WHOLE * len(target) for bits, target in zip(held, targets, strict=True)))


def _ndcg(targets: Sequence[Target], ranks: Sequence[_Rank], k: int) -> float:
    hops: dict[int, int] = {}
    for target in targets:
        hops[target.hop] = hops.get(target.hop, 0) + len(target)
    best = sorted(hops.values(), reverse=True)[:k]
    return min(1.0, _discounted([each.new for each in ranks]) / _discounted(best))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
