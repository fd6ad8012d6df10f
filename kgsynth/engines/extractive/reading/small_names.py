"""Sentences -> their parses, where the name of what a corpus is about is spelt without a capital.

A parser takes ``otterd closes the sluice`` for a heap of nouns; it knows what to do with "Linux closes the sluice".
So it is shown that, and the words are put back.
"""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kgsynth.language.pipelines import parsed

_KNOWN = "Linux"  # what any pipeline takes for a name


def parsed_with(pipeline: Language, texts: Iterable[str], name: str) -> dict[str, Doc]:
    """The parse of each of some texts.

    Args:
        name: what they are about; of no account where it has a capital, or is empty.
    """
    texts = list(texts)
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        return dict(zip(texts, parsed(pipeline, texts), strict=True))
    small = re.compile(rf"(?<![\w./@$-]){name}(?![\w/=@-]|\.\w)")
    shown = [text if _KNOWN in text else small.sub(_KNOWN, text) for text in texts]
    docs = zip(texts, shown, parsed(pipeline, shown), strict=True)
    return {text: doc if text == instead else _put_back(doc, name) for text, instead, doc in docs}


def _put_back(doc: Doc, name: str) -> Doc:
    """A parse with the name in the place of what stood for it."""
    own = Doc(
        doc.vocab,
        words=[name if token.text == _KNOWN else token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[name if token.text == _KNOWN else token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )
    own.user_data |= doc.user_data
    return own
