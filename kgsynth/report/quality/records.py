"""The numbers of a test set, as records that can be written down and drawn. What could not be measured is None."""

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from kgsynth.types import Shortfall

PLACES = 4


class Record(BaseModel):
    """A frozen record that forbids unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(Record):
    """How many of how many; the share is None of nothing."""

    count: int
    of: int
    share: float | None


class Spread(Record):
    """Where a quantity lies: its mean, its quartiles and its ends."""

    count: int
    mean: float
    lowest: float
    lower: float = Field(description="first quartile")
    median: float
    upper: float = Field(description="third quartile")
    highest: float


def share(count: int, of: int) -> Share:
    """A count with its share of a whole."""
    return Share(count=count, of=of, share=round(count / of, PLACES) if of else None)


def spread(values: Sequence[float]) -> Spread | None:
    """Mean and quartiles (between two values by their distance); None of no values."""
    if not values:
        return None
    lowest, lower, median, upper, highest = (
        round(float(each), PLACES) for each in np.percentile(values, (0, 25, 50, 75, 100))
    )
    mean = round(float(np.mean(values)), PLACES)
    return Spread(count=len(values), mean=mean, lowest=lowest, lower=lower, median=median, upper=upper, highest=highest)


class Grounding(Record):
    """Whether evidence and answers come from the documents.

    Attributes:
        exact: evidence spans whose text is the documents' text at their offsets; None without the documents.
        unknown_documents: evidence spans of documents that are not there; they count as not exact.
        in_contexts: evidence spans as long as their offsets say that stand in a context of their sample.
        reference_words: per sample the share of the answer's content words that stand in its evidence.
        supported: samples whose answer the check ``grounding`` calls supported.
    """

    exact: Share | None
    unknown_documents: int | None
    in_contexts: Share
    reference_words: Spread | None
    supported: Share


class LeaveOneOut(Record):
    """Whether multi-hop questions need every piece of their evidence.

    Attributes:
        needed: each piece holds a content word of question or answer that the others lack (the check ``hops``).
        answer_words: each piece holds a content word of the answer that the others lack.
    """

    needed: Share
    answer_words: Share


class Coverage(Record):
    """How much of the documents is asked about.

    Attributes:
        chunks: those that hold evidence.
        topics, entities: topics of these chunks; entities named within the evidence. None without the graph.
    """

    documents: Share | None
    chunks: Share | None
    topics: Share | None
    entities: Share | None


class Mix(Record):
    """What the set is made of.

    Attributes:
        axes: axis -> value -> samples.
        cross_document: multi-hop samples with evidence in two documents or more.
    """

    axes: dict[str, dict[str, int]]
    cross_document: Share


class Ends(Record):
    """How questions begin, or end: in two words, or in four characters of a script without blanks.

    Attributes:
        distinct: different ones by all of them, which falls as sets grow.
        distinct_in_50: what that is, on average, for 50 of the questions, which can be compared between sets.
    """

    distinct: Share
    distinct_in_50: float
    most_common: str
    most_common_share: Share


class Variety(Record):
    """How unlike the questions are.

    Attributes:
        openings, closings: of the clean forms; openings_as_put: of the questions as they are put.
        distinct_1, distinct_2: distinct words, and pairs of neighbouring words, by all of them.
        mean_cosine: of all pairs of questions; ``vectors`` says of which vectors.
        corpus_cosine: the same of as many random sentences of the documents, in the same space, mean of five draws;
            None without them.
        corpus_sentences: sentences in one draw.
        near_duplicates: pairs of questions with ROUGE-L at or above 0.7 and the same answer.
        near_duplicate_ids: the ids of the first few of these pairs.
    """

    openings: Ends
    openings_as_put: Ends
    closings: Ends
    distinct_1: float | None
    distinct_2: float | None
    vectors: str
    mean_cosine: float | None
    corpus_cosine: float | None
    corpus_sentences: int
    near_duplicates: int
    near_duplicate_ids: tuple[tuple[str, str], ...]


class Wording(Record):
    """How far questions speak in the words of their evidence (clean forms).

    Attributes:
        in_sentence: share of a question's content words in that sentence of the evidence that has most of them.
        in_sentence_by_type, in_sentence_by_kind: the means of that.
        in_evidence: share of a question's content words that stand anywhere in the evidence.
        longest_run: words of the longest run that question and evidence share.
        copied_runs: questions whose longest run has five words or more (fifteen pairs of characters without blanks).
        containment: "1", "2", "3" -> mean share of the question's words, pairs and triples found in its contexts.
        deictic: questions that point at their source; of those in a language that patterns are known for.
        deictic_ids: the ids of the first few.
        pronouns: English questions with a pronoun that nothing before it explains.
        languages_without_patterns: languages in which ``deictic`` could not be looked for.
    """

    in_sentence: Spread | None
    in_sentence_by_type: dict[str, float]
    in_sentence_by_kind: dict[str, float]
    in_evidence: Spread | None
    longest_run: Spread | None
    copied_runs: Share
    containment: dict[str, float]
    deictic: Share
    deictic_ids: tuple[str, ...]
    pronouns: Share
    languages_without_patterns: tuple[str, ...]


class Lengths(Record):
    """How long evidence, questions and answers are.

    Attributes:
        chunk_tokens: the target size of a chunk, from the manifest; None without one.
        evidence_of_chunk: median tokens of an evidence span by that size; by the contexts' median without a manifest.
        answer_words: question kind -> words of the answers (characters in scripts without blanks).
        counted_in_characters: samples in scripts without blanks, whose characters were counted for words.
    """

    evidence_characters: Spread | None
    evidence_tokens: Spread | None
    context_tokens: Spread | None
    chunk_tokens: int | None
    evidence_of_chunk: float | None
    question_words: Spread | None
    answer_words: dict[str, Spread]
    counted_in_characters: int


class Places(Record):
    """Ranks in a search over all chunks, 1 for the best."""

    median: float
    top_1: Share
    top_5: Share
    top_10: Share


class Ranks(Record):
    """Where a search by words (BM25) for the question finds the chunks that hold its evidence.

    Attributes:
        samples: those whose documents are there; the others are left out.
        first, last: the best placed of a sample's chunks, and the worst placed; for the clean form.
        first_as_put, last_as_put: the same for the question as it is put.
    """

    samples: int
    chunks: int
    first: Places
    last: Places
    first_as_put: Places
    last_as_put: Places


class Hardness(Record):
    """How the difficulty of the samples is spread.

    Attributes:
        fifths: samples with a score up to 0.2, 0.4, 0.6, 0.8 and 1.
        parts: the mean of each part that scores are made of.
    """

    score: Spread | None
    fifths: tuple[int, int, int, int, int]
    by_type: dict[str, float]
    parts: dict[str, float]


class Detectable(Record):
    """The smallest difference in recall that so many samples show; None where even 0 against 1 is too small."""

    samples: int
    paired: float | None
    unpaired: float | None


class Power(Record):
    """What differences the set can show, at 95 % confidence with 80 % power; the formula is in docs/quality.md.

    Attributes:
        recall: the mean recall that is assumed, with the variance of one that is 0 or 1.
        correlation: what is assumed of two systems' recalls on the same samples.
    """

    recall: float
    correlation: float
    own: Detectable
    multi_hop: Detectable | None
    table: tuple[Detectable, ...]


class Account(Record):
    """What making the set took, from its manifest.

    Attributes:
        rejections: check -> reason -> drafts refused.
        cost: USD; None where a price is not known.
        from_disk: replies that had been paid for before.
    """

    shortfalls: tuple[Shortfall, ...]
    drafts: int | None
    rejections: dict[str, dict[str, int]]
    models: dict[str, str]
    calls: int
    tokens: int
    cost: float | None
    from_disk: int
    seconds: float


class Quality(Record):
    """All that is known of a test set.

    Attributes:
        leave_one_out: None without multi-hop samples.
        ranks: None without the documents.
        account: None without a manifest.
        not_measured: what needs the documents, or the graph, and was left out.
    """

    samples: int
    multi_hop: int
    grounding: Grounding
    leave_one_out: LeaveOneOut | None
    coverage: Coverage
    mix: Mix
    variety: Variety
    wording: Wording
    lengths: Lengths
    ranks: Ranks | None
    difficulty: Hardness
    power: Power
    account: Account | None
    not_measured: tuple[str, ...]


class Verdict(Record):
    """One target, and whether it is met; None where the number could not be measured.

    Attributes:
        at_least: whether the number must be at or above the target; at or below it otherwise.
        advice: what to do where it is not met.
    """

    name: str
    says: str
    value: float | None
    target: float | None
    at_least: bool
    met: bool | None
    advice: str
