"""The opening of a sentence -> the name that it speaks of, by spelling, tags and what its page says of the name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.naming import KINDS, Name, heading_text, is_code_like, is_proper, kind_of, titled_entry
from kgsynth.engines.extractive.wording import lower_first
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import places_in, stands_in, stop_words
from kgsynth.types import Chunk, Span

THINGS = frozenset(
    (
        *KINDS,
        *"standard interface framework suite environment algorithm manager browser editor client shell bootloader "
        "emulator compiler filesystem directive macro attribute mechanism architecture group".split(),
    )
)
DOERS = frozenset(
    "command program utility tool package service daemon script application server client library module extension "
    "protocol format manager browser editor shell function operator hook sensor gateway device framework suite "
    "interface method view mechanism".split()
)
_NO_NAME = frozenset(
    "this that these those it its they their he his she her we our you your there here what which who another one "
    "other "
    "others each both such everything something anything nothing all some any many most several few below above "
    "next note now then once everyone someone first second third finally today people no not".split()
)
_COUNTED = re.compile(r"^(?:version|step|figure|table|chapter|section|appendix|level|example|option|case|part|phase)\b")
_PLACEHOLDERS = frozenset(
    "file files directory directories package packages name value user host command archive path option list boolean "
    "criteria group version device".split()
)
_NOT_IN_SUBJECTS = frozenset({"PRON", "SCONJ", "CCONJ", "ADP", "INTJ", "AUX", "ADV", "PART"})


_BEHIND_A_WORD = re.compile(r"[a-z,(] [“\"`]?\Z")
_BOUNDARY = re.compile(r"\b")


class Page:
    """What a chunk tells of the names in it: its inline code, its titles, how it spells a word inside a sentence."""

    def __init__(self, text: str, titles: Sequence[str] = (), code: Iterable[str] = ()) -> None:
        self.text = text
        self.titles = tuple(heading_text(title) for title in titles)
        self.code = frozenset(code)

    def is_code(self, phrase: str) -> bool:
        """Whether the chunk sets it as code, and as one name, not as a line to type."""
        if phrase not in self.code or len(phrase) < 2 or not re.match(r"^[\w./~@-]", phrase):
            return False
        words = phrase.split()
        return len(words) == 1 or (
            len(words) == 2 and words[1] not in _PLACEHOLDERS and words[1].replace("-", "").isalpha()
        )

    def is_titled(self, phrase: str) -> bool:
        """Whether one of the two titles closest to the chunk holds it."""
        one, several = phrase.lower(), f"{phrase.lower()}s"
        return any(stands_in(one, title) or stands_in(several, title) for title in map(str.lower, self.titles[-2:]))

    def is_topic(self, phrase: str) -> bool:
        """Whether the title right above the chunk holds it."""
        return Page("", self.titles[-1:]).is_titled(phrase)

    def is_known(self, phrase: str) -> bool:
        """Whether a phrase with a capital is a name, not the first word of a sentence."""
        if " " in phrase or re.search(r"[a-z][A-Z]|[A-Z]{2}|\d", phrase) or phrase.lower() in self.code:
            return True
        inside = self._has_inside(phrase)
        titled = self.is_titled(phrase)
        return (titled and any(phrase.lower() in title for title in self.titles)) or (
            (inside or titled) and not self.is_everyday(phrase)
        )

    def _has_inside(self, phrase: str) -> bool:
        """Whether the chunk has a phrase, its last word whole, behind another word."""
        start = self.text.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if _BEHIND_A_WORD.search(self.text, max(0, start - 3), start) and _BOUNDARY.match(self.text, end):
                return True
            start = self.text.find(phrase, start + 1)
        return False

    def is_everyday(self, phrase: str) -> bool:
        """Whether the chunk writes a capitalised word without its capital too, in running prose."""
        if f" {phrase.lower()}" not in self.text:
            return False
        everyday = rf"[a-z,] {re.escape(phrase.lower())}(?=[ ,;)]|\. |$)(?! (?:{'|'.join(KINDS)}))"
        return re.search(everyday, self.text) is not None

    def kind(self, name: str) -> str:
        """What the chunk calls an identifier; nothing for a proper name, which may stand before any noun."""
        return "" if re.match(r"^[A-Z][\w. -]*$", name) else kind_of(name, self.text)

    def is_first(self, name: str, text: str) -> bool:
        """Whether no sentence before this one speaks of the name."""
        before = self.text.find(text[-40:].strip(". "))
        first = next(places_in(self.text, name), None)
        return first is None or before < 0 or before - first < len(text) + 40


class UnparsedError(Exception):
    """The words of a sentence say too little: its tags are needed, and it was not parsed yet."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is read here.

    Attributes:
        text: its words; a pronoun may be replaced.
        parse: its tags, once it is parsed.
        about: whom the entry or the page is about, so that an option has an owner.
    """

    text: str
    parse: Doc | None
    page: Page
    chunk: Chunk
    evidence: tuple[Span, ...]
    about: Name | None = None

    @property
    def doc(self) -> Doc:
        """Its tags.

        Raises:
            UnparsedError: it was not parsed.
        """
        if self.parse is None:
            raise UnparsedError(self.text)
        return self.parse

    def owned(self, found: "Subject | None") -> "Subject | None":
        """The subject with its owner, where the page or the entry around the sentence is about that."""
        if found is None or self.about is None or found.is_term:
            return found
        if found.name.text == self.about.text:
            return replace(found, name=self.about) if self.about.owner else found
        owner = self.about.owner or ("" if self.about.kind == "option" else self.about.text)
        if found.name.kind != "option" or not found.name.text.startswith("-"):
            return found
        return replace(found, name=replace(found.name, owner=owner))

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of some characters."""
        return [token for token in self.doc if start <= token.idx < end]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of.

    Attributes:
        named: the words for it at the front of an answer: ``The nmap tool``, ``PAM (Pluggable Authentication Module)``.
        asked: the words for it inside a question: ``the nmap tool``, ``a milter``.
        expanded: whether the sentence says what its letters stand for, as an introduction does.
        plural: whether more than one is meant: ``Daemons``.
    """

    name: Name
    named: str
    asked: str
    expanded: bool = False
    plural: bool = False

    @property
    def is_term(self) -> bool:
        """Whether it is a class of things, not a named one."""
        return self.name.kind == "term"


_SUBJECT = re.compile(
    r"^(?:(?P<article>The|the|An?|an?) )?(?P<core>[^(),;]+?)(?: \((?P<aside>[^()]*)\))?(?P<after> [a-z]+)?$"
)


def subject(said: Said, end: int, *, terms: bool = False) -> Subject | None:
    """The name that the first ``end`` characters of a sentence consist of, an aside between commas left out.

    Args:
        terms: whether it may be a kind of thing in general.
    """
    aside = re.match(r"^[^,()]+(?=, [^,]+,$)", said.text[:end].strip())
    end = aside.end() if aside else end
    return said.owned(subject_in(said.text[:end].strip(), lambda: said.tokens(0, end), said.page, terms=terms))


def named_phrase(said: Said, start: int, end: int) -> Subject | None:
    """The name that some words inside a sentence consist of."""
    return said.owned(subject_in(said.text[start:end], lambda: said.tokens(start, end), said.page, terms=False))


def opens_with_a_name(said: Said) -> bool:
    """Whether the spelling of the first words makes them a name."""
    words = re.sub(r"^[Tt]he ", "", said.text).split()
    if words[0].lower() in stop_words("en"):
        return False
    return any(_name(" ".join(run), "", said.page) for run in _runs(words, from_the_end=False))


def ends_with_a_thing(said: Said) -> bool:
    """Whether the spelling of the last words makes them a name that is called a thing of some kind."""
    named = (_name(" ".join(words), "", said.page) for words in _runs(said.text.split(), from_the_end=True))
    return any(name is not None and name.kind != "" for name in named)


def _runs(words: Sequence[str], *, from_the_end: bool) -> Iterator[Sequence[str]]:
    """The first one, two, three ... words of some, or the last."""
    for count in range(1, min(_LONGEST_NAME, len(words)) + 1):
        yield words[-count:] if from_the_end else words[:count]


_LONGEST_NAME = 5


def subject_in(text: str, tags: Callable[[], Sequence[Token]], page: Page, *, terms: bool) -> Subject | None:
    """What some words name: a named thing, or a kind of thing in general.

    Args:
        tags: the tokens of the words, for where their spelling does not tell.
        terms: whether it may be a kind of thing.
    """
    match = _SUBJECT.match(text)
    if match is None or len(text) > 110:
        return None
    aside, after = match["aside"], (match["after"] or "").strip()
    core = match["core"] if aside is not None or not after else f"{match['core']} {after}"
    after = after if aside is not None else ""
    article = (match["article"] or "").lower()
    bare_core = core.strip('“”"‘’').replace("”", "").replace("“", "")
    core = bare_core
    if after and after not in THINGS:
        return None
    if len(bare_core) < 2 or bare_core.split()[0].lower() in _NO_NAME or _COUNTED.match(bare_core.lower()):
        return None
    expanded = bool(aside) and stands_for(core, aside)
    shown = f" ({aside})" if expanded else ""
    name = _name(bare_core, after, page)
    if name is not None and article in {"", "the"}:
        return _of_name(name, core, after, article, shown)
    if article == "the" and not _is_singled_out(bare_core, page):
        return None
    if not terms and (article or " " in bare_core or not bare_core[:1].isupper()):
        return None
    found = _term(bare_core, article, shown, tags, page)
    return found if terms or found is None or not found.is_term else None


def _is_singled_out(noun: str, page: Page) -> bool:
    """Whether "the" means no thing of the page but the one of its kind: "the OSI model", "the hypervisor"."""
    if " " not in noun:
        return noun.islower() and page.is_topic(noun) and not is_weak(noun)
    return page.is_titled(noun) or re.search(r"\b[A-Z][A-Za-z]*[A-Z]", noun) is not None


def _of_name(name: Name, core: str, after: str, article: str, shown: str) -> Subject | None:
    plain = core == name.text and not after
    if plain and article == "the" and not (is_code_like(core) or is_proper(core)):
        return None
    lead = "the " if article == "the" or not plain else ""
    kind = f" {after}" if after else ""
    return Subject(name, f"{lead.capitalize()}{core}{shown}{kind}", f"{lead}{core}{kind}", expanded=bool(shown))


def _name(core: str, after: str, page: Page) -> Name | None:
    """``nmap``, ``nmap tool``, ``file /etc/fstab``, ``Postfix mail server``: a name, and the kind that it carries."""
    words = core.split()
    entry = titled_entry(core)
    if entry is not None:
        return entry
    if _is_name(core, page):
        return Name(core, after or page.kind(core))
    if len(words) > 1 and words[0].lower() in KINDS and _is_name(" ".join(words[1:]), page):
        return Name(" ".join(words[1:]), words[0].lower())
    for cut in range(len(words) - 1, 0, -1):
        first, rest = " ".join(words[:cut]), words[cut:]
        plain = all(word.islower() and not is_code_like(word) for word in rest)
        if rest[-1] not in THINGS or len(rest) > 3 or not plain:
            continue
        if rest[-1] == "command" and not set(rest[:-1]) <= _PLACEHOLDERS | {"system", "shell", "configuration"}:
            continue  # "apt search" is not what "apt" does
        if _is_name(first, page) or _is_spelt_as_code(first) or (rest[-1] in _NAMED_BY_A_WORD and _is_coined(first)):
            return Name(first, rest[-1])
    return None


def _is_spelt_as_code(phrase: str) -> bool:
    return is_code_like(phrase) and not _PLACEHOLDER.match(phrase)


_NAMED_BY_A_WORD = frozenset({"command", "program", "tool", "utility", "daemon"})


def _is_coined(word: str) -> bool:
    """Whether a word before "command" can only be its name: no word of English, ``rsync``."""
    return re.fullmatch(r"[a-z][a-z0-9]+", word) is not None and not is_weak(word) and not _ENGLISH.search(word)


_ENGLISH = re.compile(r"(?:ing|ed|tion|al|ous|ive|ful|able|ic|ment|ity|er|or|ary|ent|ant|ine|ware|ed|ly|y|ail|oot|ug)$")


def _is_name(phrase: str, page: Page) -> bool:
    if _PLACEHOLDER.match(phrase):
        return False
    if page.is_code(phrase):
        return True
    if len(phrase) < 2 or phrase.lower() in KINDS or len(phrase.split()) > 4:
        return False
    if is_code_like(phrase):
        return not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", phrase)  # "real-time" is spelt like a name and is none
    return is_proper(phrase) and page.is_known(phrase) and not _opens_with_a_function_word(phrase)


def _opens_with_a_function_word(phrase: str) -> bool:
    first = phrase.split()[0].lower()
    return first in stop_words("en") | _ADVERBS or (first.endswith("ly") and " " in phrase)


_PLACEHOLDER = re.compile(r"^(?:file|name|user|package|directory|example|foo|bar)\.\w+$|^(?:Unix|Internet|Web)$")
_ADVERBS = frozenset("if often further eventually internally however using installing usually generally".split())


def _term(core: str, article: str, shown: str, tags: Callable[[], Sequence[Token]], page: Page) -> Subject | None:
    """A kind of thing in general: ``A firewall``, ``Daemons``, ``Copyleft``."""
    words = core.split()
    if len(words) > 4 or not re.fullmatch(r"[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*)*", core):
        return None
    if words[-1].lower() in _GENERAL or words[0].lower() in _SORTS | stop_words("en"):
        return None
    tokens = [token for token in tags() if not token.is_punct and token.text in re.split(r"[\s-]", core)]
    if not tokens or any(
        token.pos_ in _NOT_IN_SUBJECTS or token.tag_ in {"VBZ", "VBP", "MD", "VBD"} for token in tokens
    ):
        return None
    first, last = tokens[0], tokens[-1]
    if first.pos_ == "NUM" or (first.tag_ == "VBG" and len(words) > 1 and not article):
        return None
    if last.tag_ not in {"NN", "NNS", "NNP", "NNPS", "VBG", "FW"} or last.lower_ in _GENERAL:
        return None
    if first.lower_ in _SORTS or first.tag_ in {"JJR", "JJS"}:
        return None
    plural = not article and last.tag_ in {"NNS", "NNPS"}
    if not article and len(words) == 1 and core[:1].isupper() and last.tag_ == "NNP" and not page.is_everyday(core):
        return Subject(Name(core), f"{core}{shown}", core, bool(shown))
    noun = core if article else lower_first(core)
    lead = f"{article} " if article else ""
    named = f"{lead}{noun}{shown}"
    return Subject(Name(noun, "term"), named[:1].upper() + named[1:], f"{lead}{noun}", bool(shown), plural)


_GENERAL = frozenset(
    "way thing kind type sort part number set lot bit case example matter reason result problem idea point "
    "question list "
    "series step solution advantage drawback feature difference aim goal purpose consequence user users one people "
    "information time change decision choice default defaults options patterns values deletion duplicate ones "
    "names".split()
)
_SORTS = frozenset(
    "first second third last next main only other same new old good bad common typical simple similar different final "
    "such certain particular given additional another possible usual recent current previous following".split()
)


def is_weak(name: str) -> bool:
    """Whether a name is an everyday word set as code, which says nothing without its kind: ``none``, ``find``."""
    if re.search(r"[^a-z]", name):
        return False
    forms = (name, name.removesuffix("s"))
    return (
        len(name) <= 2
        or name in stop_words("en") | _EVERYDAY_CODE
        or any(verb_lemma(form, "VB") == form or form in noun_types() for form in forms)
    )


_EVERYDAY_CODE = frozenset(
    "none auto true false host jobs job format editor policy signature changelog control rules owner group other "
    "less more top "
    "main contrib stable testing unstable".split()
)


def stands_for(letters: str, words: str) -> bool:
    """Whether some letters are the initials, or the capitals, of some words: ``RAID``, ``LILO`` (LInux LOader)."""
    wanted = re.sub(r"[^A-Z0-9]", "", letters.removesuffix("s"))
    if len(wanted) < 2 or not re.fullmatch(r"[A-Za-z][A-Za-z0-9./+-]*", letters):
        return False
    parts = [part for part in re.split(r"[\s/-]+", words.strip()) if part]
    if len(parts) < 2 or not all(re.fullmatch(r"[\w’'.&]+", part) for part in parts):
        return False
    every = "".join(part[0] for part in parts)
    telling = "".join(part[0] for part in parts if part.lower() not in _SMALL)
    return wanted in {every.upper(), telling.upper(), re.sub(r"[^A-Z0-9]", "", words)}


_SMALL = frozenset("of the for and in to a an on by with &".split())
