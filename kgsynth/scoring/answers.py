"""Sample + a system's answer -> scores that need no model."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from kgsynth.language.words import fold, is_caseless, numbers, squeezed, tokens
from kgsynth.types import UNANSWERABLE, Sample

_ARTICLES = frozenset({"a", "an", "the"})


def score_answer(sample: Sample, answer: str) -> dict[str, float]:
    """How far an answer agrees with the reference, by words and numbers alone.

    ``exact_match``: the same words (SQuAD's rule: case, punctuation and English articles aside). ``token_f1``: the
    harmonic mean of the shares of common words. ``rouge_l``: the same of the longest common subsequence. Where a script
    writes no spaces, and in Korean, characters are counted instead of words. ``number_agreement``: twice the common
    numbers over the numbers of both; left out where the reference has none. An answer that refuses scores 0 in all.

    A question without an answer in the documents has ``refusal`` alone: 1 if the answer says so, 0 if it answers.
    """
    refused = refuses(answer, sample.language)
    if sample.question_kind == UNANSWERABLE:
        return {"refusal": float(refused)}
    given = "" if refused and not refuses(sample.reference, sample.language) else answer
    return _agreement(sample.reference, given, sample.language)


def _agreement(reference: str, answer: str, language: str) -> dict[str, float]:
    by_character = is_caseless(reference)
    expected, given = (_units(text, language, by_character=by_character) for text in (reference, answer))
    scores = {
        "exact_match": float(expected == given and bool(given)),
        "token_f1": _f1(expected, given),
        "rouge_l": Indel.normalized_similarity(expected, given) if expected and given else 0.0,
    }
    wanted = numbers(reference)
    if wanted:
        scores["number_agreement"] = _f1(sorted(wanted), sorted(numbers(answer)))
    return scores


def _units(text: str, language: str, *, by_character: bool) -> list[str]:
    if by_character:
        return [character for character in fold(text) if unicodedata.category(character)[0] in "LMN"]
    words = tokens(text)
    kept = [word for word in words if word not in _ARTICLES] if language == "en" else words
    return kept or words or [character for character in fold(text) if not character.isspace()]


def _f1(expected: Sequence[str], given: Sequence[str]) -> float:
    common = (Counter(expected) & Counter(given)).total()
    return 2 * common / (len(expected) + len(given)) if common else 0.0


# ------------------------------------------------------------------------------------------------ refusals

_SOURCES = "(?:documents?|context|passages?|sources?|texts?|information|documentation|excerpts?|handbook|manual)"
_NOT_TOLD = {
    "en": (
        rf"\b{_SOURCES}\b[^.!?]{{0,60}}\b(?:do(?:es)? not|don't|doesn't|did not|didn't|cannot|can't|never)\b"
        r"[^.!?]{0,20}\b(?:say|state|mention|specify|provide|contain|include|cover|describe|tell|answer|give|indicate|address)",
        r"\b(?:i|we) (?:could not|couldn't|cannot|can't|can not|do not|don't|did not|(?:was|were|am|are|'m) "
        r"(?:unable|not able) to) (?:find|know|answer|tell|determine|locate|have (?:\w+ ){0,3}(?:information|answer))",
        r"\b(?:there is|there's|i have|we have|contains?|found|find) (?:no|not enough|insufficient) "
        r"(?:\w+ ){0,2}(?:information|mention|answer|details?|evidence|documentation)\b",
        r"\b(?:is|are|was|were) (?:not|nowhere) (?:\w+ )?"
        r"(?:mentioned|specified|stated|documented|described|covered|answerable)\b",
        rf"\b(?:{_SOURCES}|answers?|this|that|it) (?:is|are) not (?:\w+ )?(?:given|provided|available|known)\b",
        r"\b(?:cannot|can't|can not|could not|couldn't) be (?:\w+ )?(?:answered|determined|inferred)\b",
        r"^\W*(?:unanswerable|unknown|n/?a|no answer|not (?:enough|sufficient) (?:information|context)"
        r"|no (?:\w+ )?information)\b",
    ),
    "de": (
        r"\b(?:wei(?:ß|ss) (?:ich|es) nicht|keine (?:angaben?|informationen?|antwort|auskunft)|nicht (?:erwähnt|"
        r"angegeben|genannt|beschrieben|bekannt|enthalten|beantwort\w+|dokumentiert))\b",
    ),
    "ko": (
        "(?:알|찾을|답(?:변)?할|확인할) 수 (?:없|가 없)",
        "(?:정보|내용|답|언급|자료|설명)[이가은는을를]? ?(?:\\S+ )?없",
        "(?:나와|언급되|명시되|언급하|제공되|포함되)(?:어)? ?(?:있)?지 않",
        "모르겠|모릅니다",
    ),
    "th": ("ไม่(?:ทราบ|รู้|พบ|มี(?:ข้อมูล|คำตอบ)|ได้(?:ระบุ|กล่าวถึง))", "ไม่สามารถ(?:ตอบ|ระบุ|หา)"),
}
_LONGEST_REFUSAL = 400  # letters; a longer text answers, whatever it says it does not know
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+")


def refuses(answer: str, language: str = "en") -> bool:
    """Whether an answer says that it has none: it is empty, or its first sentence says that nothing is known.

    >>> refuses("The documents do not say who founded it."), refuses("It was founded in 1998, the guide says.")
    (True, False)
    """
    from kgsynth.checks.phrases import PHRASES, pattern, phrases_of  # its package brings spaCy: seconds

    told = squeezed(answer)
    if not told or len(told) > _LONGEST_REFUSAL:
        return not told
    first = _SENTENCE_END.split(answer.strip().replace("’", "'"), maxsplit=1)[0]
    own = phrases_of(language, PHRASES)
    not_told = tuple(expression for spoken in ("en", language) for expression in _NOT_TOLD.get(spoken, ()))
    return bool(
        pattern(own.unknowns).fullmatch(first.strip(" .!?。")) or pattern((*own.refusals, *not_told)).search(first)
    )
