"""What is said of an option -> what it makes its command do, in a few plain words: ``skip the checks``."""

import re

from kgsynth.engines.extractive.facts import Form, Purpose
from kgsynth.engines.extractive.reading.entries import value_of
from kgsynth.engines.extractive.reading.fragments import is_self_contained
from kgsynth.engines.extractive.single_hop import is_circular
from kgsynth.engines.extractive.wording import bare, base_of_third, has_condition, lower_first, without_parentheses
from kgsynth.language.bundled import verb_lemma

_MOST_OF_EFFECT = 13  # words


def effect_of(option: Purpose) -> str | None:
    """What an option makes its command do, in full; None where it only names a value, or what no one asks for."""
    action, said = option.action, bare(without_parentheses(option.answer))
    whole = said.lower() == action.lower() and not _MORE_TO_KNOW.search(_rest(option))
    told = len(action.split()) <= _MOST_OF_EFFECT and is_self_contained(action) and not is_circular(option.name, action)
    if (
        has_condition(option.answer)
        or not whole
        or not told
        or _TRIVIAL.search(action)
        or _LACKS_ARTICLE.search(action)
        or _is_of_value(option)
    ):
        return None
    first, _, rest = action.partition(" ")
    base = first if option.form is Form.BASE else base_of_third(first)
    return _plain_action(f"{base} {rest}") if base not in _ABOUT_VALUES else None


_ABOUT_VALUES = frozenset(
    "specify set define give name choose indicate override determine control be act work behave provide pass use "
    "select take accept cause read run allow let tell instruct force ask assume treat".split()
)
_TRIVIAL = re.compile(
    r"\b(?:exit|verbos\w+|quiet\w*|help|usage|version|default|options?|arguments?|synonym|alias|like|instead|"
    r"when|while|if|unless|specified|given|provided|supplied|various|debug\w*|extra|additional)\b"
    r"|(?<!\w)--?\w|\bnot\b|<|=|/|\b(?-i:[A-Z])\b|\bn\b|\b(\w+) \1\b",
    re.IGNORECASE,
)
_MORE_TO_KNOW = re.compile(
    r"\b(?:deprecated|obsolete|synonym|only (?:valid|useful|meaningful|works|allowed)|"
    r"(?:must|can only) be (?:used|combined|given)|no effect)\b",
    re.IGNORECASE,
)
_NEEDS_NONE = "stdin stdout stderr memory disk default detail order place time text binary code output input parallel"
_JOINT = "(?:in|from|to|into|of|for|with|on|by|at|before|after)"
_LACKS_ARTICLE = re.compile(
    rf"\b{_JOINT} (?!(?:{_NEEDS_NONE.replace(' ', '|')})\b)"
    rf"(?!\w+(?:ing|s|tion|ment|ness|ity|ance|ence)\b)[a-z]+(?= {_JOINT}\b| that\b|$)"
)


def _rest(option: Purpose) -> str:
    """What an entry says after its first sentence."""
    text, last = option.chunk.text, option.evidence[-1].end - option.chunk.span.start
    end = re.search(r"\n\n(?=`?--?[A-Za-z]|#)", text[last:])
    return text[last : last + end.start()] if end else text[last:]


def _is_of_value(option: Purpose) -> bool:
    """Whether what is said leans on the value that the option takes: ``--ignore-rev <rev>``, "by the revision"."""
    values = [word for word in re.findall(r"[a-z]+", value_of(option).lower()) if len(word) > 1]
    said = option.action.lower()
    return any(re.search(rf"\bthe {word[:3]}|\b{word}\b", said) for word in values)


def _plain_action(action: str) -> str | None:
    """An action that begins with a plain verb and does one thing to one object; None for others."""
    verbs = re.findall(r"(?:,|\band|\bor) ([a-z]+)\b", action)
    several = any(verb_lemma(verb, "VB") == verb for verb in verbs)
    lacks = len(action.split()) < 3 or re.match(r"^[a-z]+(?! (?:to|that|is|are)\b)(?:-[a-z]+)? ", action) is None
    return None if several or lacks or re.search(r"[“”\"()]|,", action) else lower_first(action)
