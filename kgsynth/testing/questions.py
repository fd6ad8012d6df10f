"""Contexts -> a question, its answer, and one verbatim quote of each context: what a well-behaved model would write.

The answer is a stretch of each quote and depends on the quote alone, so that whoever is shown the quotes gives the
same answer again. The question names other words of each quote.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from kgsynth.testing.frames import Frames, frames_of, language_of
from kgsynth.testing.halves import TELLING_WORDS, Halves, halved
from kgsynth.testing.quotes import Passage, Word, headings, passage, passages, stems_of

WORDS = (5, 16)  # of a question, where the prompt does not say
NAME_WORDS = 3  # in a row that are named together
NAMES = 5  # of one passage

_DOUBLED = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)

_Run = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Context:
    """One fenced document of a prompt, with the number that the prompt gives it, and the titles over it."""

    number: int
    text: str
    titles: str = ""

    def headings(self, frames: Frames) -> list[Passage]:
        """What it is about, the closest title first."""
        titles = [title.strip() for title in reversed(self.titles.split(">"))]
        given = [passage(title, frames) for title in titles if frames_of(language_of(title)) is frames]
        return [*headings(self.text, frames), *given]


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters of a context."""

    context: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was made of some contexts.

    Attributes:
        strength: how many words each quote answers with at least that neither another quote nor the question holds;
            0 where the question names one thing twice.
    """

    question: str
    answer: str
    quotes: tuple[Quote, ...]
    language: str = "en"
    strength: int = 0


def write(
    contexts: Sequence[Context],
    *,
    rng: Random,
    length: tuple[int, int] = WORDS,
    about: str = "",
    beside: Sequence[str] = (),
) -> Written | None:
    """A question over all contexts, or None where one of them holds no words.

    Args:
        length: the fewest and the most words of the question.
        about: a question that was asked already: what is quoted should speak of it.
        beside: what else is known to be written: what it says, too, is better not asked.
    """
    language = language_of("\n".join(context.text for context in contexts))
    frames = frames_of(language)
    wanted, known = stems_of(about, frames), stems_of("\n".join(beside), frames)
    found = [_chosen(place, contexts, frames, rng, wanted, known) for place in range(len(contexts))]
    chosen = [halves for halves in found if halves is not None]
    if not chosen or len(chosen) < len(contexts):
        return None
    names = [_names(place, contexts[place], chosen, frames, rng, known) for place in range(len(contexts))]
    question = _question(names, frames, rng, length)
    told = stems_of(question, frames)
    return Written(
        question=question,
        answer="; ".join(_joined(halves.answer, halves.passage.text) for halves in chosen),
        quotes=tuple(Quote(each.number, halves.passage.text) for each, halves in zip(contexts, chosen, strict=True)),
        language=language,
        strength=_are_apart(names) * min(len(each.said - _stems_beside(each, chosen) - told) for each in chosen),
    )


def _are_apart(names: Sequence[Sequence[str]]) -> bool:
    """Whether a question need not name one thing twice."""
    first = [name.casefold() for each in names for name in each[: 2 if len(names) == 1 else 1]]
    return len(set(first)) == len(first) > 1


def _stems_beside(halves: Halves, chosen: Sequence[Halves]) -> frozenset[str]:
    """The stems of the other passages."""
    return frozenset(stem for other in chosen if other is not halves for stem in other.passage.stems)


def _chosen(
    place: int,
    contexts: Sequence[Context],
    frames: Frames,
    rng: Random,
    wanted: frozenset[str],
    known: frozenset[str],
) -> Halves | None:
    """A passage of a context that says something which the others do not; any of the best."""
    others = known.union(*(stems_of(each.text, frames) for at, each in enumerate(contexts) if at != place))
    found = [halved(passage, frames) for passage in passages(contexts[place].text, frames)]
    rng.shuffle(found)
    return max(
        found,
        key=lambda halves: (
            len(halves.passage.stems & wanted),
            halves.passage.is_sentence and halves.weight >= TELLING_WORDS,
            min(len(halves.passage.stems - others), 3),
            halves.richness,
        ),
        default=None,
    )


def _joined(words: _Run, text: str) -> str:
    """Words of a text with what is between them, but without brackets and the like."""
    joined = ""
    for word, before in zip(words, [None, *words[:-1]], strict=True):
        if before is None or word.text != before.text:
            joined += word.text if before is None else _between(text[before.end : word.start]) + word.text
    return joined


def _between(gap: str) -> str:
    return ", " if gap.startswith((",", ";")) or "|" in gap else gap and " "


# ------------------------------------------------------------------------------------------------- names


def _names(
    place: int, context: Context, chosen: Sequence[Halves], frames: Frames, rng: Random, known: frozenset[str]
) -> list[str]:
    """What a passage can be told by, the most telling first: short runs of words that no answer holds."""
    halves = chosen[place]
    said = frozenset(stem for each in chosen for stem in each.said)
    others = known.union(*(each.passage.stems for at, each in enumerate(chosen) if at != place))
    runs = list(_runs(halves.asked, halves.passage, said, frames))
    runs.sort(key=lambda run: (-(_telling(run, others, context.text) // 2), rng.random()))
    if len(runs) < 2 or not _are_enough(runs):
        titles = _around(context.headings(frames), said | _stems(runs), frames) if halves.passage.is_sentence else []
        rest = [] if titles and runs else _around(passages(context.text, frames)[:3], said | _stems(runs), frames)
        runs[1:1] = [*titles[:2], *rest[:1]]
    runs = runs or [[word] for word in halves.passage.words if word.stems][:2]
    names: dict[str, str] = {}
    for run in runs:
        names.setdefault((name := _spelt(run, context.text)).casefold(), name)
    return list(names.values())


def _spelt(run: _Run, context: str) -> str:
    """The words of a run; the capital of a sentence's first word is not kept where it is no name."""
    first = run[0].text
    if run[0].start == 0 and first.istitle() and re.search(rf"\b{re.escape(first.lower())}\b", context):
        first = first.lower()
    rest = (" " * (word.start > before.end) + word.text for before, word in pairwise(run))
    return "".join((first, *rest))


def _runs(words: _Run, passage: Passage, said: frozenset[str], frames: Frames) -> Iterator[list[Word]]:
    """Words that stand next to each other, a few at a time; none that is nothing but ``said``."""
    longest = 1 if frames.letters else NAME_WORDS
    run: list[Word] = []
    for word in words:
        fits = bool(word.stems) and not word.stems <= said and not (len(said) <= TELLING_WORDS and word.stems & said)
        apart = bool(run) and (run[-1].ends or bool(passage.text[run[-1].end : word.start].strip(" `'\n")))
        if run and (apart or not fits or len(run) == longest):
            yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run


def _around(around: Iterable[Passage], said: frozenset[str], frames: Frames) -> list[list[Word]]:
    """Names from what stands around a quote that has too few of its own."""
    runs = [run for passage in around for run in _runs(passage.words, passage, said, frames)]
    return sorted(runs, key=lambda run: not _is_named(run))


def _are_enough(runs: Sequence[_Run]) -> bool:
    """Whether a question with them can be found."""
    anchored = any(map(_is_named, runs)) or len(_stems(runs)) >= TELLING_WORDS
    return anchored and sum(word.weight for run in runs for word in run) >= 2 * TELLING_WORDS


def _stems(runs: Iterable[_Run]) -> frozenset[str]:
    return frozenset(stem for run in runs for word in run for stem in word.stems)


def _is_named(run: _Run) -> bool:
    return any(word.named for word in run)


def _telling(run: _Run, others: frozenset[str], context: str) -> int:
    """How well a run tells its passage from others: by what only it holds, by names, by what comes again."""
    own = any(not word.stems <= others for word in run)
    again = sum(len(word.text) > 3 and context.count(word.text) > 1 for word in run)
    return 2 * own + again + sum(word.weight + 2 * _is_seen_as_name(word, context) for word in run)


def _is_seen_as_name(word: Word, context: str) -> bool:
    """Whether a sentence's first word has its capital elsewhere, too."""
    if word.start or not word.text.istitle() or not word.stems:
        return False
    seen = re.findall(rf"\b{re.escape(word.text)}\b", context, re.IGNORECASE)
    return len(seen) > 1 and all(each[:1].isupper() for each in seen)


# ---------------------------------------------------------------------------------------------- the question


def _question(names: Sequence[Sequence[str]], frames: Frames, rng: Random, length: tuple[int, int]) -> str:
    """The frame whose question keeps best to the length and says most; among equals, any."""
    order = list(frames.questions)
    rng.shuffle(order)
    made = [_framed(frame, names, frames, length[1]) for frame in order]
    return min(
        made,
        key=lambda each: (bool(_DOUBLED.search(each[0])), _off(frames.size(each[0]), length), -each[1]),
    )[0]


def _off(size: int, length: tuple[int, int]) -> int:
    return max(length[0] - size, size - length[1], 0)


def _framed(frame: str, names: Sequence[Sequence[str]], frames: Frames, most: int) -> tuple[str, int]:
    """The question, and how many words it names things with, as far as that counts."""
    picked = _picked(names, frames, most - frames.size(frame.replace("{a}", "").replace("{b}", "")))
    said = stems_of(" ".join(name for each in picked for name in each), frames)
    first, rest = picked[0], [name for each in picked[1:] for name in each]
    if not rest:
        half = (len(first) + 1) // 2
        first, rest = first[:half], first[half:] or first
    question = frame.format(a=frames.joiner.join(first), b=frames.joiner.join(rest))
    return question, min(len(said), TELLING_WORDS + 1)


def _picked(names: Sequence[Sequence[str]], frames: Frames, room: int) -> list[list[str]]:
    """Of each passage at least its best name (of a single one, two), then more in turn while there is room."""
    picked: list[list[str]] = [[] for _ in names]
    sure = 2 if len(names) == 1 else 1
    for turn in range(max(map(len, names))):
        for place, found in enumerate(names):
            if turn < len(found) and found[turn] not in picked[place]:
                size = frames.size(found[turn]) + bool(frames.joiner.strip(" ,、"))
                if turn < sure or (size <= room and len(picked[place]) < NAMES):
                    picked[place].append(found[turn])
                    room -= size
    return picked
