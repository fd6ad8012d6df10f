"""Frame -> yes/no questions of what "you" can, should or need not do: "It is possible to", "Do not", "lets you"."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.wording import bare, lower_first, without_parentheses
from kgsynth.language.bundled import verb_lemma

_IT_IS = re.compile(
    r"^(?:[A-Z][^,]{3,40}, )?[Ii]t (?:is|['’]s) (?P<no>not )?(?:(?:also|therefore|thus|still|even|then|always) )?"
    r"(?P<how>possible|necessary|required|recommended|safe|advisable|allowed|enough|sufficient|permitted|mandatory) "
    r"to (?P<deed>[a-z]+ .+)$"
)
_DO_NOT = re.compile(
    r"^(?P<front>(?:If|When|While|In|On|During) [^,]{3,60}, )?(?:[Dd]o not|[Dd]on['’]t|[Nn]ever) (?P<deed>[a-z]+ .+)$"
)
_LETS = re.compile(
    r"^(?:allow|let|enable|permit)s? (?:(?:you|users?|the user|administrators?|the administrator|one|developers?|"
    r"anyone|everyone|people) (?:to )?(?P<deed>[a-z]+ .+)|(?P<doing>[a-z]+ing) (?P<what>.+))$"
)
_MEANS = re.compile(
    r"(?:,? (?:because|since|so that|but|although|unless|until|except|provided|as long as|by [a-z]+ing|using|via|"
    r"through|with (?:the|an?) [^,]*(?:command|option|tool|parameter|setting|function|file|script|program|utility)|"
    r"instead of|rather than|which|so as to|in order to|thanks to|even if)\b|, |;| \(| [–—-] ).*$"
)
_NO_DEED = re.compile(
    r"^(?:be|have|note|see|know|remember|consider|say|think|use (?:it|this|the same)|do|forget|worry|hesitate|assume|"
    r"expect|confuse|understand|imagine|find|refer|look|mention|give up)\b|"
    r"\b(?:it|them|this|these|that|those|so|same|such)\b"
)
_ASKED = {
    "necessary": "do you have to",
    "required": "do you have to",
    "mandatory": "do you have to",
    "recommended": "should you",
    "advisable": "should you",
    "enough": "is it enough to",
    "sufficient": "is it enough to",
    "safe": "is it safe to",
}
_LONGEST = 12  # words of a deed


def is_it_possible_to(frame: Frame) -> Iterator[Candidate]:
    """``It is possible to drain a pond by night with a pump.`` -> Can you drain a pond by night? Yes."""
    match = _IT_IS.match(bare(frame.text))
    deed = _plain(match["deed"]) if match is not None else ""
    if match is not None and deed and (match["no"] or deed != match["deed"] or match["how"] not in _ASKED):
        verdict = "No" if match["no"] else "Yes"
        yield from judged(
            frame, f"{_ASKED.get(match['how'], 'can you')} {deed}", verdict, [lower_first(bare(frame.text))]
        )


def should_you(frame: Frame) -> Iterator[Candidate]:
    """``Do not open the sluice while a pond is dry.`` -> Should you open the sluice while a pond is dry? No."""
    match = _DO_NOT.match(bare(frame.text))
    deed = _plain(match["deed"]) if match is not None else ""
    if match is not None and deed:
        front = f" {lower_first(match['front'].rstrip(', '))}" if match["front"] else ""
        yield from judged(frame, f"should you {deed}{front}", "No", [lower_first(bare(frame.text))])


def can_you_with_it(frame: Frame) -> Iterator[Candidate]:
    """``OtterMap lets you print the depths of a pond.`` -> Can you print the depths of a pond with OtterMap? Yes."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.front or asked.lead not in {"does", "do"} or asked.subject == "you":
        return
    match = _LETS.match(asked.said)
    if match is None or not frame.is_strong(asked.subject):
        return
    doing = verb_lemma(match["doing"], "VBG") if match["doing"] else None
    deed = _plain(match["deed"] or (f"{doing} {match['what']}" if doing else ""))
    if deed and not re.search(r"\b(?:with|by|using)\b", deed):
        yield from judged(frame, f"can you {deed} with {asked.subject}", "Yes", tellings(frame))


def _plain(deed: str) -> str:
    """What is done, without what only adds to it; empty where nobody could ask for it."""
    short = _MEANS.sub("", without_parentheses(deed))
    first = short.split()[0] if short else ""
    known = verb_lemma(first, "VB") == first
    short_enough = 2 <= len(short.split()) <= _LONGEST
    torn = re.search(r"\b(?:and|or) [a-z]+ing\b|^\w+ of\b", short)
    return short if known and short_enough and not torn and not _NO_DEED.search(short) else ""


PATTERNS = (can_you_with_it,)
OF_NO_SUBJECT = (is_it_possible_to, should_you)
