"""Candidate -> whether its sentence was misread: its answer has the form that is asked for, and not the sense.

"Press the key after the first word" names a place on the line, no time; "because the lower gate" gives no reason;
"boats are only moored when the tide is in" tells nothing of what happens then.
"""

import re
from itertools import pairwise

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.expertise import asked_for
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.types import Chunk

_ON_A_LINE = (
    r"(?:parts?|words?|names?|lines?|colons?|commas?|characters?|arguments?|options?|flags?|keywords?|slash(?:es)?|"
    r"dots?|brackets?|prefix|suffix|headings?|titles?|columns?|fields?|equals? signs?)"
)
_TOLD_OF = {
    "temporal": re.compile(
        rf"^(?:After|Before) (?:an?|the|any|each) (?:[^ ]+ ){{0,3}}{_ON_A_LINE}\b(?! (?:is|are|was|were|has|have)\b)|"
        r"^(?:After|Before) the -|^(?:If|When) (?:both|all|none|not|so)\b|^(?:If|When) n?either (?:is|are|of)\b|"
        r"^(?:If|When|Once) \w+ed\b[^,]*, (?:and|but|or) ",
        re.IGNORECASE,
    ),
    "condition": re.compile(
        r"\b(?:is|are|will be) only [a-z]+(?:ed|en)\.$|^(?:If|When|Once) \w+ed\b[^,]*, (?:and|but|or) ", re.IGNORECASE
    ),
    "definition": re.compile(
        r"\bnow (?:provides?|supports?|uses?|allows?|handles?|takes?|accepts?|requires?|has|is)\b"  # what changed
    ),
    "factual": re.compile(
        r"^an? (?:string|number|integer|list|value|boolean|file|directory|set|keyword|function|command|object|name|"
        r"message|character)\.$|^some ",
        re.IGNORECASE,
    ),
    "numeric": re.compile(
        r"^(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,2}(?:arguments?|values?|parameters?|"
        r"variables?|options?|fields?|columns?|entries|directories|directives|kinds?|sorts?|types?|ways?|modes?|"
        r"facilities|categories|steps?|functions?|commands?|effects?|forms?|parts?|states?|sections?)\.$",
        re.IGNORECASE,
    ),
    "how_to": re.compile(
        r"^(?:You must )?(?:first|initially)\b|^\w+ is to |\bwhat is (?:known as|called)\b|"
        r"^(?:Via|In|On|Through|Using|With|Under) the \w+ (?:tab|page|panel|pane)\.$",
        re.IGNORECASE,
    ),
}
_ASKED = re.compile(
    "|".join(
        (
            # the verb of a clause inside, behind the auxiliary of another
            r"\b(?:should|can|must|will|may|could|does|do) [^,?]*? (?:specifies|determines|controls|says|tells|states|"
            r"defines|indicates|decides) (?:how|whether|what|that|which|if|when|where)\b",
            r"\b(?:and|or|but|nor|the|an?|over|whether|when)\?$",
            r"^(?:have|has) .* been (?:recommended|advised|encouraged)\b",
            r"^(?:shall|should) [^?]* be [a-z]+(?:ed|en|nt)(?: in [A-Za-z]+)?\?$",  # somebody orders it
            r"\b(?:allow|let|enable) (?:user|client|caller) to do\b",  # no article
            r"\b(?:attempts?|aims?|serves?|seeks?|tries|try) to do\b",  # what it does, the page tells
            r"^in (?P<whole>(?-i:[A-Z])[a-z]{2,})\w*, .*\b(?P=whole)\b",
            r"\b(?:explanation|description|information|details|discussion|documentation) (?:can |may )?be found\b",
            r"^which (?:documentation|section|chapter|page|document) |\bcauses? \S+ to do\b|\bexplicitly\b",
            r"\b(?P<again>(?-i:[A-Z]{2,})) \w+ (?P=again)\b",  # a title and its sentence
            r"\b(?P<twice>[a-z]+ [a-z]+) (?P=twice)\b|\b(?:caution|care) be (?:exercised|taken)\b",
            r"^in any [^,]+, |^how (?:do|does) .* differ from [^?]*\d\.\w*\?$",
            r"\b(?:known|referred to) as (?:its|their|the|members)\b",
            r"^where (?:is|are) [^?]* (?:set|equal) to (?:any|the|an?)\b",
            r"\b(?:\d+|two|three|four|five|several|many) things\b",  # which?
            r"\b(?:does|can|will) [^?]*?\b(?P<named>[a-z]{4,})(?: [a-z]+)? (?P=named)s?\b",  # the name says it
            r"^(?:in [^,]+, )?(?:what|which) [^,]+(?<!ing), [a-z]{3,}ing\b",  # the sentence went on, and so does this
            r"\bto having \S+\?$",  # having it where?
            r"\bwill continue to [a-z]+\b",  # after what?
        )
    ),
    re.IGNORECASE,
)
_DONE_TO_IT = re.compile(
    r"^(?:Click|Press|Select|Use|Choose|Type|Set) (?:on )?(?:it|them|this)\b|"
    r"^(?:(?:By|With) )?(?:click|select)(?:ing)? (?:on )?(?:the|this|that) (?:button|icon)"
    r"\b(?! (?:labell?ed|named|called|marked))",  # its picture is lost
    re.IGNORECASE,
)
_OF_A_TOOL = re.compile(r"(?:With|When using) ")
_IS_DOING = re.compile(r"^(?:.{1,40}? )?is (?P<verb>[a-z]+s)\b")
_OBVIOUSLY = re.compile(r"^(?:Because of|For) (?:obvious|various|historical|several|some) ", re.IGNORECASE)
_BECAUSE = re.compile(r"^Because (?!of\b)(?P<said>(?:the|an?|its?|their|your) [^,]+)\.$")
_LONGEST_WITHOUT_A_VERB = 9  # words
_TENSED = frozenset(
    "is are was were be been has have had can could may might must shall should will would does do did isn't aren't "
    "doesn't don't can't won't isn’t aren’t doesn’t don’t can’t won’t cannot".split()
)


def is_misread(candidate: Candidate) -> bool:
    """Whether an answer does not mean what its question asks for, or a question is no sentence.

    ``When do you strike the bell?`` "After the first colon."
    """
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en":
        return False
    kind, told = candidate.kind, candidate.reference
    if _ASKED.search(candidate.question) or (kind in _TOLD_OF and _TOLD_OF[kind].search(told)):
        return True
    return (
        (kind == "how_to" and _DONE_TO_IT.match(told) is not None and not _OF_A_TOOL.match(candidate.question))
        or (kind == "cause" and (_OBVIOUSLY.match(told) is not None or _gives_no_reason(told)))
        or (kind == "definition" and _is_a_deed(told))
        or (kind in {"definition", "factual"} and _is_a_blank(candidate))
        or (kind == "purpose" and _is_one_use_among_others(candidate))
    )


def _gives_no_reason(told: str) -> bool:
    """Whether no verb stands behind "because": "Because the lower gate."."""
    match = _BECAUSE.match(told)
    words = match["said"].split() if match is not None else []
    if not words or len(words) > _LONGEST_WITHOUT_A_VERB:
        return False
    return not any(word in _TENSED or _may_be_its_verb(before, word) for before, word in pairwise(words))


def _may_be_its_verb(before: str, word: str) -> bool:
    """Whether a word can be the verb of the noun in front: "leaks" of "gate", "leak" of "gates"."""
    tags = ("VBZ", "VBD", "VBP") if before.endswith("s") else ("VBZ", "VBD")
    return word.islower() and any(verb_lemma(word, tag) for tag in tags)


def _is_a_deed(told: str) -> bool:
    """Whether the verb of the sentence was taken for what the thing is: "Path is returns true"."""
    match = _IS_DOING.match(told)
    return match is not None and verb_lemma(match["verb"], "VBZ") is not None and match["verb"] not in noun_types()


def _is_a_blank(candidate: Candidate) -> bool:
    """Whether a name is what the syntax of an entry leaves open: ``remote-quay`` of `OtterProxy match remote-quay`."""
    names = [name.text for name in candidate.names if not name.owner and name.kind in {"", "term", "parameter"}]
    plain = [name for name in (*names, asked_for(candidate)) if _PLAIN.fullmatch(name)]
    return any(_is_left_open(name.lower(), candidate.chunks[0]) for name in plain)


def _is_left_open(name: str, chunk: Chunk) -> bool:
    """Whether the syntax of an entry has a word behind another, and no title has it."""
    blank = re.compile(rf"[^`\n]* [\[<]?{re.escape(name)}[\]>]?(?![\w-])")
    titled = any(name in title.lower() for title in (chunk.title, *chunk.headings))
    return not titled and any(blank.match(match["syntax"]) for match in _SYNTAX.finditer(chunk.text))


_PLAIN = re.compile(r"[A-Za-z][a-z]*(?:-[a-z]+)*")
_SYNTAX = re.compile(
    r"(?:^|`)(?:Syntax: `?)?(?P<syntax>(?<=[`: ])[A-Z]\w*[a-z]\w* [^`\n]+)", re.MULTILINE
)  # ``OtterProxy match quay``


def _is_one_use_among_others(candidate: Candidate) -> bool:
    """Whether a remark on the page of a thing tells one use of it: that is not what the thing is for."""
    if not _ALLOWS.search(candidate.question) or not candidate.names:
        return False
    chunk, name = candidate.chunks[0], candidate.names[0].text
    front = re.split(r" [-–—] ", chunk.title)[0]
    at_front = candidate.evidence[0].start - chunk.span.start <= _AT_FRONT and chunk.headings[-1:] == (chunk.title,)
    return is_code_like(front) and front.lower() == name.lower() and not at_front


_ALLOWS = re.compile(r"\b(?:allow|let|help|enable) (?:you|users|one)(?: to)? do\b|\bhelp you do\b")
_AT_FRONT = 600  # characters of a page
