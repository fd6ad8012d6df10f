"""A folder of CoNLL-U -> one DocBin per file, ready for spaCy's trainer.

`spacy convert` cannot say that a token's entity status is unknown, and it renders "don't" as "do n't".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

GROUP_SIZE = 8

FEATURES = frozenset(
    {"Number", "Person", "Tense", "VerbForm", "Mood", "PronType", "Degree", "Voice"}
    | {"Case", "Poss", "Polarity", "Definite", "NumType"}
)

REDUCED_LABELS = {
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "csubj:pass": "csubj",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "advcl:relcl": "advcl",
    "det:predet": "det",
    "cc:preconj": "cc",
    "list": "parataxis",
    "goeswith": "flat",
    "flat:foreign": "flat",
    "dislocated": "dep",
}


@dataclass(frozen=True, slots=True)
class Token:
    form: str
    lemma: str
    upos: str
    xpos: str
    morph: str
    head: int
    dep: str
    space: bool
    entity: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: tuple[Token, ...]
    document: str
    starts_paragraph: bool
    has_syntax: bool


def reduced_label(label: str) -> str:
    return "ROOT" if label == "root" else REDUCED_LABELS.get(label, label)


def reduced_features(features: str) -> str:
    return "|".join(pair for pair in features.split("|") if pair.partition("=")[0] in FEATURES)


def read_token(line: str, has_entities: bool) -> Token:
    form, lemma, upos, xpos, features, head, dep, misc = (line.split("\t")[i] for i in (1, 2, 3, 4, 5, 6, 7, 9))
    notes = dict(pair.partition("=")[::2] for pair in misc.split("|"))
    return Token(
        form=form,
        lemma="" if lemma == "_" != form else lemma,
        upos="" if upos == "_" else upos,
        xpos="" if xpos == "_" else xpos,
        morph=reduced_features(features),
        head=int(head) if head.isdigit() else 0,
        dep="" if dep == "_" else reduced_label(dep),
        space=notes.get("SpaceAfter") != "No",
        entity=notes.get("NE") if has_entities else None,
    )


def read_sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; each knows its document and whether a paragraph starts with it."""
    document = ""
    for block in filter(None, text.split("\n\n")):
        lines = block.strip("\n").split("\n")
        comments = dict(line[1:].strip().partition(" = ")[::2] for line in lines if line.startswith("#"))
        document = comments.get("newdoc id", document)
        rows = [line for line in lines if line[:1].isdigit() and line.split("\t", 1)[0].isdigit()]
        tokens = tuple(read_token(row, comments.get("ner") == "yes") for row in rows)
        if tokens:
            new = "newpar" in comments or "newdoc id" in comments
            yield Sentence(tokens, document, new, has_syntax=all(token.dep for token in tokens))


def grouped(sentences: Iterable[Sentence], size: int = GROUP_SIZE) -> Iterator[list[Sentence]]:
    """Runs of up to `size` neighbours of one paragraph: seeing them together teaches sentence boundaries."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and (
            len(group) == size
            or sentence.starts_paragraph
            or sentence.document != group[-1].document
            or sentence.has_syntax != group[-1].has_syntax
        ):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def entity_spans(doc: Doc, tags: Sequence[str | None]) -> Iterator[Span]:
    start = 0
    for end in range(1, len(tags) + 1):
        if end == len(tags) or not (tags[end] or "").startswith("I-"):
            tag = tags[start]
            if tag not in (None, "O"):
                yield Span(doc, start, end, label=str(tag)[2:])
            start = end


def make_doc(vocab: Vocab, group: Sequence[Sentence]) -> Doc:
    """One Doc from neighbouring sentences; a token without `NE=` is left unknown, never outside.

    Features are not set at all where there is no syntax: spaCy reads an empty string as "has none" and learns it.
    """
    tokens = [token for sentence in group for token in sentence.tokens]
    offsets = [offset for offset, sentence in sentence_offsets(group) for _ in sentence.tokens]
    has_syntax = group[0].has_syntax
    doc = Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space for token in tokens],
        lemmas=[token.lemma for token in tokens],
        pos=[token.upos for token in tokens],
        tags=[token.xpos for token in tokens],
        morphs=[token.morph for token in tokens] if has_syntax else None,
        heads=[head_index(i, token, offsets[i]) for i, token in enumerate(tokens)] if has_syntax else None,
        deps=[token.dep for token in tokens] if has_syntax else None,
    )
    unknown = [doc[i : i + 1] for i, token in enumerate(tokens) if token.entity is None]
    doc.set_ents(list(entity_spans(doc, [token.entity for token in tokens])), missing=unknown, default="outside")
    return doc


def sentence_offsets(group: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    offset = 0
    for sentence in group:
        yield offset, sentence
        offset += len(sentence.tokens)


def head_index(index: int, token: Token, offset: int) -> int:
    return offset + token.head - 1 if token.head else index


def read_docs(path: Path, vocab: Vocab) -> Iterator[Doc]:
    for group in grouped(read_sentences(path.read_text(encoding="utf-8"))):
        yield make_doc(vocab, group)


def convert(source: Path, target: Path, repeat_entities: int = 1) -> None:
    """Write `target` from the CoNLL-U file `source`; documents with entity annotation count `repeat_entities` times."""
    docs = DocBin(store_user_data=False)
    for doc in read_docs(source, Vocab()):
        for _ in range(repeat_entities if is_entity_rich(doc) else 1):
            docs.add(doc)
    docs.to_disk(target)


def is_entity_rich(doc: Doc) -> bool:
    """Whether most tokens have a known entity status."""
    return 2 * sum(token.ent_iob != 0 for token in doc) > len(doc)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of .conllu files")
    parser.add_argument("target", type=Path, help="folder for the .spacy files")
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    for path in sorted(arguments.source.glob("*.conllu")):
        convert(path, arguments.target / f"{path.stem}.spacy")


if __name__ == "__main__":
    main()
