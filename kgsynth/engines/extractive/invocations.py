"""What a command is for, and what one of its options does, from two chunks -> what to type to get something done.

"When I clone a repository into a new directory, how do I limit the number of commits?" has its answer, ``git clone
--depth``, in two places: one says which command clones, the other which option limits, and does not say of what.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.entries import value_of
from kgsynth.engines.extractive.facts import Fact, Form, Purpose
from kgsynth.engines.extractive.fragments import first_verb_form, is_self_contained, lacks_article
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.single_hop import is_circular
from kgsynth.engines.extractive.wording import bare, base_of_third, lower_first, question, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words
from kgsynth.types import Chunk, Span, content_id

INVOCATION = "invocation"
_FRAMES = (
    "When I {task}, how do I {effect}",
    "How do I {effect} when I {task}",
    "What do I type to {effect} when I {task}",
    "I want to {task}: which command and which option do I need to {effect}",
)
_MOST_WORDS = 26
_MOST_OF_EFFECT = 13  # words
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
        shared: options that other commands have, too, and that no other option of the command does the work of; any
            other needs no command to be told by, or may be answered in two ways.
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
        task = task_of(action[:1].lower() + action[1:], match["name"])
        if task and _key(match["name"]) in _key(chunk.title) and first_verb_form(action) is Form.BASE:
            start = chunk.span.start
            span = Span(chunk.document_id, start + match.start(), start + match.end())
            yield Command(chunk, (span,), match["name"], task)
    for fact in facts:
        if isinstance(fact, Purpose) and _is_runnable(fact):
            task = task_of(fact.action, fact.name.text)
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


def task_of(action: str, name: str) -> str | None:
    """What a command is for, in the few words by which people name it; None where its name can be read off them."""
    task = action.split(",", 1)[0]
    told = len(task.split()) <= _MOST_OF_TASK and not _HOLLOW.match(task) and not _VAGUE.search(task)
    if not told or not is_self_contained(task.replace("another ", "a ")) or lacks_article(task) or _names(task, name):
        return None
    return plain_action(task)


_MOST_OF_TASK = 10  # words
_HOLLOW = re.compile(  # what says of a command no more than that it is about something, or two things at once
    r"(?:manage|handle|perform|process|do|run|work|control|operate|manipulate|administer|maintain|deal|interact|use|"
    r"provide|act|implement|be|have|access|support|start|invoke|execute)\b"
    r"|\w+(?: (?:in|out|up|off|on))?(?:,| and| or)\b"
)
_VAGUE = re.compile(
    r"\b(?:various|several|certain|different|some|many|miscellaneous|multiple|basic|operations?|utilit(?:y|ies)|"
    r"things?|tools?)\b|/|--|[\d@#%&*=~^]",
    re.IGNORECASE,
)


def _names(text: str, name: str) -> bool:
    """Whether a word of a text, or its beginning, stands in a name: "packed archive" and ``pack-objects``."""
    letters = re.sub(r"[^a-z]+", " ", name.lower())
    stems = (word[:_TELLING] for word in content_words(re.sub(r"[^A-Za-z]+", " ", text)))
    opens = any(word in letters for word in stems if len(word) == _TELLING)
    return opens or not _words(text).isdisjoint(_words(letters))


_TELLING = 4  # letters


def effect_of(option: Purpose) -> str | None:
    """What an option makes its command do, in full; None where it only names a value, or what no one asks for."""
    action, said = option.action, bare(without_parentheses(option.answer))
    whole = said.lower() == action.lower() and not _MORE_TO_KNOW.search(_rest(option))
    told = len(action.split()) <= _MOST_OF_EFFECT and is_self_contained(action) and not is_circular(option.name, action)
    if not whole or not told or _TRIVIAL.search(action) or _LACKS_ARTICLE.search(action) or _is_of_value(option):
        return None
    first, _, rest = action.partition(" ")
    base = first if option.form is Form.BASE else base_of_third(first)
    return plain_action(f"{base} {rest}") if base not in _ABOUT_VALUES else None


_ABOUT_VALUES = frozenset(
    "specify set define give name choose indicate override determine control be act work behave provide pass use "
    "select take accept cause read run allow let tell instruct force ask assume treat".split()
)
_TRIVIAL = re.compile(
    r"\b(?:exit|verbos\w+|quiet\w*|help|usage|version|default|options?|arguments?|synonym|alias|like|instead|"
    r"when|while|if|unless|specified|given|provided|supplied|various|debug\w*|extra|additional)\b"
    r"|(?<!\w)--?\w|\bnot\b|<|=|/|\b(?-i:[A-Z])\b|\bn\b|\b(\w+) \1\b",
    re.IGNORECASE,
)
_MORE_TO_KNOW = re.compile(
    r"\b(?:deprecated|obsolete|synonym|only (?:valid|useful|meaningful|works|allowed)|"
    r"(?:must|can only) be (?:used|combined|given)|no effect)\b",
    re.IGNORECASE,
)
_NEEDS_NONE = "stdin stdout stderr memory disk default detail order place time text binary code output input parallel"
_JOINT = "(?:in|from|to|into|of|for|with|on|by|at|before|after)"
_LACKS_ARTICLE = re.compile(
    rf"\b{_JOINT} (?!(?:{_NEEDS_NONE.replace(' ', '|')})\b)"
    rf"(?!\w+(?:ing|s|tion|ment|ness|ity|ance|ence)\b)[a-z]+(?= {_JOINT}\b| that\b|$)"
)


def _rest(option: Purpose) -> str:
    """What an entry says after its first sentence."""
    text, last = option.chunk.text, option.evidence[-1].end - option.chunk.span.start
    end = re.search(r"\n\n(?=`?--?[A-Za-z]|#)", text[last:])
    return text[last : last + end.start()] if end else text[last:]


def _is_of_value(option: Purpose) -> bool:
    """Whether what is said leans on the value that the option takes: ``--ignore-rev <rev>``, "by the revision"."""
    values = [word for word in re.findall(r"[a-z]+", value_of(option).lower()) if len(word) > 1]
    said = option.action.lower()
    return any(re.search(rf"\bthe {word[:3]}|\b{word}\b", said) for word in values)


def as_typed(option: Purpose) -> str:
    """An option with the value that it cannot do without, as its entry writes it: ``--depth=<depth>``."""
    return f"{option.name.text}{value_of(option)}"


def plain_action(action: str) -> str | None:
    """An action that begins with a plain verb and does one thing to one object; None for others."""
    verbs = re.findall(r"(?:,|\band|\bor) ([a-z]+)\b", action)
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
                reference=f"With {called} {as_typed(option)}.",
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
    hidden = option.name.text not in effect and not _names(effect, command.name)
    repeated = any(wanted <= _words(line) for line in re.split(r"\n|\. ", option.chunk.text))
    return len(news) >= 2 and len(wanted - done) >= 2 and not repeated and hidden


def _words(text: str) -> frozenset[str]:
    return frozenset(content_words(text))
