"""A block of code that a sentence leads up to -> the commands or the line that it shows, as an answer says them."""

import re

from kgsynth.engines.extractive.reading.sentences_told import PLACEHOLDER
from kgsynth.engines.extractive.wording import upper_first

_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_PROMPT = re.compile(r"^[$%] +(?P<command>\S.*)$")
_ROOT_PROMPT = re.compile(r"^# *(?P<command>[a-z./][\w./+-]*(?: .*)?)$")
_REMARK = re.compile(r"\s+# .*$")
_GOES_ON = re.compile(r"\s*\\\n\s*")
_MADE_UP = re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{7,40}\b|\b(?:my|your)[a-z]*[./:@-]|yourserver|\.\.\.(?=$|\s)|\[\.\.")
_CHOICE = re.compile(r"\S\||\|\S|^-*$|^[\W\d]+$")
_MOST_COMMANDS, _LONGEST = 3, 90  # commands of an answer; characters of one
_LEAD = re.compile(
    r"^(?:Then|Now|Next|Finally|Alternatively|Optionally|So|For example|For instance|Also|However|And|But|Again|Or|"
    r"Here)\b,? +"
)
_ENDS_OPEN = re.compile(
    r"\b(?:use|run|with|using|running|type|typing|do|via|doing|execute|executing|issue|issuing|enter|entering|saying|"
    r"invoke|invoking|is)$"
)


_NEEDS_CODE = re.compile(
    r"\b(?:following|follows|like (?:this|so|that)|looks? like|like|such as|as in|e\.g|example|this|here|are|be|or|and|"
    r"the commands?|way|with|by|to|of|contents|output|get|see)$|\b(?:following|this command|these commands|look like|"
    r"appropriate)\b|\b(?:modify|change|edit|add|adjust|replace|insert|write|append) "
)
_WE = re.compile(r"^We (?=can |could )")  # a tutorial's "we" are its readers


def without_lead(text: str) -> str:
    """A sentence above a block, without its colon and without the word that ties it to the one before.

    >>> without_lead("Now drain the pond with:")
    'Drain the pond with'
    """
    return _WE.sub("You ", upper_first(_LEAD.sub("", text.strip()))).rstrip(" :;,.")


def ends_open(text: str) -> bool:
    """Whether a sentence ends with the verb or preposition that the code below it belongs to."""
    return _ENDS_OPEN.search(text) is not None


def needs_code(text: str) -> bool:
    """Whether a sentence says nothing whole without the code below it."""
    return ends_open(text) or _NEEDS_CODE.search(text) is not None


def leads_up(text: str) -> bool:
    """Whether a sentence has not ended, so that the code below it is a part of it."""
    return not text.rstrip().endswith((".", "?", "!"))


def commands_in(block: str) -> tuple[str, ...]:
    r"""The commands that are typed at a prompt, or the one line without a prompt; none where it shows more.

    >>> commands_in("$ otter --drain\n3 ponds drained")
    ('otter --drain',)
    """
    lines = _lines(block)
    typed = _typed(lines)
    found = typed or (lines if len(lines) == 1 and not lines[0].startswith("#") else ())
    plain = tuple(_REMARK.sub("", line).strip() for line in found)
    return plain if len(plain) <= _MOST_COMMANDS and all(map(_can_be_told, plain)) else ()


def is_typed(block: str) -> bool:
    """Whether a block shows what is typed at a prompt."""
    return bool(_typed(_lines(block)))


def layout_in(block: str) -> str:
    """The line or two that show how something is laid out; an empty string where it shows more."""
    lines = _lines(block)
    return lines[0] if len(lines) == 1 and _can_be_told(lines[0]) else ""


def _lines(block: str) -> tuple[str, ...]:
    text = _GOES_ON.sub(" ", _FENCE.sub("", block))
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _typed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """What stands behind a prompt; behind the prompt of root only where the first line has one."""
    found = tuple(match["command"] for line in lines if (match := _PROMPT.match(line)))
    if found or not lines or not _ROOT_PROMPT.match(lines[0]):
        return found
    return tuple(match["command"] for line in lines if (match := _ROOT_PROMPT.match(line)))


def _can_be_told(line: str) -> bool:
    """Whether a line is short, and names nothing that was made up for the page alone."""
    return (
        len(line) <= _LONGEST
        and not _MADE_UP.search(line)
        and not PLACEHOLDER.search(line)
        and not _CHOICE.search(line)
    )
