"""Pages of commands -> the entries that hand their option on to another command, and the entry there that tells of it.

"This flag is passed to `otter weigh`" says nothing of what it does, and the page of `otter weigh` not who hands it on.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.manuals.pages import OptionEntry, command_of, commands, entries_of
from kgsynth.types import Chunk

_SAME = r"(?:[Tt]h(?:is|ese)|[Tt]he) (?:option|flag|switch|argument)s? (?:is|are|will be)(?: simply)? "
_OTHER = r"[Pp]ass(?:es)? (?:the )?(?P<option>--?[A-Za-z][\w-]*)(?: (?:option|flag|switch))? "
_HANDED = re.compile(
    rf"(?:{_SAME}(?:passed|handed|forwarded) |{_OTHER})(?:(?:down|on|through|directly|unchanged|as is|along) )*"
    r"to (?:the )?(?P<command>[a-z][\w.+-]*(?: [a-z][\w-]*)??)(?:\(\d\w?\))?(?: (?:program|command|script|utility))?"
    r"(?:,? \(?see [^,;]*?\)?)?(?: that [a-z ]+)?\.?"
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What a sentence hands on: to which command, and as which option; empty where that is called the same there."""

    command: str
    option: str = ""


def handed(text: str) -> Handed | None:
    """What the sentence that opens an entry hands on; None where it says more of the option than that.

    >>> handed("This flag is passed to the otter weigh program.")
    Handed(command='otter weigh', option='')
    >>> handed("Pass -k to mapfold, see mapfold(1).")
    Handed(command='mapfold', option='-k')
    """
    found = _HANDED.fullmatch(text.replace("`", "").strip())
    return Handed(found["command"], found["option"] or "") if found else None


def handovers(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[tuple[str, Chunk, Chunk]]:
    """The command that is handed an option, the chunk that says so, and the chunk that tells of the option there.

    Args:
        pages: the chunks of each document.
    """
    homes: defaultdict[tuple[str, str], list[Chunk]] = defaultdict(list)
    handing: list[tuple[Handed, OptionEntry]] = []
    for chunks in commands(pages).values():
        command = command_of(chunks)
        name = command.name.replace("-", " ") if command is not None else ""
        for entry in (each for chunk in chunks for each in entries_of(chunk)):
            for option in sorted(entry.options) if name else ():
                homes[name, option].append(entry.chunk)
            if (found := handed(entry.text)) is not None:
                handing.append((found, entry))
    for found, entry in handing:
        for option in (found.option,) if found.option else sorted(entry.options):
            for home in homes[found.command.replace("-", " "), option]:
                yield found.command, entry.chunk, home
