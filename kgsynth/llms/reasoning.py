"""A reply -> what the model says in it, without what it thought aloud."""

import re

_NAMES = "(?:think|thinking|thought|reasoning|reflection|scratchpad|analysis)"
_OPEN = rf"(?:<{_NAMES}\b[^<>]*>|\[THINK\]|◁think▷)"
_CLOSE = rf"(?:</{_NAMES}>|\[/THINK\]|◁/think▷)"
_BLOCK = re.compile(rf"(?:\A|\n)\s*{_OPEN}.*?{_CLOSE}", re.DOTALL | re.IGNORECASE)
_UNCLOSED = re.compile(rf"\A\s*{_OPEN}.*\Z", re.DOTALL | re.IGNORECASE)
_UNOPENED = re.compile(rf"\A.*?(?:\n\s*{_CLOSE}|{_CLOSE}\s*(?=[\n{{\[`]|\Z))", re.DOTALL | re.IGNORECASE)
_CHANNELS = re.compile(
    r"<\|channel\|>\s*(\w+)[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>(.*?)(?=<\|\w+\|>|\Z)", re.DOTALL
)
_BARE_CHANNELS = re.compile(r"\Aanalysis.*?assistantfinal(?:\s*json)?", re.DOTALL)


def without_reasoning(text: str) -> str:
    """A reply without what the model thought aloud before it.

    Only blocks that open a line count: an answer may be about the tag ``<think>``.
    """
    clean = _BARE_CHANNELS.sub("", _final_channel(text)).strip()
    if clean.startswith(("{", "[{", "```")):
        return clean
    clean = _UNCLOSED.sub("", _BLOCK.sub("\n", clean))
    return _UNOPENED.sub("", clean).strip()


def _final_channel(text: str) -> str:
    channels = _CHANNELS.findall(text)
    if not channels:
        return text
    return "".join(said for name, said in channels if name.lower() == "final")
