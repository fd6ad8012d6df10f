"""spaCy's English tokenizer -> one that keeps option names, paths, calls and placeholders whole.

Importing this module registers the callback that `config.cfg` names; the saved pipeline needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_prefix_regex, registry

PATTERNS = (
    r"--?[A-Za-z][\w.-]*(?:=\S*[\w>\]/])?",  # --no-verify, -f, --format=<name>
    r"(?:~|\.{1,2}|\$\w+)?(?:/[\w.+@%$<>{}*~-]*[\w}>*])+/?",  # /etc/fstab, ~/.bashrc, $HOME/bin
    r"\w[\w.+-]*(?:/[\w.+@-]*\w){2,}/?",  # refs/heads/master
    r"\w[\w.+-]*/(?:[\w.+@-]+/)*",  # refs/heads/
    r"\.[A-Za-z][\w.+-]*(?:/[\w.+@-]*\w)*/?",  # .git/config
    r"[A-Za-z_][\w.:]*\(\)",  # fsync()
    r"[A-Za-z][\w.+-]*\(\d[a-z]*\)",  # git-commit(1)
    r"[A-Za-z_][\w.-]*=[\w./:<-]*[\w/>]",  # wal_level=minimal
    r"<[A-Za-z][\w|.-]*>",  # <file>
    r"\$\{?[A-Za-z_]\w*\}?",  # $PGDATA
    r"\w*[A-Za-z0-9]_\w*(?:\.\w+)*",  # pg_hba.conf
)
CODE_TOKEN = re.compile(rf"(?:{'|'.join(PATTERNS)})$")


WORD_OPENERS = {"<": "<(?![A-Za-z])", r"\$": r"\$(?![A-Za-z{])"}  # "<" and "$" stay on "<file>" and "$HOME"


def keep_code_tokens(nlp: Language) -> None:
    """Let the tokenizer of `nlp` stop splitting at a token that looks like code."""
    assert isinstance(nlp.tokenizer, Tokenizer)
    prefixes = [WORD_OPENERS.get(str(prefix), str(prefix)) for prefix in nlp.Defaults.prefixes or ()]
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    nlp.tokenizer.token_match = CODE_TOKEN.match


def technical_tokens() -> Callable[[Language], None]:
    return keep_code_tokens


registry.callbacks.register("kgsynth.technical_tokens.v1", func=technical_tokens)
