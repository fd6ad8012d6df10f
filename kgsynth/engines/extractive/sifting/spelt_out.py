"""Letters and the words that they stand for -> how that is asked: in a field, in the singular; or nothing, where
everybody knows, or the corpus spells them out in two ways."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kgsynth.engines.extractive.belonging.fields import field_of
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.wording import lower_first, question, singular
from kgsynth.language.words import content_words

_TOO_FEW, _FEW = 2, 3  # letters
_NEAR = 200  # characters
_EVERYDAY = frozenset(
    "API ASAP ASCII ATM BIOS CD CEO CPU CSS CSV DIY DNA DNS DVD EU FAQ FTP FYI GIF GMT GPS GUI HDD HTML HTTP HTTPS ID "
    "IP ISBN ISO ISP IT JPEG JSON LAN LED OS PC PDF PIN PNG QR RAM RFC ROM RSVP SMS SSD TBD TV UFO UK UN URI URL US "
    "USA USB UTC VAT VIP VPN WAN WWW XML ZIP".split()
)
_NO_NOUN = r"(?:is|was|that|which|to|for|can|has|will|and|or|in|of|with|at|on|may|must|stands)\b"
_PLURAL = re.compile(r"[a-rt-z]s$")


def is_known_to_all(name: str) -> bool:
    """Whether letters need no corpus to be understood: ``FAQ``."""
    return name in _EVERYDAY


def spelt_out(candidate: Candidate, texts: Iterable[str], treats: Callable[[str], bool]) -> Candidate | None:
    """What letters stand for, with a field in front where they are few, or stand for other words elsewhere, too.

    ``What does QT stand for?`` becomes "In tide control, what does QT stand for?", or nothing where no title names a
    field.

    Args:
        treats: whether a page or a section is about a name.
    """
    letters = candidate.names[0].text if candidate.names else ""
    if is_known_to_all(letters):
        return None
    having = [text for text in texts if letters in text]
    told = _of_one(candidate.reference, letters, having)
    others = [each for each in _spellings(letters, told, having) if not _is_part(each, told)]
    if any(_is_another_spelling(each, told) for each in others):
        return None
    asked = replace(candidate, reference=told)
    vague = len(letters) <= _TOO_FEW or (len(letters) <= _FEW and bool(others))
    return asked if not vague or treats(letters) else _in_its_field(asked)


def _in_its_field(candidate: Candidate) -> Candidate | None:
    place = field_of(candidate.chunks[0], without=set(content_words(candidate.reference)))
    if not place.startswith("In "):
        return None
    return replace(candidate, question=question(f"{place}, {lower_first(candidate.question)}"))


def _of_one(told: str, letters: str, texts: list[str]) -> str:
    """``Tide observers.`` as ``Tide observer.``, where some text gives the letters an ending of their own: ``TOs``."""
    words = told.rstrip(".")
    countable = re.compile(rf"(?<![\w-]){letters}s\b|\b[Aa]n? (?:\w+ )?{letters}(?=[.,;:)]| {_NO_NOUN})")
    if letters.endswith("S") or not _PLURAL.search(words) or not any(map(countable.search, texts)):
        return told
    return f"{singular(words)}."


def _spellings(letters: str, told: str, texts: list[str]) -> Iterator[str]:
    """The words that stand right before or behind the letters in brackets, as many as those told or fewer."""
    words = rf"[\w’'-]+(?: [\w’'-]+){{0,{len(told.split()) - 1}}}"
    before, behind = re.compile(rf"({words})[\"”`]? $"), re.compile(rf"[\"“]?((?!{letters}){words})")
    here = re.compile(rf"\({letters}s?\)|(?<![\w-]){letters} \(")
    for text in texts:
        for match in here.finditer(text) if f"({letters}" in text or f"{letters} (" in text else ():
            told_before = before.search(text, max(0, match.start() - _NEAR), match.start())
            found = told_before if match[0].startswith("(") else behind.match(text, match.end())
            if found is not None:
                yield found[1]


def _is_part(words: str, told: str) -> bool:
    """Whether some words are those told, or the last or the first of them."""
    return _plain(told).endswith(_plain(words)) or _plain(told).startswith(_plain(words))


def _plain(words: str) -> str:
    """Words as they are compared: without capitals, hyphens and the ending of a plural."""
    return re.sub(r"(?:ies|y|s)$", "", re.sub(r"[-.]| (?=\W)", " ", words.lower()).strip())


def _is_another_spelling(words: str, told: str) -> bool:
    """Whether the same letters stand for nearly the same words: "tide-gate unit" and "tide-gated unit"."""
    same_letters = _initials(words) == _initials(told)
    return same_letters and bool(set(content_words(words)) & set(content_words(told)))


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", words.lower()))
