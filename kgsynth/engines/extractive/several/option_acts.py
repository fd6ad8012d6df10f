"""An entry of an option -> what the option does, as a clause: ``-n pattern dumps only matching schemas``."""

import re
from dataclasses import dataclass

from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.naming import owner_of
from kgsynth.engines.extractive.reading.fragments import first_verb_form, is_balanced, lacks_article
from kgsynth.engines.extractive.reading.passage import Entry
from kgsynth.engines.extractive.wording import bare, base_of_third, has_condition, third_person, without_parentheses
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import stop_words
from kgsynth.types import Chunk

_MOST_WORDS = 32
_LEAST_WORDS = 3
_POINTS = re.compile(
    r"\b(?:this|these|those|above|below|following|here|see|previous|previously|described|discussed|such|examples?|"
    r"(?<!the )same|likewise|equivalent|synonym|alias|shorthand|shortcut|opposite|like|deprecated|obsolete|"
    r"ignored|compatibility|no effect|no-op|etc|i\.e|e\.g|also|instead(?! of)|otherwise|another|other(?! than)|"
    r"latter|former|section|(?:the|which|any|all|both|some|most|more) (?:option|flag|switch)(?:e?s)?)\b"
    r"|[\\{}|?!:…]|\[|\]|[<>]{2}|\.\.\.|\.\s|\b(?:reverse|inverse) of\b|\ballows? to\b|, (?:do not|don['’]t)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"^(?:This|The) (?:option|flag|switch) (?:(?:is used|can be used|may be used) to )?")
_PRONOUN_FIRST = re.compile(r"^(?:\S+ ){0,3}(?:it|its|they|them|their)\b", re.IGNORECASE)
_DENIES = re.compile(r"^(?P<how>[Dd]o not|[Dd]on['’]t|[Nn]ever) (?P<rest>[a-z]+ .+)$", re.DOTALL)
_TRIVIAL = re.compile(
    r"\b(?:verbos\w*|quiet\w*|silent\w*|help|usage|version|debug\w*|chatty|noisy|wordy|diagnostics?)\b|"
    r"^(?:be|suppress|exit)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"=?[A-Za-z][\w-]*$|=?<[^<>]+>$")
_NOUN_PHRASE = re.compile(
    r"^(?:(?P<article>An?|The) (?:[a-z]+ ){0,2}(?P<noun>[a-z]+)|(?P<bare>[A-Z]?[a-z]+)(?: name)?) "
    r"(?:to|of|for|that|which)\b"
)
_FINITE = r"(?:are|were|will|is|was|can|may|must|should|has|have)\b"
_JOINS = r"(?:that|which|who|whose|when|if|as|while|how|what|where|though|unless|whether|until|once|because)\b"
_SUBJECT = re.compile(rf"^\w+ (?:in|of|on|that|which|with)\b|^\w+ (?:(?!{_JOINS})\S+ ){{0,8}}{_FINITE}")
_TO = re.compile(r"\w+ to (?P<what>[a-z]+)\b")
_JOINED = re.compile(r"(?:\b(?:and|or|then|but)|,(?! (?:and|or|then|but)\b)) (?:[a-z]+ly |not |only |then )?([a-z]+)")
_CASE = re.compile(
    r"^(?P<case>(?:When|If|While|Unless|Instead of|Before|After) [^,]{4,80}), (?P<main>\S.+)$", re.DOTALL
)
_ANY_PRONOUN = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_ADVERB = re.compile(r"^(?P<how>[A-Za-z]{3,}ly|[Oo]nly) (?P<rest>[a-z]+ .+)$", re.DOTALL)
_TAKES_OBJECT = re.compile(r"[A-Za-z][a-z]+(?<!s)(?<!ed)(?<!ing)(?<!ly) (?:the|an?|all|any|each|every|only|whether)\b")
_USES = re.compile(r"[Uu]se (?!(?:of|in|on|is|with)\b)")
_ACTS = re.compile(
    r"(?:list|output|order|format|sort|mark|lock|limit|filter|reverse|invert|change|set|time|scale|request|copy) "
    r"(?!(?:of|is|in|format|mode|style|type|order)\b)[a-z]",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(r"[a-z]+(?<!s) of (?:the|an?)\b")  # "specify format of the archive"
_ONE_WORD = re.compile(r"[a-z][\w.+-]*$")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SAYS_LITTLE = frozenset("can may must will should might shall take accept require expect be have need".split())


@dataclass(frozen=True, slots=True)
class Act:
    """What an option does.

    Attributes:
        typed: the option with the value that it takes: ``-n pattern``.
        clause: what it does, after the option itself: ``dumps only matching schemas``.
        said: the words of the entry that say it.
    """

    typed: str
    clause: str
    said: str


def act_of(entry: Entry, option: str, command: str) -> Act | None:
    """What an entry says of one of its options; None where that cannot be put as a whole clause that stands alone.

    Args:
        option: the option as one of the entry's terms spells it.
        command: whose option it is.
    """
    first = entry.body[0].text
    said = bare(without_parentheses(first.split(";", 1)[0]))
    said = re.sub(r"\s+", " ", said).lstrip(", ")
    own = _ITS_OWN.match(said)
    text = said[own.end() :] if own else said
    if has_condition(first) or not _is_whole(first, entry) or not _stands(text) or lacks_article(text):
        return None
    value = _value(entry, option)
    clause = _clause(text, command, takes_value=bool(value), opened=own is not None)
    typed = f"{option}{value or ''}"
    known = clause is not None and value is not None and not _left_open(entry, typed) & set(_CAPITALS.findall(text))
    return Act(typed, clause, text) if clause and known else None


def _left_open(entry: Entry, typed: str) -> set[str]:
    """The words in capitals that stand for something in the terms of an entry, and not in an option as it is typed."""
    return {word for term in entry.terms for word in _CAPITALS.findall(term.text)} - set(_CAPITALS.findall(typed))


def command_of(entry: Entry, chunk: Chunk, subject: str) -> str:
    """Whose option an entry tells of: that of the page, be its name ever so plain ("psql")."""
    owner = owner_of(chunk, entry.headings, subject)
    return owner.text if owner else chunk.title if _ONE_WORD.match(chunk.title) else ""


def spellings(entry: Entry) -> list[str]:
    """The options that an entry is about, as its terms spell them."""
    return [name for term in entry.terms if term.text.startswith("-") for name in _OPTION.findall(term.text)]


def is_trivial(text: str) -> bool:
    """Whether an option, or what it does, is to talk more or less, or to tell of the program: nobody's question."""
    return _TRIVIAL.search(text) is not None


def _is_whole(first: str, entry: Entry) -> bool:
    """Whether the first sentence is one, and not the front of a list or of an example."""
    return first.rstrip().endswith((".", ";", ")")) or (len(entry.body) == 1 and first.rstrip()[-1:].isalnum())


def _stands(text: str) -> bool:
    """Whether what is said means the same away from its page."""
    counted = _LEAST_WORDS <= len(text.split()) <= _MOST_WORDS
    return (
        counted and is_balanced(text) and not (_POINTS.search(text) or _PRONOUN_FIRST.match(text) or is_trivial(text))
    )


def _clause(text: str, command: str, *, takes_value: bool, opened: bool) -> str | None:
    if (denied := _DENIES.match(text)) is not None:
        goes_on = re.search(r", (?P<verb>[a-z]+)\b", denied["rest"])  # "do not drop the nets, stow them"
        if re.search(r"\b(?:but do|do not)\b", denied["rest"]) or (goes_on and _is_verb(goes_on["verb"])):
            return None
        how = "never" if denied["how"].lower() == "never" else "not"
        return f"tells {command} {how} to {denied['rest']}"
    if (case := _CASE.match(text)) is not None:
        done = _clause(case["main"], command, takes_value=False, opened=opened)
        return f"{done} {case['case'][0].lower()}{case['case'][1:]}" if done and not _ANY_PRONOUN.search(text) else None
    if (adverb := _ADVERB.match(text)) is not None and verb_lemma(adverb["how"], "VB") is None:
        if first_verb_form(adverb["rest"]) is not Form.BASE:
            return None
        return f"tells {command} to {adverb['how'].lower()} {_not_to(adverb['rest'])}"
    return _plain(text, command, takes_value=takes_value, opened=opened)


def _plain(text: str, command: str, *, takes_value: bool, opened: bool) -> str | None:
    first, _, rest = text.partition(" ")
    form = _form(text, takes_value=takes_value)
    if form is None:
        return _naming(text) if takes_value and not opened else None
    base = first.lower() if form is Form.BASE else base_of_third(first.lower())
    if base in _SAYS_LITTLE or (base in noun_types() and _SUBJECT.match(text)) or (form is Form.BASE and opened):
        return None
    if _OF_A_THING.match(rest) and rest.split()[0] in noun_types():
        rest = f"the {rest}"
    if form is Form.THIRD:
        return None if _not_to(rest) != rest else f"{first.lower()} {rest}"
    plain = first.isalpha() and not any(map(_is_verb, _JOINED.findall(rest)))
    return f"{third_person(base)} {rest}" if plain else f"tells {command} to {base} {_not_to(rest)}"


def _form(text: str, *, takes_value: bool) -> Form | None:
    """The form of the verb that opens a text; what may be a noun is a verb where the option has no value to name."""
    first = text.split()[0].lower()
    good_for = _TO.match(text)
    if good_for and first in noun_types() and _is_verb(good_for["what"]):
        return None  # "Place to put parcels in"
    acts = (_ACTS.match(text) and not takes_value) or (_TAKES_OBJECT.match(text) and first not in stop_words("en"))
    undoes = (
        _known(first.removeprefix("un")) or _known(first.removeprefix("re")) if first[:2] in {"un", "re"} else False
    )
    return Form.BASE if _USES.match(text) or acts or undoes else first_verb_form(text)


def _known(word: str) -> bool:
    return len(word) > 3 and verb_lemma(word, "VB") == word and word not in noun_types()


def _is_verb(word: str) -> bool:
    return verb_lemma(word, "VB") == word or word == "do"


def _not_to(text: str) -> str:
    """What is not to be done, after what is: ``and do not follow links`` -> ``and not to follow links``."""
    return re.sub(r"\b(and|but) (?:do not|don['’]t) ", r"\1 not to ", text)


def _naming(text: str) -> str | None:
    """What is said of an option that is told by what its value is: ``Port to connect to``."""
    noun = _NOUN_PHRASE.match(text)
    if (
        noun is None
        or re.search(rf"^(?:(?!{_JOINS})\S+ )+{_FINITE}", text)
        or (noun["noun"] or noun["bare"]).lower() not in noun_types()
    ):
        return None
    return f"specifies {'' if noun['article'] else 'the '}{text[0].lower()}{text[1:]}"


def _value(entry: Entry, option: str) -> str | None:
    """The value that an option takes, as its entry writes it: ``=<depth>``; None where that is more than a word."""
    terms = [part.strip() for term in entry.terms for part in re.split(r",\s+(?=-)", term.text)]
    rests = {term: re.sub(r"^--?[A-Za-z][\w-]*", "", term).strip() for term in terms}
    own = next((rest for term, rest in rests.items() if re.match(rf"{re.escape(option)}(?![\w-])", term)), "")
    others = [rest for term, rest in rests.items() if term.startswith("--")]
    given = own or (others[0] if all(others) and others else "")
    if not given:
        return ""
    if not _PLACEHOLDER.match(given):
        return None if not given.startswith("[") else ""
    return f"={given.lstrip('=')}" if option.startswith("--") and given.startswith("=") else f" {given.lstrip('=')}"
