"""Draft -> a reason if question or answer is not in the script of its documents, names and quoted words aside."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kgsynth.types import Draft

SCRIPT_SHARE = 0.8
_NAME = 4  # letters that a foreign word counts for: a long name among the words of a language is one name

_SCRIPTS: dict[str, tuple[str, ...]] = {
    "ko": ("HANGUL", "CJK"),
    "ja": ("HIRAGANA", "KATAKANA", "CJK", "KATAKANA-HIRAGANA"),
    "zh": ("CJK",),
    "th": ("THAI",),
    "lo": ("LAO",),
    "km": ("KHMER",),
    "my": ("MYANMAR",),
    "el": ("GREEK",),
    "he": ("HEBREW",),
    "ka": ("GEORGIAN",),
    "hy": ("ARMENIAN",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "bn": ("BENGALI",),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), ("DEVANAGARI",)),
    **dict.fromkeys(("ru", "uk", "bg", "mk", "be", "kk", "sr", "mn"), ("CYRILLIC",)),
}


class Language:
    """Refuses text in another script than the documents' (a word that stands in them counts for neither side)."""

    name = "language"

    def __init__(self, share: float = SCRIPT_SHARE) -> None:
        self._share = share

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        for text, reason in ((draft.clean_user_input, "question_script"), (draft.reference, "answer_script")):
            if _script_share(text, draft) < self._share:
                return reason
        return None


def _script_share(text: str, draft: Draft) -> float:
    scripts = _SCRIPTS.get(draft.scenario.chunks[0].language, ("LATIN",))
    known = {word.casefold() for text in _sources(draft) for word in _words(text)}
    own = foreign = 0
    for word in _words(text):
        matching = sum(_is_in(character, scripts) for character in word)
        own += matching
        foreign += 0 if word.casefold() in known else min(_NAME, len(word) - matching)
    return own / (own + foreign) if own + foreign else 1.0


def _sources(draft: Draft) -> tuple[str, ...]:
    """The passages with their headings: what is asked may name a file that the answer's own sentence does not."""
    chunks = draft.scenario.chunks
    return tuple(text for chunk in chunks for text in (chunk.text, *chunk.headings, chunk.title))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Runs of letters of one alphabet: ``Python은`` is two, so that the name is found in the evidence."""
    words: list[str] = []
    previous = ""
    for character in text:
        script = unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
        if script and script == previous:
            words[-1] += character
        elif script:
            words.append(character)
        previous = script
    return tuple(words)


def _is_in(character: str, scripts: tuple[str, ...]) -> bool:
    return unicodedata.name(character, "").partition(" ")[0] in scripts
