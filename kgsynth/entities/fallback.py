"""Segments in a language without a pipeline -> names, by what the letters and their repetition show.

Korean words are cut from their particles; in scripts without spaces, recurring runs of characters with free edges are
taken for words; elsewhere capitalised runs and recurring pairs of words are.
"""

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from kgsynth.entities.found import Found, without_conflicts
from kgsynth.entities.identifiers import acronym_pairs, capitals, code_names
from kgsynth.entities.segments import Segment
from kgsynth.language.words import fold, stop_words

_LOGGER = logging.getLogger("kgsynth.entities")

LONGEST_RUN = 14  # characters of a word in a script without spaces
COHESION = 0.15  # share of a run's beginnings (and endings) that go on to the whole run

_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff"
_SOUTH_EAST_ASIAN = "\u0e01-\u0e4e\u0e80-\u0ecd\u1000-\u103f\u1780-\u17d3"
_HANGUL = "\uac00-\ud7a3"
_UNSPACED_RUN = re.compile(f"[{_HAN}]+|[{_KATAKANA}]+|[{_SOUTH_EAST_ASIAN}]+")
_HAN_FIRST = re.compile(f"[{_HAN}]")
_KATAKANA_FIRST = re.compile(f"[{_KATAKANA}]")
_HANGUL_WORD = re.compile(f"[{_HANGUL}]+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…»“\"(]\s*)$")
_NO_FIRST = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u30fc]")
_NO_LAST = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
_PARTICLES = re.compile(
    "(?:에서는|에서도|으로는|으로도|에게는|이라는|이라고|입니다|이다|이며|에서|에게|으로|까지|부터|처럼|보다|이나|이란|라는|라고|"
    "은|는|이|가|을|를|의|에|로|와|과|도|만|나|란)$"
)
_VERB_ENDING = re.compile(
    "(?:다|요|며|면|서|게|지|고|한|된|할|될|하는|되는|있는|없는|하여|되어|위해|통해|따라|대한|때|것|수|및)$"
)


class RuleBased:
    """Finds names in the segments of one language, knowing what recurs in its texts. Says once that it is at work."""

    def __init__(self, language: str, texts: Iterable[str]) -> None:
        _LOGGER.warning(
            "No spaCy pipeline for %r is installed: entities are found by simple rules. "
            "Install one and name it with spacy_model for better ones.",
            language,
        )
        self._stops = stop_words(language) | stop_words("en")
        self._learn(list(texts))

    def _learn(self, texts: list[str]) -> None:
        runs = list(chain.from_iterable(map(_UNSPACED_RUN.findall, texts)))
        self._runs = {run for run in recurring_runs(runs) if not self._has_function_word(run)}
        self._korean = korean_nouns(chain.from_iterable(map(_HANGUL_WORD.findall, texts)), self._stops)
        self._names, self._pairs = self._recurring_words(texts)

    def __call__(self, pieces: Iterable[Segment]) -> Iterator[tuple[Segment, list[Found]]]:
        for segment in pieces:
            text = segment.text
            if segment.is_code:
                yield segment, code_names(segment)
            else:
                sources = (self._capitalised(text), self._unspaced(text), self._hangul(text), self._word_pairs(text))
                yield segment, without_conflicts(code_names(segment), acronym_pairs(text), capitals(text), *sources)

    # ------------------------------------------------------------------------------------- scripts with spaces

    def _recurring_words(self, texts: list[str]) -> tuple[set[str], set[tuple[str, str]]]:
        """The words that are written large inside sentences, and the pairs of words that stand together twice."""
        names: set[str] = set()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            names.update(match[0] for match in _WORD.finditer(text) if _is_name_inside(text, match))
            pairs.update((fold(first[0]), fold(second[0])) for first, second in self._neighbours(text))
        return names, {pair for pair, count in pairs.items() if count > 1}

    def _neighbours(self, text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
        """Words with only a blank between them, neither of them a function word."""
        words = [match for match in _WORD.finditer(text) if not _HANGUL_WORD.match(match[0])]
        for first, second in pairwise(words):
            if text[first.end() : second.start()] == " " and self._is_content(first[0]) and self._is_content(second[0]):
                yield first, second

    def _is_content(self, word: str) -> bool:
        return len(word) > 3 and fold(word) not in self._stops and not _UNSPACED_RUN.match(word)

    def _capitalised(self, text: str) -> Iterator[Found]:
        """Runs of capitalised words that are names inside some sentence."""
        start = end = -1
        for match in _WORD.finditer(text):
            if match[0][0].isupper() and match[0] in self._names and fold(match[0]) not in self._stops:
                if start < 0 or text[end : match.start()] != " ":
                    yield from _name(start, end)
                    start = match.start()
                end = match.end()
        yield from _name(start, end)

    def _word_pairs(self, text: str) -> Iterator[Found]:
        for first, second in self._neighbours(text):
            if (fold(first[0]), fold(second[0])) in self._pairs:
                yield Found(first.start(), second.end(), "TERM")

    # ---------------------------------------------------------------------------------- scripts without, and Korean

    def _has_function_word(self, run: str) -> bool:
        """Whether a run of Chinese characters begins or ends with a function word."""
        ends = (end for length in (1, 2, 3) for end in (run[:length], run[-length:]))
        return bool(_HAN_FIRST.match(run)) and any(end in self._stops for end in ends)

    def _unspaced(self, text: str) -> Iterator[Found]:
        """The longest known runs from left to right."""
        for run in _UNSPACED_RUN.finditer(text):
            at = run.start()
            if _KATAKANA_FIRST.match(run[0]):
                yield from [Found(*run.span(), "TERM")] if run[0] in self._runs else []
                continue
            while at < run.end():
                length = self._longest_at(text, at, run.end())
                if length:
                    yield Found(at, at + length, "TERM")
                at += length or 1

    def _longest_at(self, text: str, at: int, end: int) -> int:
        lengths = range(min(LONGEST_RUN, end - at), 1, -1)
        return next((length for length in lengths if text[at : at + length] in self._runs), 0)

    def _hangul(self, text: str) -> Iterator[Found]:
        for match in _HANGUL_WORD.finditer(text):
            noun = next((stem for stem in _stems(match[0]) if stem in self._korean), None)
            if noun is not None:
                yield Found(match.start(), match.start() + len(noun), "TERM")


def _name(start: int, end: int) -> Iterator[Found]:
    if end - start > 2:
        yield Found(start, end, "THING")


def _is_name_inside(text: str, match: re.Match[str]) -> bool:
    return match[0][0].isupper() and len(match[0]) > 2 and not _SENTENCE_START.search(text[: match.start()][-3:])


def _stems(word: str) -> Iterator[str]:
    """A Korean word without its particle, then as it stands."""
    bare = _PARTICLES.sub("", word)
    if bare != word and len(bare) > 1:
        yield bare
    yield word


def korean_nouns(words: Iterable[str], stops: frozenset[str]) -> set[str]:
    """The nouns: what is met with two particles or more (none counts as one), and does not end as verbs do."""
    particles: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for word in words:
        for stem in _stems(word):
            particles[stem].add(word[len(stem) :])
            counts[stem] += 1
    return {
        stem
        for stem, endings in particles.items()
        if len(stem) > 1
        and counts[stem] > 1
        and stem not in stops
        and not _VERB_ENDING.search(stem)
        and (len(endings) > 1 or len(stem) > 2)
    }


def recurring_runs(runs: list[str]) -> set[str]:
    """Runs of characters that recur, whose neighbours vary on both sides, and that are more than chance meetings.

    Longer runs are counted only where a shorter one recurs, so the time grows with the text, not with its square.
    Words in katakana end where the script changes, and are taken whole.
    """
    borrowed = Counter(run for run in runs if _KATAKANA_FIRST.match(run))
    runs = [run for run in runs if not _KATAKANA_FIRST.match(run)]
    counts = _recurring_counts(runs)
    left, right = _neighbours_of(runs, counts)
    return {run for run, count in borrowed.items() if count > 1 and len(run) > 2} | {
        run
        for run in counts
        if len(run) >= _shortest(run)
        and len(left[run]) > 1
        and len(right[run]) > 1
        and not _NO_FIRST.match(run)
        and not _NO_LAST.match(run[-1])
        and counts[run] >= COHESION * max(counts[run[:-1]], counts[run[1:]])
    }


def _shortest(run: str) -> int:
    return 2 if _HAN_FIRST.match(run) else 5


def _recurring_counts(runs: list[str]) -> Counter[str]:
    kept: Counter[str] = Counter()
    places = [(run, at) for run in runs for at in range(len(run))]
    for length in range(1, LONGEST_RUN + 1):
        places = [(run, at) for run, at in places if at + length <= len(run)]
        counts = Counter(run[at : at + length] for run, at in places)
        places = [(run, at) for run, at in places if counts[run[at : at + length]] > 1]
        kept.update({gram: count for gram, count in counts.items() if count > 1})
    return kept


def _neighbours_of(runs: list[str], counts: Counter[str]) -> tuple[dict[str, set[object]], dict[str, set[object]]]:
    """The characters before and after each run; each edge of a text counts as a neighbour of its own."""
    left: defaultdict[str, set[object]] = defaultdict(set)
    right: defaultdict[str, set[object]] = defaultdict(set)
    for number, run in enumerate(runs):
        for at in range(len(run)):
            for end in range(at + 2, min(at + LONGEST_RUN, len(run)) + 1):
                gram = run[at:end]
                if gram not in counts:
                    break
                left[gram].add(run[at - 1] if at else number)
                right[gram].add(run[end] if end < len(run) else number)
    return left, right
