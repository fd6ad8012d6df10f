"""``What does mend do?`` -> Can you tell me what mend does? I'd like to sort a list. How do I do that?"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.rewording.lexicon import is_verb, third
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.engines.extractive.rewording.tasks import goal_of, may_open, mine
from kgsynth.language.bundled import verb_lemma

_LEADS = (
    ("Can you tell me", 0.08),
    ("Could you tell me", 0.1),
    ("Do you know", 0.08),
    ("Does anybody know", 0.12),
    ("Any idea", 0.14),
)
_LONGEST = 12  # words after the lead
_NAMED = re.compile(
    r"^(?:which|what) (?!(?:does|do|did|is|are|was|were|can|will|must|should) )(?:[\w.+-]+ ){1,3}?(?P<does>[a-z]+) .+$",
    re.IGNORECASE,
)
_IS = re.compile(r"^(?P<wh>what|who|where) (?P<be>is|are) (?P<what>[^,]+)$", re.IGNORECASE)
_TAIL = re.compile(
    r"^(?P<thing>(?:(?!\b(?:in|to|with|by|when|of|for|that)\b).)+?) "
    r"(?P<done>(?:[a-z]+(?:ed|ible|able|ful|ary|ant|ent|ive|ous) |used |short )?for|(?:[a-z]+ly )?[a-z]+ed)$"
)
_DOES = re.compile(r"^what does (?P<what>(?:(?!\b(?:in|to|with|by|when|if)\b).)+) (?P<verb>[a-z]+)(?P<rest> for| to)?$",
                   re.IGNORECASE)  # fmt: skip
_HELPS = re.compile(r"\b(?:help|let|allow|enable) \w+$")  # "what does mend help you do": its verb stands inside
_DIFFER = re.compile(r"^(?:how do|what is the difference between) (?P<one>\S+(?: \S+){0,2}?) and "
                     r"(?P<other>\S+(?: \S+){0,2}?)(?: differ)?$", re.IGNORECASE)  # fmt: skip


def indirect(asked: Asked) -> Iterator[Wording]:
    """Ways to ask somebody: the question after a lead, or after the wish that it comes from."""
    if asked.setting:
        return
    said = _in_order(asked)
    if said and len(said.split()) <= _LONGEST:
        for lead, cost in _LEADS:
            yield Wording(f"{lead} {said}", lead, cost)
    goal = goal_of(asked.text)
    own = mine(goal) if goal else None
    if own and may_open(own):
        yield Wording(f"I'd like to {own}. How do I do that", "I'd like to", 0.05)
        yield Wording(f"I need to {own}. How can I do that", "I need to", 0.06)


def _in_order(asked: Asked) -> str:
    """The question with its words in the order of a statement; empty where that is not certain."""
    text = asked.text
    goal = goal_of(text)
    if goal:
        return f"how to {own}" if (own := mine(goal)) else ""
    named = _NAMED.match(text)
    if named and _is_told(named["does"]):
        return text[:1].lower() + text[1:]
    does = _DOES.match(text)
    if does and is_verb(does["verb"]) and not _HELPS.search(does["what"]):
        return f"what {does['what']} {third(does['verb'])}{does['rest'] or ''}"
    differ = _DIFFER.match(text) if asked.kind == "difference" else None
    if differ:
        return f"how {differ['one']} and {differ['other']} differ"
    being = _IS.match(text)
    return _with_its_end(being["wh"].lower(), being["be"], being["what"], asked.kind) if being else ""


def _is_told(verb: str) -> bool:
    return verb not in {"does", "has"} and verb_lemma(verb, "VBZ") is not None


def _with_its_end(wh: str, be: str, what: str, kind: str) -> str:
    """``what is mend for`` -> ``what mend is for``; ``what is a net`` -> ``what a net is``."""
    tail = _TAIL.match(what)
    if tail:
        return f"{wh} {tail['thing']} {be} {tail['done']}"
    plain = kind == "definition" and wh == "what" and not re.search(r" (?:of|for|between|in|that) ", what)
    return f"what {what} {be}" if plain else ""
