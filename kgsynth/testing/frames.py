"""A text -> its language, and the fixed words that a question in that language is made with.

The questions need not be elegant: they must be in the language of the documents, name what they ask for, and add as
few words of their own as they can.
"""

import re
from collections import Counter
from dataclasses import dataclass

from kgsynth.language.words import stop_words


@dataclass(frozen=True, slots=True)
class Frames:
    """What one language gives to a question.

    Attributes:
        questions: with the places {a} and {b}, shortest first.
        joiner: what stands between two things that are named together.
        stops: function words; names are not made of them.
        letters: how many stand for a word where there are no blanks between words; 0 where there are.
    """

    questions: tuple[str, ...]
    joiner: str = ", "
    stops: frozenset[str] = frozenset()
    letters: int = 0

    def size(self, text: str) -> int:
        """How many words a text has, or would have."""
        return len(text) // self.letters if self.letters else len(text.split())


def language_of(text: str) -> str:
    """The language by its script; where that is Latin, by its commonest words; "" where nobody wrote frames for it."""
    scripts = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()})
    script, letters = scripts.most_common(1)[0]
    if script == "zh" and scripts["ja"]:
        script = "ja"
    return _latin_language(text) if script == "latin" or not letters else script


def frames_of(language: str) -> Frames:
    """The frames of a language; names alone and a question mark where there are none."""
    return FRAMES.get(language, _BARE)


def _latin_language(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = {name: sum(words[word] for word in _TELLING[name]) for name in _TELLING}
    best = max(scores, key=lambda name: (scores[name], name == "en"))
    return best if len(_TELLING[best] & words.keys()) >= _TELLING_WORDS else "en"


_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏ]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ja": re.compile(r"[\u3041-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
}
_TELLING_WORDS = 3  # different ones: "non" alone makes no Italian
_TELLING = {
    name: frozenset(words.split())
    for name, words in {
        "en": "the of and to is are was that with for it be this from which have not on as by or can an if at you",
        "de": "der die das und ist nicht ein eine den dem mit auf für von zu sich werden wird auch sind im oder",
        "fr": "le la les des et est une dans pour que qui sur pas par avec sont au du ce cette ou",
        "es": "el la los las que y es una en por para con del se no su al como son o",
        "it": "il la le che di e è una per con del non si in sono della dei gli alla come",
        "pt": "o a os as que e é uma em por para com do da não se dos das um são ou",
        "nl": "de het een en van is niet dat op te met voor zijn die aan er bij worden wordt ook",
    }.items()
}
_BARE = Frames(("{a}, {b}?",))

FRAMES = {
    "en": Frames(
        (
            "How does {a} go with {b}?",
            "What is {a} for {b}?",
            "When does {a} need {b}?",
            "Why is {a} needed with {b}?",
            "What does {a} have to do with {b}?",
            "How can {a} be used for {b}?",
            "Which {a} goes with {b}?",
            "Where do {a} and {b} come together?",
            "In what way does {b} have to do with {a}?",
            "What about {a} and {b}?",
            "What should one know about {a} and then about {b}?",
            "If you already know about {a}, what else do you need to know when there is also {b}?",
        ),
        stops=stop_words("en"),
    ),
    "ko": Frames(
        (
            "{a} 및 {b}에 대해 무엇을 알아야 합니까?",
            "{a}, {b}의 경우에는 어떻게 됩니까?",
            "어떤 점에서 {a} 및 {b}의 내용은 서로 이어집니까?",
        ),
        " 및 ",
        stop_words("ko"),
    ),
    "th": Frames(("{a} และ {b} คืออะไร", "{a} กับ {b} เป็นอย่างไร"), " และ ", stop_words("th"), letters=4),
    "ja": Frames(("{a}と{b}は？", "{a}と{b}はどうですか？"), "、", letters=2),
    "zh": Frames(("{a}与{b}如何？", "{a}和{b}是什么？"), "、", letters=2),
    "de": Frames(("Was hat {a} mit {b} zu tun?", "Wie hängt {a} mit {b} zusammen?"), " und ", _TELLING["de"]),
    "fr": Frames(("Quel est le rapport entre {a} et {b} ?",), " et ", _TELLING["fr"]),
    "es": Frames(("¿Qué relación hay entre {a} y {b}?",), " y ", _TELLING["es"]),
    "it": Frames(("Che rapporto c'è tra {a} e {b}?",), " e ", _TELLING["it"]),
    "pt": Frames(("Qual é a relação entre {a} e {b}?",), " e ", _TELLING["pt"]),
    "nl": Frames(("Wat heeft {a} te maken met {b}?",), " en ", _TELLING["nl"]),
    "ru": Frames(("Как связаны {a} и {b}?",), " и "),
    "ar": Frames(("ما العلاقة بين {a} و {b}؟",), " و "),
}
