"""Question -> whether it is of one step on a way through windows, which nobody asks for without the way."""

import re

_PRESSED = re.compile(
    r"\b(?:click|press|tick|hit|tap|check|untick|uncheck|choos|select|push)(?:s|es|ing|ed)?\b(?: on| in)? (?P<what>.+)"
)
_CONTROL = re.compile(
    r"\b(?:button|icon|checkbox|check box|menu|tab|link|arrow|OK|Next|Finish|Cancel|Apply|Close|Save)\b"
)
_SHOWN = re.compile(
    r"\b(?:when|after|once|if)\b[^,?]*\b(?:dialog|window|screen|page|box|assistant|prompt|view|panel)\b[^,?]*\b"
    r"(?:appears?|opens?|pops? up|comes? up|is (?:shown|displayed|opened))\b|"
    r"^What (?:should|must|can|do) you do (?:when|after|once|if) you\b.*\b(?:window|dialog|screen)\b"
)


def is_a_step_between(question: str) -> bool:
    """Whether it asks what comes of a click, or what to do when a window has come up.

    >>> is_a_step_between("What happens when you click the OK button?")
    True
    >>> is_a_step_between("How do you open the Otter tab?")
    False
    """
    pressed = _PRESSED.search(question)
    return _SHOWN.search(question) is not None or (
        pressed is not None and _CONTROL.search(pressed["what"]) is not None and _ASKS_ON.match(question) is not None
    )


_ASKS_ON = re.compile(r"^(?:In [^,]+, |With [^,]+, )?[Ww]hat (?:does|do|happens|should|can|will|must)\b")
