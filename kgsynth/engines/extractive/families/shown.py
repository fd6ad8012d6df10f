"""Frame of a sentence that leads up to code -> how a thing is done with that code, and how a thing is laid out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.displays import commands_in, is_typed, layout_in
from kgsynth.engines.extractive.wording import bare, lower_first, upper_first, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import squeezed

_WEIGHT = 0.42
_LONGEST = 24  # words of a question
_THIS = (
    r"(?:(?:just )?(?:a |the )?(?:simple )?"
    r"(?:following|this|like this|like so|something like(?: this)?|commands? like)?"
    r"(?: simple)?(?: ?(?:commands?|lines?|program|invocation|one-liner))?)"
)
_RUN = "use|run|type|issue|execute|invoke|enter|call|try|do|say"
_RUNNING = "using|running|typing|issuing|executing|invoking|entering|calling|doing|saying"
_ADVERBS = r"(?:(?:also|then|simply|just|easily|always|now|instead|either|still|usually|first|only|safely|easily) )*"
_YOU = (
    r"(?:you|one|users|administrators|the administrator) "
    r"(?P<may>can|could|may(?: want to)?|should|must|need to|have to|might(?: just)?(?: want to)?) " + _ADVERBS
)
_MEANS = re.compile(
    rf"^(?P<head>.+?),? (?:(?P<how>with|using|via|through|by (?:{_RUNNING})) {_THIS}|"
    r"(?P<as>like this|like so|as follows|"
    rf"(?:with|using|by (?:{_RUNNING})) (?:the )?(?P<tool>[\w.+-]+(?: [\w.+-]+)?)(?:\(\d\w?\))?(?: (?:command|program|"
    r"tool|utility))?))$"
)
_FRONT = re.compile(
    r"^(?P<front>(?:If|When|Once|As soon as|Before|After|Whenever|Unless|Until) "
    r"(?:.+(?=, (?:you|one|users) (?:can|could|may|must|should|might|need)\b)|.+?)), (?=\S)"
)
_WANTED = re.compile(
    r"^(?:If|When|Whenever|Suppose) (?:you|one) (?:(?:just|only|simply|later|ever|also|would|then) )*"
    r"(?:want|wish|need|like|prefer|have|decide) to (?P<goal>[a-z].+)$"
)
_TO = re.compile(r"^(?:In order to|To) (?P<goal>[a-z].+?), ")
_DOES = re.compile(
    r"^(?:The following|This) command (?:can be used to (?=\w)|is used to |will |lets you )?(?P<what>[a-z]+ .+)$"
)
_SO = re.compile(r"^(?:do|accomplish|achieve) (?:this|that|so|it)\b")
_ORDER = re.compile(
    rf"^(?:{_YOU})?{_ADVERBS}(?P<verb>{_RUN})(?: {_THIS}| (?P<tool>[\w.+-]+(?: [\w.+-]+)?)(?:\(\d\w?\))?)?$"
)
_CAN_BE = re.compile(
    r"^(?P<thing>(?!it |this |that |they |these )[^,]{3,60}?) (?P<may>can|may|must|should) "
    r"(?:also |then |easily )?be (?P<done>.+)$"
)
_WAY = re.compile(r"^The (?P<ease>easiest|simplest|usual|recommended|standard|best|quickest) way to (?P<goal>.+?) is$")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence without the phrase that points at the code.

    Attributes:
        front: the occasion that it opens with, in small letters; empty where it names none.
        deed: what is done, after the occasion.
        answer: the code as the sentence brings it in: ``With otter --drain``.
    """

    front: str
    deed: str
    answer: str


def how_as_shown(frame: Frame) -> Iterator[Candidate]:
    """``You can drain the pond with:`` and a command -> How can you drain the pond?"""
    said = _said(frame)
    if said is None:
        return
    wanted = _WANTED.match(upper_first(said.front) or said.deed)
    yield from _on_occasion(frame, said)
    for asked in _ways_to_ask(frame, said, wanted["goal"] if wanted else ""):
        yield from _asked(frame, asked.removesuffix(f" {said.front}"), said.answer)


def _on_occasion(frame: Frame, said: _Said) -> Iterator[Candidate]:
    """``If the pond is dry, you can fill it with:`` and a command -> What can you do if the pond is dry?"""
    you = re.match(rf"^{_YOU}(?P<deed>.+)$", said.deed)
    if (
        you is None
        or not re.match(r"(?:if|when|once|as soon as) ", said.front)
        or _WANTED.match(upper_first(said.front))
    ):
        return
    if not _SO.match(you["deed"]):
        joint = " " if said.answer.startswith(_BRINGS_IN) else ": "
        should = "can" if you["may"].startswith(("can", "could", "may", "might")) else "should"
        yield from _asked(frame, f"What {should} you do {said.front}", f"{you['deed']}{joint}{said.answer}")


def _said(frame: Frame) -> _Said | None:
    commands = commands_in(frame.said.shown)
    text = _plainly(frame)
    if not commands:
        return None
    code, match = _joined(commands), _MEANS.match(text)
    if match is None:
        return _parted(text, code) if is_typed(frame.said.shown) else None
    if match["tool"] and not squeezed(code).startswith(squeezed(match["tool"])):
        return None
    how = match["how"] or re.split(r" (?=[\w.+-]+$)", match["as"] or "")[0]
    lead = how if match["how"] else next(iter(re.findall(rf"^(?:with|using|by (?:{_RUNNING}))", how)), "")
    return _parted(match["head"], f"{lead} {code}".strip())


def _parted(head: str, answer: str) -> _Said | None:
    front = _FRONT.match(head)
    deed = head[front.end() :] if front else head
    if _HALF_TOLD.search(deed) or (front and front["front"].startswith("After ")):
        return None
    return _Said(lower_first(front["front"]) if front else "", deed, answer)


_USING = re.compile(rf"^(?:{_YOU})?use (?:the )?(?P<tool>[\w.+-]+(?: [\w.+-]+)?) to (?P<goal>.+)$")
_YOU_DO = re.compile(
    r"^you (?P<deed>(?!can|could|will|would|should|might|may|must|have|need|are|do|’|'|see|saw|end|find)[a-z]+ .+)$"
)
_HALF_TOLD = re.compile(r"\b(?:or|and|either)$|\bby (?:\w+ )?\w+ing\b|\b(?:using|with) the\b|;|\bfor$")


def _joined(commands: tuple[str, ...]) -> str:
    return ", then ".join(commands)


def _ways_to_ask(frame: Frame, said: _Said, wanted: str) -> Iterator[str]:
    deed = frame.small(said.deed)
    using = _USING.match(deed)
    if using and squeezed(using["tool"]) in squeezed(said.answer):
        deed = f"you can {using['goal']}"
    you = re.match(rf"^{_YOU}(?P<deed>.+)$", deed) or _YOU_DO.match(deed)
    done = _CAN_BE.match(said.deed)
    when = "" if wanted else said.front
    if you is not None:
        may = "do" if you.re is _YOU_DO else "can"
        yield f"How {may} you {wanted if wanted and _SO.match(you['deed']) else you['deed']} {when}".strip()
    elif done is not None:
        yield f"How {done['may']} {frame.small(done['thing'])} be {done['done']} {when}".strip()
    elif wanted and not said.front:
        yield f"How do you {wanted}"
    elif _is_order(deed):
        yield f"How do you {wanted if wanted and _SO.match(deed) else deed} {when}".strip()


def _is_order(deed: str) -> bool:
    first, _, rest = deed.partition(" ")
    return bool(rest) and verb_lemma(first.lower(), "VB") == first.lower() and first.lower() not in _NO_ORDERS


_NO_ORDERS = frozenset(
    "see note let make be have go recall remember suppose assume consider imagine say output".split()
)


def what_to_run(frame: Frame) -> Iterator[Candidate]:
    """``To drain the pond, run:`` and a command -> How do you drain the pond?"""
    commands = commands_in(frame.said.shown)
    text = _plainly(frame)
    opening = _OPENING.match(text) if commands else None
    if opening is None:
        yield from _by_the_way(frame, text, commands)
        return
    order, code = _ORDER.match(text[opening.end() :]), _joined(commands)
    if order is None or (order["tool"] and not squeezed(code).startswith(squeezed(order["tool"]))):
        return
    when = lower_first(bare(opening["front"] or ""))
    wanted = _WANTED.match(bare(opening["front"] or ""))
    if opening["goal"]:
        yield from _asked(frame, f"How do you {opening['goal']} {when}".strip(), f"{order['verb']} {code}")
    elif wanted is not None:
        yield from _asked(frame, f"How do you {wanted['goal']}", f"{order['verb']} {code}")
    else:
        should = "can" if order["may"] in {"can", "could", "may", "might"} else "should"
        yield from _asked(frame, f"Which command {should} you {order['verb']} {when}", code)


_OPENING = re.compile(
    r"^(?=(?:In order to|To|If|When|Once|As soon as|Before|After|Whenever|Unless|Until) )"
    r"(?P<front>(?!In order to|To )\S(?:.+(?=, you (?:can|could|may|must|should|might|need)\b)|.+?), )?"
    r"(?:(?:[Ii]n order )?[Tt]o (?P<goal>[a-z].+?), )?"
)


def _plainly(frame: Frame) -> str:
    """The sentence without asides and the numbers of manual pages."""
    return re.sub(r"\(\d\w?\)", "", without_parentheses(bare(frame.text)))


def _by_the_way(frame: Frame, text: str, commands: tuple[str, ...]) -> Iterator[Candidate]:
    """``The easiest way to drain the pond is:``, ``The following command drains the pond:``."""
    if len(commands) == 1 and (does := _DOES.match(text)) is not None:
        lets = "lets you " if verb_lemma(does["what"].split()[0], "VB") else ""
        yield from _asked(frame, f"Which command {lets}{does['what']}", commands[0])
    way = _WAY.match(text) if commands else None
    if way is not None and not _SO.match(way["goal"]):
        yield from _asked(frame, f"What is the {way['ease']} way to {way['goal']}", _joined(commands))


def _asked(frame: Frame, asked: str, answer: str) -> Iterator[Candidate]:
    if _is_short(asked) and not _POINTS.search(asked):
        for candidate in frame.candidate(asked, answer, "how_to", _WEIGHT):
            typed = answer == _joined(commands_in(frame.said.shown))
            yield replace(candidate, reference=answer) if typed else candidate


_BRINGS_IN = ("with ", "using ", "by ", "via ", "through ")


def _is_short(asked: str) -> bool:
    return len(asked.split()) <= _LONGEST


_POINTS = re.compile(
    r"\b(?:again|once more|this|that way|one of (?:these|those)|it|them|those|do so|both|"
    r"you (?:will|just|made|have|used))\b(?! (?:is|was)\b)"
)


_LAYOUT = re.compile(
    r"^(?P<what>[^,]+?) (?P<verb>has|have|takes?|uses?|should have|must have|is in|are in) the following (?:\w+ )?"
    r"(?P<noun>format|structure|syntax|layout|form|header)$|^(?P<other>[^,]+?) (?P<be>is|are) of the form$"
)


def how_it_is_laid_out(frame: Frame) -> Iterator[Candidate]:
    """``Ledger lines have the following format:`` and a line -> Which format do ledger lines have?"""
    line = layout_in(frame.said.shown)
    match = _LAYOUT.match(_plainly(frame)) if line else None
    if match is None:
        return
    thing, verb = match["what"] or match["other"], match["verb"] or match["be"]
    does = "do" if verb in {"have", "take", "use", "are in", "are"} else "should" if "should" in verb else "does"
    asked = f"which {match['noun'] or 'form'} {does} {frame.small(thing)} have"
    tool = frame.said.name.text if frame.said.name.kind == "command" else ""
    asked = f"with {tool}, {asked}" if tool and tool not in asked else asked
    yield from frame.candidate(upper_first(asked), line, "factual", _WEIGHT)
