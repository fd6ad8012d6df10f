"""An option that one command hands on to another, and the entry there -> what the option does.

Of `otter load --layers` its page says that it is passed to `mapfold`; what it does there, only the page of `mapfold`.
"""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.entries import evidence
from kgsynth.engines.extractive.reading.passage import Entry, Passage
from kgsynth.engines.extractive.several.option_acts import act_of, command_of, is_trivial, spellings
from kgsynth.engines.extractive.wording import bare, question
from kgsynth.manuals import Handed, handed
from kgsynth.types import Span, content_id

KIND = "equivalent"
_FORMS = (
    "What does {option} do in {command}",
    "What does {command} do with {option}",
    "What is {option} of {command} for",
)
_FEW = 2  # sentences
_SEE = re.compile(r"^See\b")


def handed_on(here: Passage, there: Passage, subject: str) -> Iterator[Candidate]:
    """The questions of the options of one chunk that are handed on to the command of the other."""
    for entry in here.entries:
        found = handed(entry.body[0].text)
        if found is not None and all(_SEE.match(words.text) for words in entry.body[1:]):
            yield from _asked(entry, found, here, there, subject)


def _asked(entry: Entry, found: Handed, here: Passage, there: Passage, subject: str) -> Iterator[Candidate]:
    """A question for each entry of the other chunk that an option of the first is handed on to."""
    command, own = command_of(entry, here.chunk, subject), spellings(entry)
    if not command or any(map(is_trivial, own)):
        return
    for home, option, target in _homes(there, found, [found.option] if found.option else own, subject):
        told, proof = _told(home, option, target)
        asked = max(own, key=len) if found.option else option
        lead = f"It passes {option} on to" if found.option else "It is passed on to"
        if told and _spelt(target) != _spelt(command):
            yield Candidate(
                chunks=(here.chunk, there.chunk),
                question=question(_form(asked, command).format(option=asked, command=command)),
                reference=f"{lead} {target}{told}.",
                evidence=(*evidence(entry, entry.body[0]), *proof),
                kind=KIND,
                names=(Name(asked, "option", command),),
                weight=0.9,
                hidden=(target,),
            )


def _homes(there: Passage, found: Handed, options: Sequence[str], subject: str) -> Iterator[tuple[Entry, str, str]]:
    """The entries of the command that some options are handed on to, with the longest spelling that is met, and what
    the command is called there."""
    for home in there.entries:
        target = command_of(home, there.chunk, subject)
        met = [name for name in spellings(home) if name in options]
        if met and _spelt(target) == _spelt(found.command):
            yield home, max(met, key=len), target


def _told(home: Entry, option: str, target: str) -> tuple[str, tuple[Span, ...]]:
    """What an entry tells of an option, behind the name of its command, and where; in its own words if they are few."""
    act = act_of(home, option, target)
    if act is not None and not act.clause.startswith(f"tells {target} "):
        return f", where {option} {act.clause}", evidence(home, home.body[0])
    if len(home.body) > _FEW:
        return "", ()
    proof = dict.fromkeys(span for words in home.body for span in evidence(home, words))
    return f". There: {bare(' '.join(words.text for words in home.body))}", tuple(proof)


def _form(option: str, command: str) -> str:
    return _FORMS[int(content_id(option, command, length=4), 16) % len(_FORMS)]


def _spelt(command: str) -> str:
    return command.replace("-", " ")
