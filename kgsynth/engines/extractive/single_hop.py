"""Facts -> single-hop candidates: one function a kind of fact."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatch

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.clause_questions import ask as ask_statement
from kgsynth.engines.extractive.clauses.named_subjects import A_MEANS
from kgsynth.engines.extractive.facts import (
    Cell,
    Default,
    Definition,
    Described,
    Event,
    Expansion,
    Fact,
    Form,
    Purpose,
    Settable,
    Statement,
    Steps,
    Titled,
    Values,
)
from kgsynth.engines.extractive.identities import identity
from kgsynth.engines.extractive.naming import SETTINGS, Name, heading_text, is_code_like
from kgsynth.engines.extractive.reading.cells import OF_A_TABLE, cell_question, names_a_property, stands_alone
from kgsynth.engines.extractive.reading.entries import value_of
from kgsynth.engines.extractive.reading.glosses import (
    acts,
    is_of_its_argument,
    is_task,
    is_telegram,
    shortened,
    told_words,
)
from kgsynth.engines.extractive.reading.phrases import it_does
from kgsynth.engines.extractive.wording import base_of_third, lower_first, question, sentence, third_person
from kgsynth.language.words import content_words, squeezed, stem


@singledispatch
def ask(fact: Fact, subject: str) -> Iterator[Candidate]:
    """The questions of a fact. ``subject`` is what the whole corpus is about, for questions that name nothing else."""
    raise TypeError(f"no question is known for {type(fact).__name__}")


def _candidate(fact: Fact, text: str, answer: str, kind: str, weight: float, *names: Name) -> Candidate:
    return Candidate((fact.chunk,), question(text), answer, fact.evidence, kind, names, weight)


def _which(name: Name, subject: str, whole: bool) -> str:
    """``Which git clone option``; ``Which PostgreSQL command``; ``What`` where nothing is known of the kind."""
    if not name.kind:
        return ""
    if name.kind == "person":
        return "Who"
    if name.owner:
        return f"Which option of {name.owner}" if name.kind == "option" else f"Which {name.owner} {name.kind}"
    named = whole and name.kind in {"command", "parameter", "setting", "variable", "property", "module"}
    return f"Which {subject} {name.kind}" if subject and named else f"Which {name.kind}"


def place(name: Name, subject: str) -> str:
    """`` in PostgreSQL`` where the name alone would not say which world it belongs to."""
    if (
        not subject
        or name.owner
        or name.kind == "directive"
        or is_code_like(name.text)
        or subject.lower() in name.text.lower()
    ):
        return ""
    return f" in {subject}"


@ask.register
def _purpose(fact: Purpose, subject: str) -> Iterator[Candidate]:
    name = fact.name
    which = _which(name, subject, fact.whole)
    loose = name.kind == "term" or (name.kind == "option" and not name.owner)
    of_corpus = name.text.lower() == subject.lower() and not fact.used
    if loose or is_circular(name, fact.action) or of_corpus:
        return
    if not fact.action[:1].isalpha() or " / " in fact.action:  # ``(ERROR) Found an invalid name``
        return
    if name.kind in {"file", "directory"} and fact.form is Form.BASE and not fact.used:
        return  # "group account information" is what it holds: a file does nothing
    if fact.form is Form.BASE and _IS_A_NOUN.match(fact.action):
        return  # "file with the address": no verb
    if fact.form is Form.BASE and not fact.used and is_telegram(fact.action):
        return
    if fact.used or fact.prose:
        yield from _told_in_prose(fact, subject)
        return
    if fact.whole and (name.kind or is_code_like(name.text)) and not _says_little(name, fact):
        told = it_does(fact.answer, base=fact.form is Form.BASE, who=name.owner)
        yield _candidate(fact, f"What does {name.full} do{place(name, subject)}", told, "purpose", 0.6, name)
    telling = (fact.whole or acts(fact.action)) and (name.kind not in _OF_A_LIBRARY or bool(name.owner))
    if which and telling and not gives_away(name, fact.action):
        spoken = shortened(fact.action)
        if spoken is None or told_words(spoken) < _FEWEST_WORDS or is_of_its_argument(fact, spoken):
            return
        task = fact.form is Form.BASE and is_task(spoken)
        if fact.form is Form.BASE and name.kind == "command" and not task:
            return  # what a page sums up so, nobody sets out to do
        if fact.form is Form.BASE and spoken.split()[0].lower() in _ITS_OWN:
            return
        action = f"lets you {spoken}" if fact.form is Form.BASE else spoken
        if _is_halved(fact, spoken) or (fact.form is Form.BASE and name.kind in _SET):
            return
        says = spoken.split()[0] in _SAYING or base_of_third(spoken.split()[0]) in _SAYING
        if task and name.kind == "command" and not name.owner and not _is_of_its_kin(name, spoken):
            yield _candidate(
                fact, f"How do you {spoken}{_within(spoken, subject)}", f"With {name.text}.", "how_to", 0.9
            )
        if task and name.kind == "option" and name.owner and not says:
            made = f"How do you make {name.owner} {spoken}"
            yield _candidate(fact, made, f"With {name.text}.", "how_to", 0.8)
        if says and name.kind in _GIVEN:
            return
        if name.kind == "option" and fact.form is Form.BASE:
            first, _, rest = spoken.partition(" ")
            action = f"{third_person(first)} {rest}" if says else f"tells it to {spoken}"
        yield _candidate(fact, f"{which} {action}", name.text, "factual", 0.9)


def _is_of_its_kin(name: Name, spoken: str) -> bool:
    """Whether a task is for another program of the same family: ``send parcels back to quay-fetch-parcel``."""
    front = re.split(r"[ -]", name.text)[0].lower()
    return f"{front}-" in spoken.lower()


_IS_A_NOUN = re.compile(r"(?!(?:deal|work|begin|start|interact|communicate|comply|dispose)\b)[a-z]+ (?:with|of) ")
_OF_A_LIBRARY = frozenset({"function", "method", "routine", "macro"})  # others have nearly the same
_SET = SETTINGS - {"option", "parameter"}  # they let nobody do anything
_GIVEN = frozenset({"parameter", "argument", "field", "keyword", "clause"})  # nobody asks which of them "specifies"


def _is_halved(fact: Purpose, spoken: str) -> bool:
    """Whether the page goes on with what sets it apart, behind the words that are asked from: ``..., but ...``."""
    said = fact.chunk.text[fact.evidence[0].start - fact.chunk.span.start :][:_NEAR]
    plain, end = said.replace("`", ""), " ".join(spoken.split()[-2:])
    return _GOES_ON.match(plain.partition(end)[2]) is not None


_NEAR = 400  # characters
_GOES_ON = re.compile(r",? (?:but|except|unless)\b|, or (?:by|with|from|to)\b|[;,] instead\b")
_FEWEST_WORDS = 2  # of a task, options left out


def _told_in_prose(fact: Purpose, subject: str) -> Iterator[Candidate]:
    """``What is rsync used for``, ``What does the nmap tool do``, ``Which command lists the jobs of a shell``."""
    name = fact.name
    if fact.whole:
        called = fact.asked or name.full
        several = _PLURAL.search(called) is not None and not name.kind and not fact.answer.startswith(f"{called} is ")
        text = (
            f"What {'are' if several else 'is'} {called} used for"
            if fact.used
            else f"What {'do' if several else 'does'} {called} do"
        )
        yield _candidate(fact, text, fact.answer, "purpose", 0.75, name)
    spoken, which = fact.action, _which(name, subject, whole=False)
    if (
        A_MEANS.match(spoken)
        or len(spoken.split()) > 16
        or not which
        or gives_away(name, spoken)
        or name.kind in _TOO_WIDE
    ):
        return
    if fact.used:
        yield _candidate(fact, f"{which} is used to {spoken}", name.text, "factual", 0.85, name)
        if name.kind == "command":
            asked = f"How do you {spoken}{_within(spoken, subject)}"
            yield _candidate(fact, asked, f"With the {name.text} command.", "how_to", 0.85)
    elif acts(spoken):
        yield _candidate(fact, f"{which} {spoken}", name.text, "factual", 0.85, name)


_PLURAL = re.compile(r" [A-Z]?[a-z]{2,}[^sui]s$")
_TOO_WIDE = frozenset({"project", "distribution", "company", "partner", "system", "kernel", "architecture", "standard"})


def name_is_askable(name: Name) -> bool:
    """Whether a setting's name singles it out: an identifier, or a name with an owner."""
    if name.kind == "option" or name.text.startswith("-"):
        return bool(name.owner)
    if name.kind == "directive":
        return True
    if _OF_A_SYNTAX.fullmatch(name.text):
        return False
    return is_code_like(name.text) or bool(name.owner and name.kind)


_OF_A_SYNTAX = re.compile(r"[a-z]+(?::[a-z]+)+")  # ``host:port``: what is written there


def gives_away(name: Name, text: str) -> bool:
    """Whether the words of a name stand in the text: ``--quiet`` in "be quiet"."""
    parts = [part for part in re.split(r"[^a-z]+", name.text.lower()) if len(part) > 2]
    lowered = text.lower()
    return name.text.lower() in lowered or (bool(parts) and all(part[:5] in lowered for part in parts))


@ask.register
def _definition(fact: Definition, subject: str) -> Iterator[Candidate]:
    name = fact.name
    if (name.kind == "option" or name.text.startswith("-")) and not name.owner:
        return
    if fact.entry and not name.kind and not name.owner:
        return
    if name.kind in OF_A_TABLE and not name.owner:
        return
    yield from identity(fact)
    if fact.entry and name.kind != "term" and _news(replace(name, text=f"{name.text} {name.owner}"), fact.phrase) <= 1:
        return
    if _OTHER_NAME.match(fact.phrase) and name.kind != "term":
        yield _candidate(fact, f"What is {name.full}", fact.answer, "definition", 0.5, name)
    elif name.kind == "term":
        noun = name.text if is_code_like(name.text) else lower_first(name.text)
        article = "" if noun[:1].isupper() or is_code_like(noun) or re.search(r"[^s]s$", noun) else _article(noun)
        if fact.entry:
            be = "are" if re.fullmatch(r"[a-z ]+[a-z]{2}[^sui]s", noun) and " of " not in noun else "is"
            text = f"What {be} {article}{noun}{place(name, subject)}"
            yield _candidate(fact, text, fact.answer, "definition", 0.9, name)
        elif _is_worth_asking(fact):
            yield _candidate(fact, f"What {fact.be} {fact.asked or noun}", fact.answer, "definition", 0.9, name)
    elif name.kind == "column":
        if re.match(r"^(?:if|when|for|not|unless)\b", fact.phrase, re.IGNORECASE):
            return
        does = "indicate" if _TRUE_IF.match(fact.phrase) else "hold"
        yield _candidate(fact, f"What does {name.full} {does}", fact.answer, "definition", 0.6, name)
        phrase = _as_noun_phrase(fact.phrase)
        if phrase and not gives_away(name, fact.phrase):
            yield _candidate(fact, f"Which {name.owner} column holds {phrase}", name.text, "factual", 0.9)
    elif name.owner:
        if name.text.isupper() or (name.kind == "option" and value_of(fact)):
            yield _candidate(fact, f"What does {name.full} specify", fact.answer, "definition", 0.5, name)
    elif name.kind in SETTINGS | {"configuration variable"}:
        does = "hold" if name.kind == "variable" else "specify"
        text = f"What does {name.full} {does}{place(name, subject)}"
        yield _candidate(fact, text, fact.answer, "definition", 0.7, name)
        phrase = _as_noun_phrase(fact.phrase) if name.kind == "variable" else None
        if phrase and _tells_apart(phrase) and not gives_away(name, phrase):
            yield _candidate(fact, f"{_which(name, subject, fact.entry)} holds {phrase}", name.text, "factual", 0.85)
    elif name.kind == "person":
        yield _candidate(fact, f"Who {fact.be} {fact.asked or name.text}", fact.answer, "definition", 0.8, name)
    elif _is_worth_asking(fact):
        yield _candidate(fact, f"What {fact.be} {fact.asked or name.text}", fact.answer, "definition", 0.8, name)


_TRUE_IF = re.compile(r"^(?:true|yes|false|no|whether)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"^(?:an? )?(?:[a-z]+ )?(?:alias|synonym|shorthand|shortcut|abbreviation)\b", re.IGNORECASE)


@ask.register
def _expansion(fact: Expansion, subject: str) -> Iterator[Candidate]:
    told = f"{fact.words[:1].upper()}{fact.words[1:]}."
    yield _candidate(fact, f"What does {fact.name.text} stand for", told, "expansion", 0.5, fact.name)


_SHORTEST_PART = 4  # letters of a name that may be a word: "roll" in ROLLBACK
_ITS_OWN = frozenset(
    "refuse fail ignore raise reject abort need be have".split()
)  # a program does so, nobody is let do it
_SAYING = frozenset("specify set define limit control give name choose indicate override".split())


def is_circular(name: Name, said: str) -> bool:
    """Whether nothing is said of a name that the name does not say: ``--verbose`` - run verbosely."""
    return _news(name, said) == 0


def _news(name: Name, said: str) -> int:
    """How many words say something of a name that the name does not say."""
    named = {stem(word)[:5] for word in content_words(re.sub(r"[^A-Za-z]+", " ", name.text))}
    whole = squeezed(name.text)
    news = {stem(word)[:5] for word in content_words(said)} - named - _SAYS_NOTHING
    return sum(len(word) < _SHORTEST_PART or word not in whole for word in news)


def _says_little(name: Name, fact: Purpose) -> bool:
    """Whether only the name's own verb with hardly an object, or an option, is said: ``CLOSE`` - close a cursor."""
    first, _, rest = fact.action.partition(" ")
    own = stem(base_of_third(first))[:5] in {stem(part)[:5] for part in name.text.lower().split()}
    if gives_away(name, rest) and told_words(rest) <= _FEWEST_WORDS:
        return True
    return first == "be" or told_words(rest) <= (_FEWEST_WORDS if own else 0)


_SAYS_NOTHING = frozenset(
    stem(word)[:5] for word in "use run choose option algorithm generate set show print mode output display be".split()
)


def _within(action: str, subject: str) -> str:
    return f" in {subject}" if subject and subject.lower() not in action.lower() else ""


def _tells_apart(phrase: str) -> bool:
    """Whether a definition gives a class and what sets its member apart."""
    apart = r"\b(?:that|which|who|where|used|for|of|with|to|containing|allowing|[a-z]{3,}ing|based|designed)\b"
    return len(phrase.split()) >= 5 and re.search(apart, phrase) is not None


def _is_worth_asking(fact: Definition) -> bool:
    """Whether a definition says more than a class; a sentence of prose was read for that already."""
    return _tells_apart(fact.phrase) if not fact.asked else len(fact.phrase.split()) >= 5


def is_about_the_page(fact: Fact) -> bool:
    """Whether it stands in a section about the page or its subject's standing, which people do not come for."""
    titles = {heading_text(title) for title in (fact.chunk.title, *fact.chunk.headings)}
    return _heading_over(fact).lower() in _ABOUT_THE_PAGE or any(_BESIDE_THE_MATTER.search(title) for title in titles)


def _heading_over(fact: Fact) -> str:
    """The heading right above what states a fact."""
    before = fact.chunk.text[: fact.evidence[0].start - fact.chunk.span.start]
    inside = re.findall(r"^#+ +(.+)$", before, re.MULTILINE)
    return heading_text((inside or fact.chunk.headings or [""])[-1])


_BESIDE_THE_MATTER = re.compile(  # licences, what changed with which version, lists of where something stands
    r"\b(?:Public|Documentation|Apache|MIT|BSD|Commons) Licen[cs]e\b|^Licen[cs]es?\b|^Legal Notices?$|"
    r"(?i:\bchange ?logs?\b|\brelease (?:notes|history)\b|\bversion history\b|\bupgrading checklist\b|"
    r"\bwhat[’']s new\b|\bincorporated code\b|\bread ?me\b|\bpreamble$|^credits$|^acknowledge?ments?$|"
    r"^(?:general |concept |command |options? |variables? )?index$|^(?:version|release) v?\d+(?:\.\d+)+|"
    r"\d\.\d\S* \([^()]*\d{4}[^()]*\)$)"
)
_ABOUT_THE_PAGE = frozenset(
    "compatibility|portability|conformance|conforming to|standards|history|author|authors|bugs|see also|copyright|"
    "license|changes|changelog|release notes".split("|")
)


def _as_noun_phrase(phrase: str) -> str | None:
    """``OID of the parser`` -> ``the OID of the parser``; None for what is no plain noun phrase."""
    if " or null" in phrase.lower() or "(s)" in phrase or "array of" in phrase:
        return None
    if re.match(r"^(?:[Tt]he|[Aa]n?) \S+ (?:\S+ ){0,3}(?:of|for|in|on|used|that|to|at|with)\b", phrase):
        return lower_first(phrase)
    return f"the {lower_first(phrase)}" if re.match(r"^(?:[A-Z]\w*|[a-z]+) (?:of|for) ", phrase) else None


def _article(noun: str) -> str:
    return "an " if noun[:1].lower() in "aeiou" else "a "


@ask.register
def _default(fact: Default, subject: str) -> Iterator[Candidate]:
    name = replace(fact.name, kind="setting") if fact.name.kind in {"file", "directory"} else fact.name
    if not name_is_askable(name) or re.match(r"^(?:the|an?) ", fact.value):
        return
    text = f"What is the default value of {name.full}{place(name, subject)}"
    yield _candidate(fact, text, fact.value, "option_default", 0.85, name)


@ask.register
def _settable(fact: Settable, subject: str) -> Iterator[Candidate]:
    if not name_is_askable(fact.name):
        return
    when = "When" if re.match(r"^(?:at|when|before|during|after)\b", fact.when) else "Where"
    text = f"{when} can {fact.name.full} be set{place(fact.name, subject)}"
    yield _candidate(fact, text, sentence(f"only {fact.when}"), "option", 0.6, fact.name)


@ask.register
def _values(fact: Values, subject: str) -> Iterator[Candidate]:
    if not name_is_askable(fact.name):
        return
    noun = fact.noun.lower()
    text = f"Which {noun} does {fact.name.full} accept{place(fact.name, subject)}"
    yield _candidate(fact, text, ", ".join(fact.items), "list", 0.8, fact.name)


@ask.register
def _cell(fact: Cell, subject: str) -> Iterator[Candidate]:
    if names_a_property(fact.column) and stands_alone(fact.name):
        yield _candidate(fact, cell_question(fact), fact.value, "table", 0.6, fact.name)


@ask.register
def _described(fact: Described, subject: str) -> Iterator[Candidate]:
    """A description is no question of its own: it serves bridges."""
    return iter(())


@ask.register
def _event(fact: Event, subject: str) -> Iterator[Candidate]:
    """A dated event is asked about as a sentence; as a fact it serves comparisons."""
    return iter(())


@ask.register
def _steps(fact: Steps, subject: str) -> Iterator[Candidate]:
    where = "" if not subject or subject.lower() in fact.goal.lower() else f" in {subject}"
    yield _candidate(fact, f"How do you {fact.goal}{where}", fact.answer, "how_to", 0.8)


@ask.register
def _titled(fact: Titled, subject: str) -> Iterator[Candidate]:
    """What somebody asked already is asked as it stands."""
    asked = _candidate(fact, fact.asked.removesuffix("?"), fact.answer, fact.kind, 0.9)
    yield replace(asked, as_asked=True)


@ask.register
def _statement(fact: Statement, subject: str) -> Iterator[Candidate]:
    yield from ask_statement(fact, subject)
