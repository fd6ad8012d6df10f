"""A question, and what it belongs to -> the question with that said in it, where a sentence bears it best."""

import re

from kgsynth.engines.extractive.wording import lower_first

_THINGS = (
    r"(?:(?:configuration|environment|system|server|command-line) )?(?:command|statement|subcommand|module|catalog|"
    r"view|function|option|setting|parameter|variable|extension|utility|tool|program|directive|package|"
    r"(?:data )?type)s?"
)
_IN_CAPITALS = r"(?-i:(?:[A-Z]{2,} )*)"  # what a part of a command is asked for with: EXPLAIN
_NOT_ASKED_FOR = r"(?:(?:of|in|does|did|will)\b|do (?!I\b)|(?:is|are)\?)"
_OF_A_SORT = re.compile(
    r"(?:(?:^|, |know |idea |tell me )(?:which|what) |\bwhat(?:'s| is) the )"
    rf"(?={_IN_CAPITALS}{_THINGS} (?!{_NOT_ASKED_FOR}))",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(
    r"^(?:In|With|When|If|On|At|By|Under|For|Before|After|Once|While|Unless|Out) [^,]*, \S", re.IGNORECASE
)
_TO_THE_END = re.compile(r"^(?P<goal>To [^,]+|[^,:.]+?)(?P<asked>, (?:what|which|how) .+|: .+|\. [A-Z].+)$")
_OPENS = re.compile(r"^(?:Can|Could|Do|Does|Is|Are|Will|Should|Must|May|Why|How|What|When|Where|Which|Who)\b")
_INDIRECT = re.compile(r"(?:do you|does any|can you|could you|any idea)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?<!^)\b(?:if|when|because|that|who|which|until|before|after|unless|while|where|whose|once|so that|than|whether|"
    r"in|from|into)\b|,",
)
_LONGEST = 11  # words of a question that bears it at the end


def placed(text: str, within: str) -> str | None:
    """A question that says what it belongs to, or None where no place is left for it.

    Args:
        text: the question without its mark.

    >>> placed("Which command lists the otters", "Otterbook"), placed("How can I drain a pond", "Otterbook")
    ('Which Otterbook command lists the otters', 'How can I drain a pond in Otterbook')
    >>> placed("Which DRAIN option closes the sluice by night", "Otterbook")
    'Which Otterbook DRAIN option closes the sluice by night'
    >>> placed("What happens if a sluice is left open over night", "Otterbook")
    'In Otterbook, what happens if a sluice is left open over night'
    """
    sort = asks_for_a_sort(text)
    if sort is not None and "'s " not in within:
        return f"{text[:sort]}{within} {text[sort:]}"
    if _IN_FRONT.match(text):
        return None
    goal = _TO_THE_END.match(text)
    if goal is not None:
        return f"{goal['goal']} in {within}{goal['asked']}" if _bears_an_end(goal["goal"]) else None
    if _bears_an_end(text):
        return f"{text} in {within}"
    if _INDIRECT.match(text):
        return None
    return f"In {within}, {_OPENS.sub(lambda match: match.group().lower(), lower_first(text))}"


def asks_for_a_sort(text: str) -> int | None:
    """Where a question names the sort of thing of a product that it asks for, None where it asks for none of them.

    >>> asks_for_a_sort("Which command lists the otters"), asks_for_a_sort("Which otter sleeps")
    (6, None)
    """
    named = _OF_A_SORT.search(text)
    return named.end() if named is not None else None


def _bears_an_end(text: str) -> bool:
    return len(text.split()) <= _LONGEST and not _CLAUSE.search(text)


def unplaced(text: str, within: str) -> str:
    """A question without the words that say what it belongs to."""
    bare = re.escape(within)
    return re.sub(rf"^In {bare}, | in {bare}(?=$|\?|,|:|\.)|\b{bare} (?={_IN_CAPITALS}{_THINGS}\b)", "", text, count=1)
