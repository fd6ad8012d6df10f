"""What a command is for, and what one of its options does, from two chunks -> what to type to get something done.

"When I clone a repository into a new directory, how do I limit the number of commits?" has its answer, ``git clone
--depth``, in two places: one says which command clones, the other which option limits, and does not say of what.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Fact, Form, Purpose
from kgsynth.engines.extractive.fragments import first_verb_form, is_self_contained, lacks_article
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.single_hop import is_circular, shortened
from kgsynth.engines.extractive.wording import bare, base_of_third, lower_first, question
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stem
from kgsynth.types import Chunk, Span, content_id

INVOCATION = "invocation"
_FRAMES = (
    "When I {task}, how do I {effect}",
    "How do I {effect} when I {task}",
    "What do I type to {effect} when I {task}",
    "I want to {task}: which command and which option do I need to {effect}",
)
_MOST_WORDS = 30
_MOST_OF_EFFECT = 13  # words; cut short it might be said of another option
_RUNS = frozenset({"command", "program", "utility", "tool", "application", ""})


@dataclass(frozen=True, slots=True)
class Command:
    """What one can type, and what it is for."""

    chunk: Chunk
    evidence: tuple[Span, ...]
    name: str
    task: str


def invocations(
    chunk: Chunk, facts: Sequence[Fact], options: Sequence[Fact], shared: Sequence[str]
) -> Iterator[Candidate]:
    """What to type, for every command that one chunk introduces and every option of it that the other describes.

    Args:
        chunk, facts: where a command may be introduced.
        options: the facts of the other chunk.
        shared: options that other commands have, too; any other needs no command to be told by.
    """
    named = [each for each in options if isinstance(each, Purpose) and each.name.kind == "option"]
    described = [each for each in _telling(named) if each.name.text in shared]
    for command in commands(chunk, facts) if described else ():
        for option in described:
            if _belongs(option, command):
                yield from _invocation(command, option)


def _telling(options: Sequence[Purpose]) -> list[Purpose]:
    """The options without those that differ in a word only: ten that print the value of some variable."""
    openings = Counter(tuple(option.action.split()[:3]) for option in options)
    return [option for option in options if openings[tuple(option.action.split()[:3])] < _TOO_MANY_ALIKE]


_TOO_MANY_ALIKE = 3


def commands(chunk: Chunk, facts: Sequence[Fact]) -> Iterator[Command]:
    """The commands that a chunk introduces: by the line that opens a reference page, or as entries of a list."""
    for match in _NAME_LINE.finditer(chunk.text, 0, _OPENING):
        action = bare(_BEYOND.sub("", match["action"]))
        task = _task(action[:1].lower() + action[1:])
        if task and _key(match["name"]) in _key(chunk.title) and first_verb_form(action) is Form.BASE:
            start = chunk.span.start
            span = Span(chunk.document_id, start + match.start(), start + match.end())
            yield Command(chunk, (span,), match["name"], task)
    for fact in facts:
        if isinstance(fact, Purpose) and _is_runnable(fact):
            task = _task(fact.action)
            if task:
                yield Command(chunk, fact.evidence, fact.name.text, task)


_NAME_LINE = re.compile(r"^`?(?P<name>[\w.+-]+)`?\s+[-–—]\s+(?P<action>\S[^\n]+)$", re.MULTILINE)
_OPENING = 400  # characters of a page, in which it says what it is about
_BEYOND = re.compile(r",? (?:and|or) other\b.*|,? etc\.?$")


def _is_runnable(fact: Purpose) -> bool:
    """Whether a fact says what something does that one can type and that stands alone."""
    named = is_code_like(fact.name.text) or fact.name.kind in _RUNS - {""} or " " in fact.name.text
    return fact.whole and not fact.name.owner and fact.name.kind in _RUNS and named and fact.form is Form.BASE


def _belongs(option: Purpose, command: Command) -> bool:
    """Whether an option is one of the command, described away from what the command is for."""
    own_page = not option.name.owner and option.chunk.document_id == command.chunk.document_id
    same = own_page or _key(option.name.owner) == _key(command.name)
    return same and option.chunk.id != command.chunk.id


def _key(name: str) -> str:
    return re.sub(r"[\s-]", "", name).lower()


def _task(action: str) -> str | None:
    """What a command is for, in few words: the first of what it does."""
    spoken = shortened(_first_said(action), most=13)
    whole = spoken is not None and is_self_contained(spoken) and not lacks_article(spoken)
    return plain_action(spoken) if spoken and whole else None


def _first_said(action: str) -> str:
    """``dump only the data, not the schema`` up to its comma; what is listed from the first word on stays as it is."""
    first = action.split(",", 1)[0]
    return first if len(first.split()) > 2 else action


def effect_of(option: Purpose) -> str | None:
    """What an option makes its command do; None where it only names a value, or what no one asks for."""
    action = _first_said(option.action)
    told = len(action.split()) <= _MOST_OF_EFFECT and is_self_contained(action) and not is_circular(option.name, action)
    if not told or _TRIVIAL.search(action):
        return None
    first, _, rest = action.partition(" ")
    base = first if option.form is Form.BASE else base_of_third(first)
    return plain_action(f"{base} {rest}") if base not in _ABOUT_VALUES else None


_ABOUT_VALUES = frozenset(
    "specify set define give name choose indicate override determine control be act work behave provide pass use "
    "select take accept make cause read run allow let tell instruct force ask assume treat".split()
)
_TRIVIAL = re.compile(
    r"\b(?:and exit|verbos\w+|quiet\w*|help|usage|version|default|options?|arguments?|synonym|alias|like|instead)\b"
    r"|--?\w|\bnot\b|<|=",
    re.IGNORECASE,
)


def plain_action(action: str) -> str | None:
    """An action that begins with a plain verb and does one thing to one object; None for others."""
    verbs = re.findall(r"(?:,|\band|\bor) ([a-z]+) (?:the|an?|all|any|to|or|and)\b", action)
    several = any(verb_lemma(verb, "VB") == verb for verb in verbs)
    lacks = len(action.split()) < 3 or re.match(r"^[a-z]+(?! (?:to|that|is|are)\b)(?:-[a-z]+)? ", action) is None
    return None if several or lacks or re.search(r"[“”\"()]|,", action) else lower_first(action)


def _invocation(command: Command, option: Purpose) -> Iterator[Candidate]:
    effect = effect_of(option)
    if effect is None or not _says_more(command, option, effect):
        return
    seed = int(content_id(option.name.text, command.name, length=4), 16)
    called = option.name.owner or command.name
    for turn in range(2):
        text = _FRAMES[(seed + turn) % len(_FRAMES)].format(task=command.task, effect=effect)
        if len(text.split()) <= _MOST_WORDS:
            yield Candidate(
                chunks=(command.chunk, option.chunk),
                question=question(text),
                reference=f"With {called} {option.name.text}.",
                evidence=(*command.evidence, *option.evidence),
                kind=INVOCATION,
                weight=0.85,
                hidden=(called, option.name.text),
            )


def _says_more(command: Command, option: Purpose, effect: str) -> bool:
    """Whether the effect is news to the task, and neither gives the names away nor is told by one chunk alone."""
    wanted, done = _words(command.task), _words(effect)
    named = _words(re.sub(r"[^A-Za-z]+", " ", f"{command.name} {option.name.text}"))
    news = done - wanted - named
    hidden = option.name.text not in effect and _key(command.name) not in _key(f"{effect} {command.task}")
    return len(news) >= 2 and len(wanted - done) >= 2 and not wanted <= _words(option.chunk.text) and hidden


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text))
