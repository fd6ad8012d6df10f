"""Text -> an estimate of its length in tokens, so that a page and its translation come out about as long.

The characters per token are those of common multilingual tokenisers, rounded; Hangul was set so that a Korean
translation counts as much as its English original.
"""

import math
import re

_PER_CHARACTER = 1 / 4
_DENSE = re.compile(
    r"(?P<hangul>[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]+)"
    r"|(?P<han>[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+)"
    r"|(?P<thai>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+)"
)
_DENSE_PER_CHARACTER = {"hangul": 1 / 1.65, "han": 1 / 1.3, "thai": 1 / 2.2}


def estimate_tokens(text: str) -> int:
    """About how many tokens a language model would count."""
    tokens = len(text) * _PER_CHARACTER
    if not text.isascii():
        for run in _DENSE.finditer(text):
            tokens += (run.end() - run.start()) * (_DENSE_PER_CHARACTER[run.lastgroup or ""] - _PER_CHARACTER)
    return math.ceil(tokens)
