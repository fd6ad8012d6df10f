"""The front of a page of a command -> what its NAME line says that the command is for, however short that is.

"otter-mend - Mend nets" is no question of its own, but tells the command from "otter-load - Load nets or sails".
"""

import re

from kgsynth.engines.extractive.facts import Form, Purpose
from kgsynth.engines.extractive.fragments import is_self_contained
from kgsynth.engines.extractive.naming import Name, spoken
from kgsynth.engines.extractive.wording import bare, lower_first, sentence
from kgsynth.language.bundled import verb_lemma
from kgsynth.manuals import command_of
from kgsynth.types import Chunk, Span

_LONGEST = 16  # words
_NO_COMMAND = re.compile(r"\([2-57]\w?\)")  # the section of a manual page


def name_line(chunk: Chunk, subject: str) -> Purpose | None:
    """What a command does, as the line with its name says; None where that opens with no verb, or goes on and on."""
    command = command_of([chunk]) if not _NO_COMMAND.search(chunk.title) else None
    told = bare(command.task.split("\n")[0]) if command is not None else ""
    start = chunk.text.find(told) if told else -1
    first = told.partition(" ")[0].lower()
    if command is None or start < 0 or verb_lemma(first, "VB") != first or re.search(r"\betc\b|[`*(]", told):
        return None
    action = lower_first(told)
    if not is_self_contained(action, longest=_LONGEST):
        return None
    line = chunk.text.rfind("\n", 0, start) + 1
    proof = Span(chunk.document_id, chunk.span.start + line, chunk.span.start + start + len(told))
    name = Name(spoken(command.name, subject), "command")
    return Purpose(chunk, (proof,), name, action, Form.BASE, sentence(action))
