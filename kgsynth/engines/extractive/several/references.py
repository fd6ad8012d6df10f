"""An entry that leans on another, and that other -> what follows from both.

"If it is unset, the value of ``spool_size`` is used" says no figure, and the entry of ``spool_size`` knows of nothing
that leans on it. The same holds of what has no effect unless something is on, and of what cannot be combined with one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Default, Fact, Purpose
from kgsynth.engines.extractive.naming import SHARED_PART, Name, is_code_like
from kgsynth.engines.extractive.reading.entries import entry_facts, named_entry
from kgsynth.engines.extractive.reading.entries import evidence as entry_evidence
from kgsynth.engines.extractive.reading.passage import Entry, Passage, Words
from kgsynth.engines.extractive.several.effects import effect_of
from kgsynth.engines.extractive.wording import bare, question
from kgsynth.engines.extractive.yes_no import KIND as YES_NO
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk, Span, content_id

INHERITED = "inherited"
_TARGET = (
    r"(?:the )?(?:config(?:uration)? (?:option|variable|setting) )?[\"“]?(?P<name>-{0,2}\$?[A-Za-z][\w.-]*\w)[\"”]?"
    r"(?: (?:config(?:uration)? )?(?:option|parameter|setting|variable|directive|keyword))?"
)
_UNSET = r"(?:unset|omitted|empty|unspecified|not (?:set|specified|given|present)|absent|-1)"
_BORROWS = (
    re.compile(rf"\b[Dd]efaults? to (?:the )?(?:(?:same )?(?:value|setting) (?:of|as|set by|given by) )?{_TARGET}$"),
    re.compile(
        rf"\b[Dd]efault(?: value| setting)? is (?:taken from|the same as|(?:the )?(?:value|setting) "
        rf"(?:of|set by|given by|specified by)) {_TARGET}$"
    ),
    re.compile(
        rf"\b(?:[Ii]f|[Ww]hen) [^,]*(?<![\w-]){_UNSET}\b[^,]*(?:\([^()]*\))?,? (?:then )?the (?:value|setting) "
        rf"of {_TARGET} (?:is|will be|should be) used(?: instead)?$"
    ),
    re.compile(
        rf"\b(?:[Ii]f|[Ww]hen) [^,]*(?<![\w-]){_UNSET}\b[^,]*,? (?:then )?the (?:\w+ )?{_TARGET} (?:value|setting) "
        r"(?:is|will be) used(?: instead)?$"
    ),
    re.compile(
        rf"\b[Dd]efaults to -1, (?:which means|meaning|indicating) (?:that )?the value of {_TARGET} "
        r"(?:is|will be|should be) used(?: instead)?$"
    ),
)  # fmt: skip
_ON = r"(?:is|has been|are)(?: also)? (?:enabled|on|turned on|set|true|active|(?:set to )?[\"“]?(?:yes|on|true)[\"”]?)"
_SETTLED = (
    re.compile(rf"\bis (?:also )?controlled (?:by|via|with) {_TARGET}(?: if it exists)?$"),
    re.compile(
        r"\b[Cc]an (?:also )?be (?:controlled|set|changed|overridden|activated|enabled|turned on|configured)"
        rf"(?: up)?(?: by default| as the default(?: behaviou?r)?)? (?:by|via|using|with|through|by setting) {_TARGET}$"
    ),
    re.compile(
        rf"^(?:The )?{_TARGET} can be (?:used|set(?: to \w+)?) to (?:make this the default(?: behaviou?r)?|"
        r"enable this(?: option)? by default|specify the default|set the default)$"
    ),
    re.compile(rf"\b(?:overrides|to override) {_TARGET}$"),
)  # fmt: skip
_OF_USE = r"(?:used|effective|relevant|meaningful|useful|valid)"
_NEEDS = (
    re.compile(rf"\b(?:has|have|takes?) no effect unless {_TARGET} {_ON}$"),
    re.compile(rf"\b(?:is|are) (?:ignored|not used|without effect) unless {_TARGET} {_ON}$"),
    re.compile(
        r"\b(?:only (?:has|have|takes?) (?:an )?effect|(?:has|have|takes?) (?:an )?effect only|only applies|"
        rf"applies only|is only {_OF_USE}|is {_OF_USE} only) (?:if|when) {_TARGET} {_ON}$"
    ),
)  # fmt: skip
_EXCLUDES = re.compile(
    r"^(?:(?:This|It|The)(?: \w+)? )?(?:is mutually exclusive (?:to|with)|(?:cannot|can't|can not|must not|may not) be "
    r"(?:used|combined|given|specified)(?: together| in combination| at the same time)? (?:with|as)|"
    r"is (?:incompatible|not compatible) with|conflicts with) "
    r"(?P<names>(?:(?:the |either )?--?[A-Za-z][\w-]*(?:,? (?:and |or )?|$))+)"
    r"(?: options?)?$"
)  # fmt: skip
_IS_BY_DEFAULT = re.compile(
    r"^(?:(?:It|This(?: \w+)?|The [\w.-]+ \w+|[\w.-]+) is (?:turned )?)?"
    r"(?P<state>on|off|enabled|disabled|[Tt]rue|[Ff]alse) by default$"
)
_OFF_VALUES = frozenset("off no false disabled 0 none".split())
_ON_VALUES = frozenset("on yes true enabled 1".split())


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry with its name, its program's name included, and what is read of it."""

    chunk: Chunk
    entry: Entry
    name: Name
    facts: tuple[Fact, ...]

    @property
    def default(self) -> Default | None:
        """The value that it has unless it is set, be it only on or off."""
        stated = next((fact for fact in self.facts if isinstance(fact, Default)), None)
        return stated or next(self._states(), None)

    def _states(self) -> Iterator[Default]:
        for words in self.entry.body:
            if found := _IS_BY_DEFAULT.search(bare(words.text)):
                yield Default(self.chunk, entry_evidence(self.entry, words), self.name, found["state"].lower())

    @property
    def effect(self) -> tuple[str, tuple[Span, ...]]:
        """What it makes its program do, and where that is said; an empty string where that cannot be said plainly."""
        made = (fact for fact in self.facts if isinstance(fact, Purpose) and self.name.kind == "option")
        return next(((effect, fact.evidence) for fact in made if (effect := effect_of(fact))), ("", ()))


@lru_cache(maxsize=4096)
def _leans(text: str) -> bool:
    return _LEANS.search(text) is not None


def references(here: Passage, there: Passage, named: Sequence[str], subject: str) -> Iterator[Candidate]:
    """What follows from an entry of one chunk that leans on an entry of the other.

    Args:
        named: the name that it leans on, among others.
    """
    said = [name for name in named if name in here.chunk.text and is_code_like(name)]
    if not said or not _leans(here.chunk.text):
        return
    homes = {name: entry for name, entry in _by_spelling(there).items() if name in said}
    for entry in here.entries if homes else ():
        for words in entry.body:
            for reading in (_inherited, _settled, _in_force, _excluded):
                for name, found in reading(bare(words.text)):
                    home = homes.get(name)
                    if home is None or not _is_meant(name, here.chunk, there.chunk):
                        continue
                    leaning, leant_on = _told(entry, here.chunk, subject), _told(home, there.chunk, subject)
                    if leaning is not None and leant_on is not None and leaning.name.text != leant_on.name.text:
                        yield from found(leaning, leant_on, words)


_LEANS = re.compile(
    r"\b(?:value|setting) (?:of|is|will)\b|[Dd]efaults? (?:to|is)|\b(?:unless|only|exclusive|conflicts)\b|"
    r"not be\b|compatible|\bcontrolled\b|\boverrid|\b(?:by|the) default\b|\b(?:changed|activated) (?:by|using|via)\b"
)


def _by_spelling(passage: Passage) -> Mapping[str, Entry]:
    """The entries of a chunk, by each name and option that heads them."""
    return {
        found: entry
        for entry in passage.entries
        for term in entry.terms
        for found in re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*|^[A-Za-z][\w.-]*\w", term.text)
    }


def _is_meant(name: str, here: Chunk, there: Chunk) -> bool:
    """Whether a name is that of an entry there: on the same page, or spelt as nothing else is."""
    return is_code_like(name.lstrip("$")) and (
        here.document_id == there.document_id or re.fullmatch(r"[A-Za-z]\w*[._]\w[\w.]*", name) is not None
    )


def _told(entry: Entry, chunk: Chunk, subject: str) -> _Told | None:
    name = named_entry(_of_its_switch(entry), chunk, subject)
    if name is None:
        return None
    facts = tuple(entry_facts(entry, chunk, name))
    if name.kind == "option" and not name.owner:
        if not re.fullmatch(r"[a-z][\w+-]*", chunk.title) or SHARED_PART.search(chunk.title):
            return None
        name = Name(name.text, name.kind, chunk.title)
    return _Told(chunk, entry, name, facts)


def _of_its_switch(entry: Entry) -> Entry:
    """An entry of a switch and its denial with the switch alone: ``--[no-]round``, ``--round, --no-round``."""
    terms = [replace(term, text=re.sub(r"^--\[no-\]", "--", term.text)) for term in entry.terms]
    named = {term.text for term in terms}
    kept = (term for term in terms if not (term.text.startswith("--no-") and f"--{term.text[5:]}" in named))
    return replace(entry, terms=tuple(kept))


# ------------------------------------------------------------------------------------------------- readings

Found = tuple[str, Callable[[_Told, _Told, Words], Iterator[Candidate]]]
"""The name that a sentence leans on, and the maker of the question."""


def _inherited(said: str) -> Iterator[Found]:
    found = next((match for pattern in _BORROWS if (match := pattern.search(said))), None)
    if found:
        yield found["name"].lstrip("$"), _what_it_comes_to
        yield found["name"].lstrip("$"), _what_it_is_unless_set


def _what_it_comes_to(leaning: _Told, leant_on: _Told, words: Words) -> Iterator[Candidate]:
    """``If I set nothing, what value does spool_limit come to?``, which the entry of what it borrows from tells."""
    there, here = leant_on.default, leaning.default
    special = re.search(r"-1", words.text)
    if leaning.name.kind == "option" and there is not None and there.value.lower() in _OFF_VALUES | _ON_VALUES:
        return  # a switch, which is on or off
    if there is None or (special and not re.search(r"\bdefault", words.text) and (here is None or here.value != "-1")):
        return
    if any(_says_more_of_it(each.text) for each in leaning.entry.body if each is not words):
        return
    name, from_ = leaning.name, leant_on.name
    if name.text in " ".join(each.text for each in leant_on.entry.body):
        return  # what it borrows from says so itself
    borrowed = here is None or from_.text in here.value or here.value.lower() in {"empty", "unset", "none"}
    if not (special or borrowed):
        return  # it has a value of its own, and borrows one only where that is taken away
    asked = _turned(_COMES_TO, name, from_).format(name=name.full)
    value = there.value.removeprefix("currently ")
    told = f"{value}: it defaults to the value of {from_.text}, and the default of that is {value}"
    yield _candidate(
        leaning, leant_on, asked, told, INHERITED, (*entry_evidence(leaning.entry, words), *there.evidence)
    )


def _says_more_of_it(text: str) -> bool:
    """Whether a sentence tells of another value that something has unless it is set: "if neither is, 7000"."""
    if re.search(r"\bdefaults?\b", text, re.IGNORECASE):
        return re.search(r"\bdefaults? (?:value )?(?:is|to) \W?-1\b", text, re.IGNORECASE) is None
    return re.search(rf"\b(?:neither|both|{_UNSET})\b.*\d", text) is not None


_COMES_TO = (
    "If I set nothing at all, what value does {name} come to",
    "What is the effective default of {name}",
    "What is {name} if nothing is configured",
)


def _settled(said: str) -> Iterator[Found]:
    said = _SEE.sub("", said)
    found = next((match for pattern in _SETTLED if (match := pattern.search(said))), None)
    if found and re.search(r"\w\.\w", found["name"]):
        yield found["name"], _what_it_is_unless_set


_SEE = re.compile(r" (?:\((?:see|cf\.?) [^()]*(?:\(\d\))?\)|documented in \S+)$")


def _what_it_is_unless_set(leaning: _Told, leant_on: _Told, words: Words) -> Iterator[Candidate]:
    """``Is --round on by default in otter weigh?``, where a setting decides on that."""
    there, name = leant_on.default, leaning.name
    itself = any("default" in each.text.lower() for each in leaning.entry.body if each is not words)
    itself |= stands_in(name.text, " ".join(each.text for each in leant_on.entry.body))
    if there is None or name.kind != "option" or not name.owner or itself or name.text.startswith("--no-"):
        return
    value = there.value.lower()
    if value in _OFF_VALUES | _ON_VALUES:
        asked = _turned(_IN_EFFECT, name, leant_on.name).format(name=name.text, owner=name.owner)
        verdict = "Yes" if value in _ON_VALUES else "No"
        told = f"{verdict}, as {leant_on.name.text} is {value} by default"
        proof = (*entry_evidence(leaning.entry, words), *there.evidence)
        yield _candidate(leaning, leant_on, asked, told, YES_NO, proof)


_IN_EFFECT = (
    "Is {name} on by default in {owner}",
    "Does {owner} use {name} by default",
    "In {owner}, is {name} on unless I change something",
)


def _in_force(said: str) -> Iterator[Found]:
    found = next((match for pattern in _NEEDS if (match := pattern.search(said))), None)
    if found:
        yield found["name"], _whether_it_matters


def _whether_it_matters(leaning: _Told, leant_on: _Told, words: Words) -> Iterator[Candidate]:
    """``Does --trace have any effect while all else is at its default?``: that depends on what has to be on."""
    value = leant_on.default.value.lower() if leant_on.default else ""
    if leant_on.default is None or value not in _OFF_VALUES | _ON_VALUES:
        return
    name, needed = leaning.name, leant_on.name
    asked = _turned(_MATTERS, name, needed).format(name=name.full)
    if value in _ON_VALUES:
        told = f"Yes, it needs {needed.text}, which is {value} by default"
    else:
        told = f"No, it has no effect unless {needed.text} is on, which is {value} by default"
    proof = (*entry_evidence(leaning.entry, words), *leant_on.default.evidence)
    yield _candidate(leaning, leant_on, asked, told, YES_NO, proof)


_MATTERS = (
    "Does {name} have any effect while everything else is left at its default",
    "If I change nothing but {name}, does it have any effect",
    "Is it enough to set {name}, with everything else at its default, for it to take effect",
)


def _excluded(said: str) -> Iterator[Found]:
    found = _EXCLUDES.search(said)
    if found:
        for name in re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", found["names"]):
            yield name, _whether_both_go


def _whether_both_go(leaning: _Told, leant_on: _Told, words: Words) -> Iterator[Candidate]:
    """``Can one run of otter skip the checks and keep the log?``: the options that do so exclude each other."""
    effects = leaning.effect, leant_on.effect
    owner = leaning.name.owner
    if all(effect for effect, _ in effects) and owner == leant_on.name.owner:
        (first, proof), (second, proof_there) = effects
        asked = _turned(_BOTH_GO, leaning.name, leant_on.name).format(owner=owner, first=first, second=second)
        told = f"No, {leaning.name.text} cannot be combined with {leant_on.name.text}"
        evidence = (*proof, words.span, *proof_there)
        yield _candidate(leaning, leant_on, asked, told, YES_NO, evidence)


_BOTH_GO = (
    "Can I make {owner} {first} and {second} in the same run",
    "Is it possible to have {owner} {first} and at the same time {second}",
    "With {owner}, can I {first} and {second} at once",
)


def _turned(forms: Sequence[str], one: Name, other: Name) -> str:
    """One of the forms, by the names."""
    return forms[int(content_id(one.text, other.text, length=4), 16) % len(forms)]


def _candidate(leaning: _Told, leant_on: _Told, asked: str, told: str, kind: str, proof: tuple[Span, ...]) -> Candidate:
    return Candidate(
        chunks=(leaning.chunk, leant_on.chunk),
        question=question(asked),
        reference=f"{told}.",
        evidence=proof,
        kind=kind,
        names=tuple(
            replace(each.name, owner="") for each in (leaning, leant_on)
        ),  # whoever has the pair, once is enough
        weight=0.95,
        hidden=(leant_on.name.text,),
    )
