"""A question made of a clause -> whether it is the sentence over again, with a question word for one phrase."""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.language.words import content_words, longest_common_run, replaced_in

_MOST = 4  # telling words in a row that may be the sentence's own
_MOST_OF_A_PURPOSE = 6  # likewise, where a tool is asked for by what it does
_OF_A_TOOL = re.compile(
    r"^(?:(?:In|With|When using) [^,]+, )?[Ww](?:hich|hat) (?:[\w-]+ )?(?:command|package|metapackage|program|tool|"
    r"utility|extension|module|service|daemon|library)s? "
)


def is_turned_round(candidate: Candidate, said: Statement, *, most: int = _MOST) -> bool:
    """Whether more telling words in a row are the sentence's own than somebody would say who has not read it.

    Names do not count: there is one way to say them.

    Args:
        most: how many may be.
    """
    names = [code for code in said.words.code if code] + [candidate.reference.rstrip(".")]
    asked, told = (content_words(_without(names, text)) for text in (candidate.question, said.words.text))
    most = _MOST_OF_A_PURPOSE if _OF_A_TOOL.match(candidate.question) else most
    return longest_common_run(asked, told) > most


def _without(names: list[str], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = replaced_in(text, name, " , ")
    return re.sub(r"\S*(?:\w[._/]\w|_\w)\S*|(?<=\w )[A-Z][\w-]*", " ", text)
