"""Words that stand in a row in the source -> the same said otherwise: ``which rejects`` -> ``that rejects``."""

import re
from collections.abc import Callable, Iterator, Sequence

from kgsynth.engines.extractive.rewording.lexicon import is_verb, table, third
from kgsynth.language.bundled import verb_lemma

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_Span = tuple[int, int]


def recasts(text: str, keep: Sequence[str] = ()) -> Iterator[str]:
    """The text with each change that is safe in it made alone, then with all of them.

    Args:
        keep: names that stay letter for letter.
    """
    whole, made = text, 0
    for rule in _RULES:
        alone = _changed(text, rule, keep)
        together = alone if whole == text else _changed(whole, rule, keep)
        if alone != text:
            yield alone
        made += together != whole
        whole = together
    if made > 1:
        yield whole


def _changed(text: str, rule: _Rule, keep: Sequence[str]) -> str:
    pattern, change = rule
    if not pattern.search(text):
        return text
    names = [found.span() for name in keep if name for found in re.finditer(re.escape(name), text)]

    def put(match: re.Match[str]) -> str:
        return match.group() if _is_inside(match.span(), names) else change(match)

    return pattern.sub(put, text)


def _is_inside(span: _Span, names: Sequence[_Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in names)


def _who_does(match: re.Match[str]) -> str:
    """``blocks describing the state`` -> ``blocks that describe the state``; ``a page showing`` likewise."""
    base = verb_lemma(match["doing"], "VBG")
    noun = match["noun"]
    if base is None or match["doing"] in _NO_PARTICIPLES or _NO_NOUN.search(noun) or _takes_gerund(noun):
        return match.group()
    return f"{match['before']}{match['noun']} that {third(base) if _is_one(match) else base}"


def _takes_gerund(word: str) -> bool:
    return {verb_lemma(word, "VBZ"), verb_lemma(word, "VB")} & _BEFORE_GERUND != frozenset()


def _that_is_done(match: re.Match[str]) -> str:
    """``a job planned by mend`` -> ``a job that is planned by mend``; ``the files made by`` likewise."""
    if verb_lemma(match["done"], "VBN") is None or match["noun"].endswith("ly") or _NO_NOUN.search(match["noun"]):
        return match.group()
    if _ASKED_OF_DEED.search(match.string[: match.start("noun")]):
        return match.group()  # it may be the verb of the question: "Why is the job planned by mend?"
    return f"{match['before']}{match['noun']} that {'is' if _is_one(match) else 'are'} {match['done']}"


def _is_one(match: re.Match[str]) -> bool:
    return re.search(r"[^su]s$", match["noun"]) is None


def _owned(match: re.Match[str]) -> str:
    """``the state of a job`` -> ``a job's state``."""
    return f"{match['whose']}'s {match['what']}"


def _done_at_once(match: re.Match[str]) -> str:
    """``conduct a search in`` -> ``search``."""
    return table("nominal").get(f"{match['noun']} {match['preposition']}", match.group())


def _counted(match: re.Match[str]) -> str:
    """``sets the number of jobs to run`` -> ``sets how many jobs to run``."""
    how = "how many" if match["quantity"] == "number" else "how much"
    return f"{match['verb']} {how} {match['what']} to {match['base']}" if is_verb(match["base"]) else match.group()


def _listed(match: re.Match[str]) -> str:
    """``displays a list of the jobs`` -> ``lists the jobs``."""
    return "lists " if match["verb"].endswith("s") else "list "


def _shorter(match: re.Match[str]) -> str:
    return table("contractions")[match.group()]


def _to(text: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match.expand(text)


_NO_NOUN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|gets?|that|which|who|to|not|and|or|of|does|do|can|as|in|by|for|on|at"
    r"|from|with|when|while|before|after|without|about|than|like|if|i)\b"
)
_ASKED_OF_DEED = re.compile(r"(?:^|, )(?:why|how|when|where) (?:is|are|was|were) [^,]*$", re.IGNORECASE)
_NO_PARTICIPLES = frozenset("including following according regarding concerning depending during being having".split())
_BEFORE_GERUND = frozenset(
    "allow avoid begin consider continue enable finish include involve keep mean permit prevent require risk start "
    "stop support try".split()
)
_ENDS = r"(?=$|\?|,| (?:by|with|in|when|if|before|after|from|using|to|is|are|on|for|without|during|and)\b)"
_DOES = r"(?:is|are|was|were|has|have|can|will|may|must|cannot|[a-z]+s|[a-z]+ed)"
_NO_ANTECEDENT = (
    "specif(?:y|ies)|selects?|chooses?|shows?|tells?|determines?|decides?|controls?|see|know|sets?|lists?|prints?"
    "|in|of|on|to|by|at|for|and|or|from|with|under|about|into"
)
_NOT_OWNED = (
    "number|amount|list|set|part|rest|end|use|case|kind|type|sort|way|lot|group|series|range|one|some|all|most|each|any"
    "|none|beginning|start|creation|instance|example|piece|result|lack|event|means|top|middle|bottom|side|point|front"
    "|help|course|exception"
)
_NOUN = r"(?P<noun>(?:[a-z-]+ )?[a-z-]+)"
_PLACED = "by|in|on|for|with|from|at|as|when|if|before|after|during|through|using"
_RULES: tuple[_Rule, ...] = (
    (re.compile(rf"\b(?!(?:{_NO_ANTECEDENT}) )([a-z-]+) which (?={_DOES}\b)"), _to(r"\1 that ")),
    (re.compile(rf"(?<!stop )(?<!keep )(?<!avoid )(?<!prevent )(?<!see )(?P<before>\b(?:an?|each|every) ){_NOUN} "
                r"(?P<doing>[a-z]+ing)(?= (?:the|an?|each|all)\b)"), _who_does),
    (re.compile(r"(?P<before>)(?P<noun>\b[a-z-]+[^su\W]s) (?P<doing>[a-z]+ing)(?= (?:the|an?|each|all)\b)"), _who_does),
    (re.compile(rf"(?P<before>\b(?:an?|the|each|every) ){_NOUN} (?P<done>[a-z]+ed)(?= (?:{_PLACED})\b)"),
     _that_is_done),
    (re.compile(rf"(?P<before>\b(?:of|for|from|with|all) )(?P<noun>[a-z-]+[^su\W]s) (?P<done>[a-z]+ed)"
                rf"(?= (?:{_PLACED})\b)"), _that_is_done),
    (re.compile(r"(?<=[a-z])(?<!\bwhen)(?<!\bwhile)(?<!\bfor)(?<!\bof)(?<!\bby) having (?=(?:an?|the|no|more) |[A-Z])"),
     _to(" with ")),
    (
        re.compile(
            rf"\bthe (?P<what>(?:[a-z-]+ )?(?!(?:{_NOT_OWNED})s? of)[a-z-]+) of "
            rf"(?P<whose>(?:an?|each|every|my|your) (?:[A-Za-z-]+ )?[a-z-]+(?<!s)(?<!ing)(?<!ed)){_ENDS}"
        ),
        _owned,
    ),
    (re.compile(r"\b(?:conduct|perform|do|make|carry out|execute) (?:an? |the )?(?P<noun>[a-z]+) "
                r"(?P<preposition>of|in|on|for|to)\b"), _done_at_once),
    (re.compile(r"\b(?P<verb>(?:show|display|print|output|get|see|view|give)s?) (?:an?|the) list of (?=[a-z]+)"),
     _listed),
    (re.compile(r"\b(?P<verb>specify|specifies|sets?|chooses?|defines?|controls?|determines?|shows?) the "
                r"(?P<quantity>number|amount) of (?P<what>(?:[a-z-]+ )?[A-Za-z-]+) to (?P<base>[a-z]+)\b"), _counted),
    (re.compile(r"\b(contains?|holds?|provides?|offers?|shows?|displays?|includes?|lists?|stores?|prints?|reads?|needs?"
                r"|get|find) an? (?:set|series|collection) of (?=(?:[a-z-]+ ){0,2}[a-z-]+s\b)"), _to(r"\1 ")),
    (re.compile(r"\b(an? [a-z-]+) and (an? [a-z-]+)(?= (?:of|for|from|in|on|to|with)\b|$|\?)"), _to(r"\2 and \1")),
    (re.compile(r"\b((?:of|for|from|in|all|my|[a-z]+ing) )([a-z-]+[^su\W]s) and ([a-z-]+[^su\W]s)"
                r"(?=$|\?| (?:of|from|in|on)\b)"), _to(r"\1\3 and \2")),
    (re.compile(r"\binformation (?:about|on|regarding) "), _to("details of ")),
    (re.compile(r"\beach (?!of\b|other\b|one\b|time\b)(?=[a-z])"), _to("every ")),
    (re.compile(r"\ball the (?=[a-z-]+s\b)"), _to("all ")),
    (re.compile(r"\ball of the (?=[a-z])"), _to("all the ")),
    (re.compile(r"\binstead of "), _to("rather than ")),
    (re.compile(r"\bspecified (?=[a-z])"), _to("given ")),
    (re.compile(r"\b(?:does not|do not|is not|are not|cannot|was not|will not|has not)\b"), _shorter),
)  # fmt: skip
