"""Whether a piece of a sentence can stand in a question, and what to take off it so that it can."""

import re

from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.wording import base_of_third
from kgsynth.language.bundled import verb_lemma

_POINTS_OUT = re.compile(
    r"\b(?:this|these|those|such|above|below|following|previous(?:ly)?|preceding|aforementioned|here|latter|former|"
    r"it|its|itself|they|them|their|he|she|his|her|we|our|us|I|my|mentioned|described|discussed|chapter|section|"
    r"appendix|figure|example|examples|e\.g\.|i\.e\.|et al|etc|see|note|however|therefore|thus|otherwise|instead|"
    r"useful|thereafter|appropriate|same|that (?:situation|case|way|time|point|moment)|likewise|similarly|moreover|"
    r"furthermore|also|another|other)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b[Tt]he (?:issue|problem|operation|process|command|file|files|package|packages|option|options|value|values|"
    r"configuration|"
    r"change|changes|line|lines|step|case|result|results|list|entry|name|names|script|tool|action|task|next|new|first|"
    r"second|last|current|main|old|two|three|rest|latter|system|program|directory|method|parameter|argument|arguments|output|"
    r"input|page|right|default|error|message|specified|given|resulting|corresponding|operation)\b"
    r"(?! (?:of|that|for|which|to|named|called|[a-z]+ (?:of|that|for)|[A-Z`/\-_\d]))"
)
_ODD = re.compile(r"https?://|\\|\{|\}|\[|\]|\?|!|;|:$|: |…|\.\.\.|\bTODO\b|[|]|[<>]")
_OPENERS = re.compile(r"^(?:Note that|Note|Of course|Naturally|In fact|Indeed|In general|Generally)(?:,| )\s*")
_LEANING = re.compile(
    r"^(?:However|Also|In addition|Additionally|Furthermore|Moreover|Therefore|Thus|Hence|Similarly|Likewise|"
    r"In particular|As a result|Consequently|Then|Finally|Nevertheless|Besides|Instead|Conversely|In other words|"
    r"For instance|For example|In this case|In that case|Otherwise|Again|Still|Yet|But|And|So|Next|Second|Third|"
    r"First)\b"
)
_CONSEQUENCE = re.compile(r"^(?:thus|hence|therefore|consequently|so|for example|for instance|in this case|then)\b")
_TAIL = re.compile(
    r"(?:;|, (?:so|but|which|see|however|e\.g\.|i\.e\.|for example|such as|as|unless|since|because|and then)\b| \().*$"
)
_THIS = re.compile(
    r"\b[Tt]his (?P<noun>parameter|option|variable|setting|configuration variable|command|function|view|catalog|"
    r"utility|program|module|keyword|clause|extension|tool|column|field|flag|method)\b"
)
_NOT_VERBS = frozenset(
    "name list number set type path value file format string time size default start version test state output "
    "input key level mode note port user host log line work part space use form place point cost step order like "
    "base index table data time date question answer process program change "
    "dry empty clean complete separate correct direct double exact free idle live lower parallel perfect quiet secure "
    "slow smooth warm trim duplicate moderate alternate approximate subject total dual last case group author "
    "attribute".split()
)
_AFTER_VERB = re.compile(
    r"^(?:the|an?|all|any|each|every|no|only|whether|how|what|that|when|if|to|on|in|for|as|with|not|"
    r"which|one|two|more|out|up|verbose|extra|additional|your|or|and|information|output|files|-)\b"
)


def tells_its_age(text: str) -> bool:
    """Whether a sentence only says since when there is something: "New in version 2.1."."""
    return _NEW_SINCE.match(text) is not None and len(text.split()) <= _LONGEST_NOTE


_NEW_SINCE = re.compile(r"^(?:new|added|introduced|changed|deprecated|removed) (?:in|since|with|as of) ", re.IGNORECASE)
_LONGEST_NOTE = 6  # words


def opens_plainly(text: str) -> str:
    """A sentence without the word at its front that only calls for attention; the same text where there is none."""
    return _OPENERS.sub("", text, count=1)


def leans_back(text: str) -> bool:
    """Whether a sentence opens with a word that ties it to the one before ("Finally", "In this case")."""
    return _LEANING.match(text) is not None or _CONSEQUENCE.match(text) is not None


def is_self_contained(text: str, *, longest: int = 20) -> bool:
    """Whether words cut out of a page mean the same away from it: nothing that points outside, nothing unfinished."""
    return (
        2 <= len(text.split()) <= longest
        and not _POINTS_OUT.search(text)
        and not _ODD.search(text)
        and not _VAGUE.search(text)
        and is_balanced(text)
        and text.count(",") <= 3
    )


def is_balanced(text: str) -> bool:
    """Whether brackets and double quotes come in pairs."""
    return (
        text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and text.count("`") % 2 == 0
    )


def cut_tail(text: str) -> str:
    """The first thing said: up to a semicolon, an aside, or a clause that adds to it."""
    return _TAIL.sub("", text).strip().rstrip(",")


def name_for_this(text: str, name: Name) -> str:
    """``This parameter is on`` -> ``wal_level is on``, where the entry says what "this" is."""
    if name.kind == "term" or (name.kind == "option" and _WHAT_IT_TAKES.search(text)):
        return text
    return _THIS.sub(lambda match: f"the {name.text} {match['noun']}", text)


_WHAT_IT_TAKES = re.compile(r"\b[Tt]his (?:command|function|utility|program|module|tool|column|field|method)\b")


def first_verb_form(text: str) -> Form | None:
    """Whether a description opens with a verb, and in which form; None where it opens with something else."""
    match = re.match(r"^(?P<word>[A-Za-z]+)\b,?\s*(?P<rest>.*)$", text)
    if match is None:
        return None
    word, rest = match["word"].lower(), match["rest"]
    if word in _MODALS or rest.startswith("/") or text.lower().startswith(("do not ", "don't ", "don’t ")):
        return None
    if verb_lemma(word, "VB") == word and (word not in _NOT_VERBS or _AFTER_VERB.match(rest)):
        return Form.BASE if _is_verb_here(word, rest) else None
    base = base_of_third(word) if word.endswith("s") else ""
    if base and verb_lemma(base, "VB") == base and (base not in _NOT_VERBS or _AFTER_VERB.match(rest)):
        return Form.THIRD if _is_verb_here(word, rest) else None
    return None


_OF_WHICH_IS = re.compile(  # "build time for a list is short": a noun, and its verb comes later
    r"^(?:\w+ )?(?:for|of|in|on) (?:(?!(?:that|which|who|whether|if|when|what|how|where|and|as)\b)\w+ )+(?:is|are) "
)
_HOLDERS = frozenset("file list log map record table".split())
_HELD = re.compile(r"^(?:with|containing|holding|listing) (?:an?|the|all|any|one)\b")  # "File with the keys": a noun
_MODALS = frozenset("can could may might must shall should will would".split())


def _is_verb_here(word: str, rest: str) -> bool:
    """A noun at the front ("Output format") is not followed by what a verb takes."""
    subject = re.match(
        r"^(?:that|which|who) (?:is|are|was|were|has|have|can|do|does)\b.* (?:is|are|was|were) \w+", rest
    )
    return bool(rest) and not (
        subject
        or (word in _NOT_VERBS and rest.startswith(("when ", "where ")))
        or _OF_WHICH_IS.match(rest)
        or (word in _HOLDERS and _HELD.match(rest))
        or re.match(r"^(?:In|Out|On|Off|Up|Down|Both)\b", rest)  # "Copy Out": a name
        or re.match(r"^(?:of|is|are|was|were|can|will|may|must|should|has|have|to (?:be|start|end))\b", rest)
    )


_POINTING_ANSWER = re.compile(
    r"\b(?:this|these|those|such|above|below|following|here|see|section|chapter|appendix|he|she|we|our|us|example|"
    r"otherwise|former|latter|described|discussed|mentioned|other|i\.e\.|e\.g\.)\b"
    r"|^that [a-z]+ (?:is|are|was|will|has|can)\b|\b(?:type|enter|put|do|use|run|try|see|choose) that\b"
    r"|^(?:they|it|its|their|them|the same)\b",
    re.IGNORECASE,
)


def is_clean_answer(answer: str) -> bool:
    """Whether an answer is one finished thing that does not point elsewhere on the page."""
    return (
        1 <= len(answer.split()) <= 45
        and is_balanced(answer)
        and not answer.endswith((":", ",", "…", "-"))
        and not re.search(r"\bwhereas\b|\band when\b|, so\b", answer)
        and not _POINTING_ANSWER.search(answer)
        and not _REMARKED.match(answer)
    )


_REMARKED = re.compile(r"(?:now|really|merely|and|or|but|first|firstly),? ", re.IGNORECASE)
_COUNTABLE = (
    "file archive index branch table server database repository commit object user identifier difference tree patch "
    "cluster role view function type session transaction message request directory package process path option "
    "command line string value name key tag ref pattern format list header buffer page block script program job manual"
)
_WITHOUT_ARTICLE = re.compile(
    rf"^[a-z]+ (?!(?:the|an?|any|all|each|every|no|one|its|your|their|whether|how|what|which|only|more|this)\b)"
    rf"(?:(?!(?:an?|the|each|every|any|to|of|from|for|in|on|with)\b)[a-z-]+ ){{0,3}}"
    rf"(?:{'|'.join(_COUNTABLE.split())})(?: |$)(?!names?\b|of\b)"
)


_OBJECT_WITHOUT_ARTICLE = re.compile(
    r"\b(?:with|of|in|by|for|to|on|at|from|into) (?!(?:the|an?|any|all|each|every|no|one|its|your|their|this)\b)"
    rf"(?:[a-z-]+ )?(?:{'|'.join(_COUNTABLE.split())})(?=$|[.,;]| (?:of|in|on|at|for|from|to|with|by|as|that|every)\b)"
)


_DOER_WITHOUT_ARTICLE = re.compile(r"\b(?:back|up|on) to [a-z]{3,}(?:er|or)$")
_ONE_OF_SOMETHING = re.compile(
    r"^[a-z]+ (?!the |an? )(?:[a-z]+ )?(?:list|name|number|set|copy|size|version|value|line) of "
)


_A_SUPERLATIVE = re.compile(
    r"^[a-z]+ (?:best|worst|fastest|slowest|latest|newest|oldest|largest|smallest|longest|shortest|highest|lowest|"
    r"nearest|closest) "
)


def lacks_article(action: str) -> bool:
    """Whether an action is put in telegram style: ``build pack index file for an archive``."""
    spoken = action[:1].lower() + action[1:]
    at_front, anywhere = (
        (_WITHOUT_ARTICLE, _ONE_OF_SOMETHING, _A_SUPERLATIVE),
        (_DOER_WITHOUT_ARTICLE, _OBJECT_WITHOUT_ARTICLE),
    )
    return any(each.match(spoken) for each in at_front) or any(each.search(spoken) for each in anywhere)
