"""A text -> the ISO 639-1 code of its language."""

import re
from functools import cache
from typing import Protocol

DEFAULT = "en"
_SAMPLE = 4_000
_FEWEST_LETTERS = 40
_SURE = 0.9
_CODE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1|`[^`\n]*`|https?://\S+|<[^<>]*>", re.M | re.S)
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af\u1100-\u11ff]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str:
    """By the words where there are enough of them, by the script where not; English where neither tells."""
    sample = _CODE.sub(" ", text[: 4 * _SAMPLE])[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    by_script = next((code for script, code in _SCRIPTS if len(script.findall(sample)) * 3 > letters > 0), DEFAULT)
    if letters < _FEWEST_LETTERS:
        return by_script
    guess, probability = _identifier().classify(sample)
    is_latin = len(_LATIN.findall(sample)) * 2 > letters
    return DEFAULT if is_latin and probability < _SURE else str(guess)


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 6 MB of model: only where it is needed

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
