"""Two sentences -> what may be asked why or how: the one is the reason, the aim or the means of the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.engines.extractive.reading.fragments import is_clean_answer, leans_back, opens_plainly
from kgsynth.engines.extractive.reading.sentences_told import is_told_of_all
from kgsynth.engines.extractive.retelling.referents import Referent
from kgsynth.engines.extractive.wording import upper_first

_AT_ONCE = r"(?:also |thus |then |therefore |usually |only |easily |quickly |often |in turn |,? in part,? )*"
_WHY = re.compile(
    rf"^(?:This|That|It)(?: is| was|['’]s),? {_AT_ONCE}why (?P<so>.+)$|^(?:This|That) explains why (?P<too>.+)$"
)
_SO = re.compile(
    r"^(?:Therefore|Thus|Hence|Consequently|Accordingly|As a (?:direct )?(?:result|consequence)|For (?:this|that|"
    r"these) reasons?|Because of (?:this|that)|So),? (?!far\b|long\b|much\b|many\b|that\b|what\b|how\b|let)(?P<so>.+)$"
)
_INSIDE = re.compile(
    r"^(?P<front>[^,;:()]{2,60}?),? (?:therefore|thus|consequently|hence),? (?P<rest>(?![a-z]+ing\b).+)$"
)
_EFFECT = re.compile(
    rf"^(?:This|That|Doing so|Doing this) {_AT_ONCE}(?P<does>(?:(?P<lets>allows|makes|lets|helps|enables|eases|"
    r"improves)|avoids|prevents|ensures|guarantees|guards against|protects|reduces|saves|keeps|simplifies|speeds up|"
    r"limits) .+)$"
)
_MEANT = re.compile(r"\b(?:should|must|has to|have to|is|are) (?:only |always |not |never )?[a-z]+")
_BECAUSE = re.compile(
    rf"^(?:This|That|It)(?: is| was|['’]s) {_AT_ONCE}(?P<due>(?:because|due to|since) .+)$|"
    r"^The reason (?:for this |behind this )?is (?:simple: |that )(?P<that>.+)$"
)
_OTHERWISE = re.compile(r"^Otherwise,? (?P<else>.+)$")
_HAD_TO = re.compile(
    r"\b(?:must|should|needs? to|ha(?:s|ve) to|is required|are required|is necessary|cannot|make sure)\b"
)
_NO_REASON = re.compile(
    r"^(?:since|as|because|although|though|while|even|unless|despite)\b|\b(?:however|might|example)\b", re.IGNORECASE
)
_ON_CONDITION = re.compile(r"^(?:when|if|once)\b", re.IGNORECASE)
_DONE = re.compile(
    rf"^(?:This|That) (?:is|can be|may be|must be|should be|has to be) {_AT_ONCE}(?:done|achieved|attained|"
    r"accomplished|carried out|performed) (?P<means>(?:with|by|through|using|via) .+)$"
)
_TO_DO = re.compile(r"^(?:In order to|To) do (?:so|this|that), (?P<act>(?:you |simply |just |you can |the user )?.+)$")
_CAN = re.compile(
    r"^(?:[^,;:]{3,40}, )?(?:you|one|users|the user|it is (?:also |still )?possible|they|administrators) (?:can |may |"
    r"must |should |want to |wish to |need to |to )(?:also |even |then |still )?(?P<goal>[a-z]+ [^,;:()]{6,90})$",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 5, 30  # words of a sentence that is a reason
_UNNAMED = re.compile(
    r"^(?:it|they|this|these|those|that|such|he|she|there|we|let|both|neither)\b|^(?:its|their)\b", re.IGNORECASE
)
_REMARK = re.compile(
    r"^(?:please )?(?:note|keep in mind|remember|be aware)(?: also)? that |^(?:fortunately|unfortunately|of course|"
    r"indeed|in fact|generally|actually|also|in addition|additionally|finally|in particular), ",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"^it (?:is|was|can be|may be|becomes) (?:[a-z]+ )?(?:not )?[a-z]+ (?:to|that|for) ")


@dataclass(frozen=True, slots=True)
class Joined:
    """A clause to ask about, and what the other sentence says of it.

    Attributes:
        reason: why it is so: ``because foxes are about``.
        means: how it is done: ``by closing the sluice``.
    """

    text: str
    reason: str = ""
    means: str = ""


def joined(before: str, small: str, text: str, topic: Referent | None) -> Iterator[Joined]:
    """What two sentences say together.

    ``Foxes are about. This is why the pond is fenced.`` -> the pond is fenced, because foxes are about.

    Args:
        small: the first sentence as it stands inside another.
        topic: what "it" or "they" takes up in the second.
    """
    first, second = _plain(before), _plain(text)
    if not _may_be_reason(first):
        return
    so = _consequence(second, topic) if not _NO_REASON.search(first) else ""
    done, act = _DONE.match(second), _TO_DO.match(second)
    reason = _reason_after(first, second)
    goal = _CAN.match(first) if act is not None else None
    if so:
        yield Joined(f"{upper_first(so)}.", reason=f"because {_plain(small)}")
    elif reason:
        yield Joined(f"{first}.", reason=reason)
    elif done is not None:
        yield Joined(f"{first}.", means=done["means"])
    elif act is not None and goal is not None:
        yield Joined(f"To {goal['goal']}, {act['act']}.")


def _reason_after(first: str, second: str) -> str:
    """The reason that a sentence gives for the one before it: its cause, its aim, or what would be without it."""
    effect, because, otherwise = _EFFECT.match(second), _BECAUSE.match(second), _OTHERWISE.match(second)
    if because is not None:
        return re.sub("^since ", "because ", because["due"] or f"because {because['that']}")
    if otherwise is not None and _HAD_TO.search(first):
        return f"because otherwise {otherwise['else']}"
    if effect is None or _NO_REASON.search(first) or _ON_CONDITION.match(first):
        return ""
    if effect["lets"] and not _MEANT.search(first):
        return ""
    return f"because it {effect['does']}"


def _plain(text: str) -> str:
    """Without its full stop, and without what only calls for attention at its front."""
    plain = _REMARK.sub("", text.strip().rstrip(".:").strip())
    return opens_plainly(plain)


def _may_be_reason(text: str) -> bool:
    """Whether a sentence says one thing that stands without those before it."""
    long_enough = _SHORTEST <= len(text.split()) <= _LONGEST
    whole = not re.search(r"[;:?]", text) and not _UNNAMED.match(text) and not leans_back(text)
    return long_enough and whole and is_told_of_all(text) and is_clean_answer(text)


def _consequence(text: str, topic: Referent | None) -> str:
    """The clause that the sentence before is the reason of; empty where there is none, or its subject is unknown."""
    match = _WHY.match(text) or _SO.match(text)
    inside = _INSIDE.match(text) if match is None else None
    if match is not None:
        so = next(group for group in match.groupdict().values() if group)
    else:
        so = f"{inside['front']} {inside['rest']}" if inside is not None else ""
    so = re.sub(r"^, ", "", so)
    opened = re.match(r"^(?P<word>it|they) ", so, re.IGNORECASE)
    if (
        opened
        and topic is not None
        and topic.plural == (opened["word"].lower() == "they")
        and not _EMPTY.match(so.lower())
    ):
        return f"{topic.text} {so[opened.end() :]}"
    return "" if _UNNAMED.match(so) and not _EMPTY.match(so.lower()) else so
