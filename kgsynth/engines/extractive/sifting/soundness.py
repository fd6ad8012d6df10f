"""Candidate -> whether nothing in its form, nor in what stands after its evidence, speaks against asking it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.naming import COMMON_TITLES, names_something
from kgsynth.engines.extractive.reading.fragments import first_verb_form
from kgsynth.engines.extractive.sifting.limited_around import is_limited_around
from kgsynth.engines.extractive.sifting.misread import is_misread
from kgsynth.engines.extractive.sifting.occasions_of_windows import is_a_step_between
from kgsynth.engines.extractive.sifting.told_by_half import is_told_by_half
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import content_words
from kgsynth.types import Chunk, Span

_AFTER = 160  # characters after the evidence: a sentence
_NOTED_AS = re.compile(r"\(s\)|\(#\d+\)")  # one or more; the number of a report
_TAKEN_BACK = re.compile(
    r"\bstill (?:widely |often |commonly )?used\b|"
    r"\b(?:currently not|not (?:currently|yet|actually)|is not (?:tracked|implemented|supported))\b"
)
_ANOTHER_WAY = re.compile(
    r"\W*(?:Alternatively|Another (?:way|option|possibility)|You (?:can|could|may) also|It is also possible|Or,? you)\b"
)
_PLACEHOLDER = re.compile(r"\b[a-z]{3,}\d\b")
_AN_OPTION = re.compile(r"(?<!\S)--?[A-Za-z][\w-]*")
_USING = re.compile(r"^(?:When using|With|In) (?P<tool>[A-Z]{2,} (?:[A-Z]+ )*(?P<thing>[A-Z]{2,})), ")
_GOES_ON = "followed by"  # the second half of what is shown, written, or sent
_OTHER_HALF = re.compile(r"^,? (?:or|and) (?:when|if|by|with|via|using|through|until)\b|^[;,] instead\b|^,? unless\b")
_BUT = re.compile(r"^,? (?:but|except|unless|although|though|while|whereas)\b(?! also\b)")
_SECTION = re.compile(r"\(\d\w?\)")
_BY_DOING = re.compile(r"^By (?:\w+ly )?(?P<doing>\w+ing)\b")
_IS_SET = (
    r"\b(?:if|when) (?:(?:the )?\w+[_.][\w.]+(?: \w+)? is (?:on|off|true|false|set|enabled|disabled)|"
    r"[a-z_]+ is (?:-?\d+|zero|true|false|null))\b"
)
_STATE = r"(?:set|unset|specified|given|provided|combined|confirmed|enabled|disabled|omitted|true|false)"
_ANY_VALUE = (
    r"(?:negative|positive|zero|non-?zero|null|empty|higher|lower|larger|smaller) (?:value|number|string|argument|list)"
)
_COUNTED = (  # two or three of them are no news
    r"(?:option|parameter|argument|variable|setting|value|mode|feature|directorie|facilitie|kind|type|form|way|effect)"
)
_A_SORT = r"(?:command|option|function|program|utility|tool|directive|module|builtin|variable|setting)"
_ASKED = re.compile(
    "|".join(
        (
            r"\bif\b[^,?]*\b(?:was|were)\b",
            r"^(?:With|When using|In) (?:[\w-]+ )?(?P<tool>[\w-]{3,}), .*\b(?-i:(?P=tool))\b",
            r"\b(?:when|if|after|before) (?-i:[A-Z]{2,}(?: [A-Z]{2,})*) (?:command|statement|clause)\b",  # no article
            r"\b(?:show|print|display|output|write|list|dump) (?:in|as|with|using) (?:an?|the|one)\b",  # what?
            r"\b(?:specify|give) (?:in|as|with|using) (?!the |an? )",  # likewise
            r"\b(?:find|is|are|do|does|can|will) (?:struct|function|table|view|file|parameter|option|command) "
            r"(?-i:\w*(?:_|[a-z][A-Z])\w*)",  # no article, or the capital of a sentence
            r"\bwhy (?:is|are|was|were) .*\b(?:particularly|especially|somewhat|rather|quite|very)\b",  # who says so?
            r"\b(?:lets? you|to) (?:attempt|try) to\b",
            r"\b(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b",  # of what is listed
            r"^what (?:are|is|do|does|can|will) the (?:two|three|four|five|six) (?!of\b)",  # of which?
            r"^(?:from|in|on) which file\b.*→",  # a menu
            r"^which \w+ .* (?:because|since) (?:(?-i:[A-Z])|it|the)",  # with its reason
            r"^which .{2,30}? means that\b",
            r"\b(?P<word>[a-z]{3,}) (?P=word)\b",
            r"\bhow (?:is|are|can|may|should) no\b",
            r"^(?-i:[A-Z])[a-z]+ (?:will|can|may|must|do|does|is|are) (?:when|if|while|unless)\b",
            r"^what is (?:an? |the )?(?:argument|parameter|attribute|method|keyword) [a-z]\w*\?$",
            r"\w - \w",  # the first line of a manual page, taken for a sentence
            r"\bhow (?:can|may|could) .+ be combined\?$",
            r"\bhow did [^?]+ (?:read|set|put|cut|let|hit|shut|split|spread)\b",  # what is so was taken for what was
            rf"^(?=.* happens).*{_IS_SET}",  # what else comes of it, its own entry tells
            r"\bas (?:with|for|if by) -",  # what is said of another option
            r"^(?:with|when using) [^,]+ --?\w[^,]*, what happens if [^-]+ not (?:specified|given|provided|set)\?$",
            r"\b(?:provides?|offers?|contains?) (?:two|three|four|several|various|a number of)\b",
            r"^(?:what|which) (?:is|are) the (?-i:[a-z]+(?:-[a-z]+)?(?: [a-z]+)?)\?$",  # of what?
            r"^(?:what|which) (?:\w+ )?(?:is|are) (?:\w+ly )?[a-z]+ed\?$",  # where, and by what?
            r"^(?:what|which) (?:is|are) the [a-z-]+(?: [a-z]+)? (?:in|with|by|under|at) (?-i:[a-z]+(?: [a-z]+)?)\?$",
            r"^(?:in [^,]+, )?what (?:does|will|can) [a-z]+ing [a-z ]+ do\?$",  # it names nothing
            r"\bwhat (?:must|should|may|can) be done (?:with|about)\b",  # whatever the sentence says
            r"^(?:why|how|when|where)\b.*\bthe only\b",  # of what?
            r"^(?:in [^,]+, )?how (?:can|may|should|must|do|does|is|are)\b.* never\b",  # what not to do, is no way
            r"^(?:what|to what) .* (?:limited|restricted|confined)(?: to)?(?: in [^,?]+)?\?$",  # who knows that it is?
            r"^where (?:is|are) [^,]+ included\b",
            r"\b(?!a |an |the |of |your )[a-z]+ proper (?:(?:be|is|are|in|stored|found|kept)\b|\?$)",  # not what?
            rf"^(?:in [^,]+, )?how many (?:[a-z-]+ ){{0,2}}{_COUNTED}s? (?:do|does|is|are|can|has|have)\b",
            r"^(?:when|how soon) .* (?:told|informed|notified)\?$",  # of what?
            r"^who (?:is|was|are) (?:the|an?) (?:[a-z]+ )?(?:software|program|tool|system|package|command|library)\b",
            r"\b(?:void|int|char|const|static|unsigned|struct) [a-z]+\w*_",  # a prototype, not a name
            r"\bwhat (?:is|are) [^,]+ (?:well )?suited (?:to|for)\?$",  # says who?
            r"^(?:in [^,]+, )?how (?:is|are) [^,]+ (?:supported|performed|constructed|handled|wrapped|represented)\?$",
            r"\b(?-i:NOT|MUST|ONLY|SHOULD)\b",  # somebody raises his voice
            rf"\b(?:does|do|will|can) the (?-i:{_A_SORT}) (?!(?:line|prompt|name|file|list)\b)[a-z]+",  # which?
            r"^which .* its\b",  # whose? of what is asked for
            r"^(?:in [^,]+, )?what is .* (?:is|are) what\b",  # it was cut in the middle of a clause
            r"\bresponsible for\?$",  # the sentence turned round
            r"^when (?:can|may) .* have\b",  # no time is meant
            r"^how (?:is|are) (?![^?]*(?-i:[A-Z_$.\d-]|\B/|/\B))[^?]* [a-z]+(?:ed|en|lt|nt|ut)\?$",  # where?
            r"\bhow (?:is|are) [^,]+ still [a-z]+\?$",  # as before what?
            r"\beven\?$|\bsomething(?: like)?\?$|\be\.g\.",  # the sentence was cut in its middle
            rf"^(?:when|if|once|unless) (?:not )?{_STATE}\b[^,]*, ",  # what is?
            r"\b(?-i:[Cc]ertain [A-Za-z]+s)\b",  # which?
            rf"^what (?:do|does|will|can) an? {_ANY_VALUE}\b(?! (?:of|for|in))",  # of what?
            r"\bhow (?:is|are) .+ to be [a-z]+ed\?$",
            r"\b(?:increasingly|perfectly|basically|fundamentally)\b",
            r"\b(?:are|were) (?=\S*[/_])\S+ [a-z]+(?:ed|en)\?$",  # the last of several
            r"^where (?:is|was) an? [^?]+ to [a-z]+ ",
            r"^what happens (?:if|when|once) (?![^?]*(?-i:[A-Z_/$.\d-]))[^?]*\?$",  # to what?
            r"\b(?:will|does|do|can) (?-i:Press|Click|Select|Choose|Type|Enter|Run|Open|See) ",  # what to do is no name
            r"^which \w+ (?:will|does|do) (?-i:[A-Z])[\w-]* [a-z]+\?$",  # an example goes on
            r"\b(?:lib)?foo\d?\b|\bbaz\b|\bbar-[a-z]|\bthe bar (?:package|program|file)",  # made-up names
            r"\b(?-i:my)(?!sql|self|riad|th)[a-z]{3,}\b",  # likewise
            r"\b(?-i:[A-Z]?[a-z]{3,}(?:This|These|The|It|When|If))\b",  # two words that a page's markup ran together
            r"\blater\?$|\bsubsequently\b",  # than what?
            r"^(?:from|until|by|up to) (?:there|then|here|now)\b",  # the page tells where that is
            r"\breturns an? (?:new )?(?:instance|object) of the\b",  # any class does
        )
    ),
    re.IGNORECASE,
)
_DONE_TO = re.compile(r"\bbe done to (?P<word>\S+)(?P<it>.* it\b)?")
_TOLD = re.compile(
    "|".join(
        (
            r"\bhowever\b",  # it leans on what was said before
            r"^to be (?:used|run|called|invoked|installed)\b",  # no purpose
            r"\b(?:similar(?:ly)?|like|same)\b.{0,25}(?<![\w-])--?[a-z]",  # what another option does
            r"\b(?:will|does|do|is|are) instead\b",  # of what?
            r"^it returns an? (?:new )?(?:instance|object) of the\b",  # any class does
            r"^(?:skip|jump|scroll|proceed|look for)\b",
            r"^an? (?:[a-z]+ )?(?:alias|synonym|shorthand|short form|abbreviation|alternative|older name)\b",
            r"\bthe (?:associated|appropriate|relevant|corresponding|respective|desired) \S+(?: \w+)?\.$|"
            r"^the (?:appropriate|corresponding) |\bthat way\.$",
            r"^it (?:acts|is|works|behaves) (?:just )?(?:like|the same as) [\w.-]+\b",  # which another page tells
            r"^(?:with|via|by) \S+ (?:when|if)\b",
            r"\bunless (?:given|called with|run with) -",
            r"^because the (?:default|value|setting|option)(?: value)? is\b",  # of what?
            rf"^(?:if|when|once|unless) (?:not )?{_STATE}\b",  # what is?
            r"\b(?:such as|called|named|of the form|as follows)\.$",
            r"^of (?:an?|the) |^with .* to [a-z]+, ",  # a sentence that was misread
            r"\b(?:behaves?|works?|acts?) differently\b|\b(?:also )?do(?:es)? so\b",
            r"\bwith (?:a little|some|great|due|special) care\b",
            r"\b(?:has|have|is|are) (?:now|an? new|becoming)\b",  # what changed
            r"\bpiece of software\.$|^\S+(?: \S+){0,3} is an? (?:violation|mistake|bug|error)\b",  # no sort of thing
        )
    ),
    re.IGNORECASE,
)
_TOLD_OF = {
    "table": re.compile(r"^(?:not|no|none|n/a)\b", re.IGNORECASE),
    "purpose": re.compile(
        r"^It (?:is (?!used\b|meant\b|intended\b|designed\b|for\b)|stands|represents|contains|has|needs|requires|"
        r"means|consists|looks|applies to|depends on|relates to)\b"
    ),
    "temporal": re.compile(r", (?:and|or|but) \S+ (?:if|when|otherwise)\b"),  # what else it returns
    "place": re.compile(  # how, or in what language, not where
        r"^In (?:[A-Z][+#]*\.$|(?:an? |the )?(?:\S+ ){0,2}(?:format|order|form|style|manner|case|way|parallel|turn)\b|"
        r".*\blanguage\b)"
    ),
}
_ALSO_DOES = re.compile(r"^It [a-z]+s [^,]+, (?:but|then) (?P<verb>[a-z]+) (?!of|for|is|are)")
_IS_ONE = re.compile(r" [A-Z][a-z]+(?<!s)(?<!Data)(?<!Media)(?<!People)$")  # "Tide Markup Language": one, not several
_AFTER_WHOM = re.compile(r"\b(?:named|called|modell?ed|taken)\b")  # no time is meant
_NOT_ENOUGH = re.compile(r"\b(?:not enough|insufficient|not sufficient)\?$")  # for what, the page tells
_NO_NAME = re.compile(r"^(?:To|By|When|If|With|From|In|Once|Before|After) ")
_IS_THE = re.compile(r"^What (?:is|are) the [^?]+\?$")  # what, not where
_NO_OUTCOME = re.compile(r"^(?:If|When|Unless|Whether) ")
_BROKEN = re.compile(r"[a-z]- (?!and\b|or\b|to\b|but\b)[a-z]")  # a word that was cut at the end of a line
_POINTS = re.compile(r"\bthat (?:command|option|statement|function|value|file|setting)\b")
_REMARK = re.compile(
    r"^(?:In fact|Indeed|Incidentally|Even (?:if|when|though)|Alternatively|This is (?:no longer|not) the case)\b|"
    r"^(?:The )?`?[\w./-]+`?(?: [a-z]+)? then [a-z]+s\b"  # a step of what goes on
)
_NOTED = re.compile(r"\bnot (?:actually|really)\b")  # what nobody asks about who has not been told that it is not so


def is_sound(candidate: Candidate) -> bool:
    """Whether a question of one hop holds together, and the next sentence does not take its answer back."""
    return not (
        is_a_step_between(candidate.question)
        or _is_done_to_a_thing(candidate.question)
        or _ASKED.search(candidate.question)
        or _TOLD.search(candidate.reference)
        or _is_odd_for_its_kind(candidate)
        or _leaves_something_out(candidate)
        or _is_told_by_its_verb(candidate)
        or _is_undone(candidate)
        or _tells_two_deeds(candidate)
        or _BROKEN.search(f"{candidate.question} {candidate.reference}")
        or _is_qualified(candidate)
        or is_told_by_half(candidate)
        or is_limited_around(candidate)
        or is_misread(candidate)
    )


def _is_done_to_a_thing(question: str) -> bool:
    """Whether it asks what is done to a thing, whatever the sentence says; to what end is asked all right."""
    match = _DONE_TO.search(question)
    return match is not None and (match["it"] is not None or verb_lemma(match["word"], "VB") != match["word"])


def _is_odd_for_its_kind(candidate: Candidate) -> bool:
    """Whether a question or an answer is none of its kind: no purpose, no outcome, the default of a subcommand."""
    kind, told = candidate.kind, candidate.reference
    if kind == "option_default":
        return any(name.kind == "subcommand" for name in candidate.names)  # of which of its arguments?
    if kind == "definition" and any(_is_an_argument(name.text) for name in candidate.names):
        return True
    if candidate.question.startswith("What are ") and any(_IS_ONE.search(name.text) for name in candidate.names):
        return True
    if kind == "temporal" and told.startswith("After ") and _AFTER_WHOM.search(candidate.question):
        return True
    if kind == "how_to" and re.search(r" [-–—] ", told):
        return True  # and how that is typed
    if kind == "cause":
        return _NOT_ENOUGH.search(candidate.question) is not None
    if " happens" in candidate.question and (_NO_OUTCOME.match(told) or first_verb_form(told) is Form.BASE):
        return True  # a case, or advice
    if candidate.question.endswith(" called?") and _NO_NAME.match(told):
        return True  # when a function is called, not how
    if _IS_THE.match(candidate.question) and re.match(r"(?:In|At|On) ", told):
        return True
    if kind != "condition" and _POINTS.search(told):
        return True
    also = _ALSO_DOES.match(told) if kind == "purpose" else None
    if also and verb_lemma(also["verb"], "VB") == also["verb"]:
        return True  # it shows, but output
    return kind in _TOLD_OF and _TOLD_OF[kind].search(told) is not None


def _is_an_argument(name: str) -> bool:
    """Whether a name is what a synopsis calls a thing to put there: ``gate-width``, ``GATE-LIST``."""
    parts = name.lower().split("-")
    nouns = [part in noun_types() for part in parts]
    return len(parts) > 1 and (all(nouns) if name.islower() else name.isupper() and any(nouns))


def _leaves_something_out(candidate: Candidate) -> bool:
    """Whether an option is asked of without its command, or an answer speaks of what the question should name."""
    if any(name not in candidate.question for name in _PLACEHOLDER.findall(candidate.reference)):
        return True
    if _has_nobody(candidate.question):
        return True
    asks_for_another = candidate.question.startswith("Which ")
    return not asks_for_another and _AN_OPTION.search(candidate.question) is not None and _names_no_command(candidate)


def _has_nobody(question: str) -> bool:
    """Whether "them" stands in a question before any noun that it could be."""
    before, *after = _THEM.split(question, maxsplit=1)
    nouns = (word.strip(",") for word in before.split())
    return bool(after) and not any(_SEVERAL.fullmatch(each) and not verb_lemma(each, "VBZ") for each in nouns)


_THEM = re.compile(r" them\b")
_SEVERAL = re.compile(r"[A-Za-z][\w-]+[^sui]s|people|data")


def _names_no_command(candidate: Candidate) -> bool:
    title = re.sub(r"\(\d\w?\)$", "", candidate.chunks[0].title)
    headed = candidate.chunks[0].headings[-1:]
    if all(each == title or each.upper() in COMMON_TITLES for each in headed):
        title = title.partition(" - ")[0]  # below a title of its own, a part of what it does may be another command
    owners = (name.owner for name in candidate.names if name.owner)
    return not {title, title.replace("-", " "), *owners} & _runs(candidate.question)


def _runs(text: str) -> set[str]:
    """The words of a text, and each two or three that follow each other."""
    words = [word.strip(",?") for word in text.split()]
    threes = zip(words, words[1:], words[2:], strict=False)
    return {*words, *(" ".join(each) for each in pairwise(words)), *(" ".join(each) for each in threes)}


def _is_told_by_its_verb(candidate: Candidate) -> bool:
    """Whether an answer does no more than the question: ``How is a lantern lit?`` By lighting the wick."""
    match = _BY_DOING.match(candidate.reference)
    verb = set(content_words(match["doing"])) if match else set()
    return bool(verb & set(content_words(candidate.question))) and not names_something(candidate.reference[2:])


def _is_undone(candidate: Candidate) -> bool:
    """Whether it asks how to undo what its command does: ``When using CREATE TIDE, ...`` Use DROP TIDE."""
    tool, told = _USING.match(candidate.question), candidate.reference
    return tool is not None and told.endswith(f" {tool['thing']}.") and tool["tool"] not in told


def _tells_two_deeds(candidate: Candidate) -> bool:
    """Whether an answer goes on with what else is done than was asked: "Eels and rings the bell", or names blanks."""
    if candidate.kind != "factual" or not candidate.question.startswith(("What does ", "What do ")):
        return False
    blanks = {word for word in _SHOUTED.findall(candidate.reference) if word.lower() in noun_types()}
    return len(blanks) > 1 or any(map(_is_only_a_verb, _AND_DOES.findall(candidate.reference)))


def _is_only_a_verb(third: str) -> bool:
    """Whether a form that ends with -s is that of a verb, and of no noun: "emits"."""
    base = verb_lemma(third, "VBZ") or ""
    return verb_lemma(base, "VB") == base != "" and base not in noun_types()


_AND_DOES = re.compile(r" and (?:then |also )?([a-z]+s)\b")
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")


def _is_qualified(candidate: Candidate) -> bool:
    """Whether the evidence, or what follows it, says more than the answer may leave out."""
    chunk, told = candidate.chunks[0], candidate.reference
    pieces = [chunk.text_of(span) for span in candidate.evidence]
    said = " ".join(pieces)
    if _REMARK.search(said) or _has_another_half(said, told) or _is_held_against(candidate, said):
        return True
    if _is_cut(candidate, pieces):
        return True
    if any(_is_lost(word, said, f"{candidate.question} {told}") for word in _LIMITING.get(candidate.kind, ())):
        return True
    if _GOES_ON in said and _GOES_ON not in f"{candidate.question} {told}":
        return True
    if candidate.kind == "cause" and any(map(_NOTED.search, pieces)):
        return True
    after = [_next(chunk, span) for span in candidate.evidence]
    asks_for_it = candidate.kind == "how_to" or candidate.question.startswith("Which ")
    return (
        any(map(_NOTED_AS.search, pieces))
        or any(map(_TAKEN_BACK.search, after))
        or (asks_for_it and any(map(_ANOTHER_WAY.match, after)))
    )


_ONLY = re.compile(r"\bonly\b")
_ALSO = re.compile(r"\b(?:is|are|can|may|will|must) also\b|\balso [a-z]+s\b")
_ONE_OF_MANY = re.compile(
    r"\b(?:traditional|usual|common|typical|easiest|simplest|quickest|best|preferred|recommended|one|another) way\b"
)
_LIMITING = {  # there is less than that, or more
    "factual": (_ONLY, _ALSO),
    "how_to": (_ONLY, _ALSO, _ONE_OF_MANY),
    "condition": (_ALSO,),
    "temporal": (_ALSO,),
    "place": (_ALSO,),
}


def _is_lost(word: re.Pattern[str], said: str, asked: str) -> bool:
    """Whether what limits a sentence stands neither in the question nor in the answer."""
    return word.search(said) is not None and word.search(asked) is None


def _is_cut(candidate: Candidate, pieces: Sequence[str]) -> bool:
    """Whether a sentence began before its evidence, or goes on with a sign or behind a colon where the question ends,
    or gives a reason first and tells the rest of something else."""
    end = " ".join(candidate.question.rstrip("?").split()[-2:])
    opens = [piece for piece in pieces if _GIVES_A_REASON.match(piece)]
    return (
        any(_BEGUN_BEFORE.match(piece) for piece in pieces)
        or any(_A_SIGN.match(piece.partition(f" {end.rpartition(' ')[2]}")[2]) for piece in pieces)
        or any(f"{end}: " in piece.replace("`", "") for piece in pieces)
        or (candidate.kind in {"temporal", "condition"} and any(end in each.partition(", ")[0] for each in opens))
    )


_A_SIGN = re.compile(r" `?[-–+*/%&|<>=#@~^]+`?(?=[,.;]|$)")  # "returns -, because": it is what is returned
_BEGUN_BEFORE = re.compile(r"(?:is|are|was|has|can|will|which|that|but|and|or|to|with|from) ")
_GIVES_A_REASON = re.compile(r"(?:Because|Since|Although|Though|While) ")


def _has_another_half(said: str, told: str) -> bool:
    """Whether a sentence goes on with another case where an answer ends: ``..., or when the tide turns``."""
    return _OTHER_HALF.match(_behind(told, said)) is not None


def _is_held_against(candidate: Candidate, said: str) -> bool:
    """Whether a sentence says what speaks against a thing, where the question that asks for it ends: ``..., but``."""
    asks_for_it = candidate.kind == "factual" and re.match(r"(?:.*, w|W)hich ", candidate.question) is not None
    return asks_for_it and _BUT.match(_behind(candidate.question, said)) is not None


def _behind(text: str, said: str) -> str:
    """What a sentence says behind the last two words of a text."""
    plain = _SECTION.sub("", said.replace("`", ""))
    return plain.partition(" ".join(text.rstrip(".?").split()[-2:]))[2]


def _next(chunk: Chunk, span: Span) -> str:
    """What stands right after the evidence, in its paragraph."""
    end = span.end - chunk.span.start
    return chunk.text[end : end + _AFTER].partition("\n\n")[0]
