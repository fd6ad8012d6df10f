"""The converter keeps what `spacy convert` loses: unknown entities, spaces, neighbours."""

from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.convert import convert, grouped, read_docs, read_sentences

CONLLU = """\
# newdoc id = one
# newpar
# sent_id = 1
# ner = yes
1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t2\tnsubj:outer\t_\tNE=B-PERSON
2\tdoes\tdo\tAUX\tVBZ\tGender=Neut|Number=Sing\t0\troot\t_\tNE=O|SpaceAfter=No
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t2\tadvmod\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tNE=O

# sent_id = 2
1\tStop\tstop\tVERB\tVB\tMood=Imp\t0\troot\t_\t_

# newpar
# sent_id = 3
1\tGo\tgo\tVERB\tVB\tMood=Imp\t0\troot\t_\t_

# newdoc id = two
# sent_id = 4
# ner = yes
1\tNew\t_\t_\t_\t_\t_\t_\t_\tNE=B-LOC
2\tYork\t_\t_\t_\t_\t_\t_\t_\tNE=I-LOC
3\trains\t_\t_\t_\t_\t_\t_\t_\tNE=O
"""


def docs(tmp_path: Path, text: str = CONLLU) -> list[Doc]:
    path = tmp_path / "tiny.conllu"
    path.write_text(text, encoding="utf-8")
    return list(read_docs(path, Vocab()))


def test_unknown_is_not_outside(tmp_path: Path) -> None:
    """A token without `NE=`, or in a sentence without entity annotation, has no entity status."""
    first = docs(tmp_path)[0]
    assert [token.ent_iob_ for token in first] == ["B", "O", "", "O", ""]
    assert [(span.text, span.label_) for span in first.ents] == [("Ada", "PERSON")]


def test_spaces_are_those_of_the_text(tmp_path: Path) -> None:
    assert docs(tmp_path)[0].text == "Ada doesn't. Stop "


def test_rare_labels_and_features_are_reduced(tmp_path: Path) -> None:
    first = docs(tmp_path)[0]
    assert [token.dep_ for token in first] == ["nsubj", "ROOT", "advmod", "punct", "ROOT"]
    assert str(first[1].morph) == "Number=Sing"


def test_heads_stay_inside_their_sentence(tmp_path: Path) -> None:
    first = docs(tmp_path)[0]
    assert [token.head.i for token in first] == [1, 1, 1, 1, 4]
    assert [sentence.text for sentence in first.sents] == ["Ada doesn't.", "Stop"]


def test_neighbours_share_a_doc_until_the_paragraph_ends(tmp_path: Path) -> None:
    assert [doc.text.split() for doc in docs(tmp_path)] == [
        ["Ada", "doesn't.", "Stop"],
        ["Go"],
        ["New", "York", "rains"],
    ]


def test_a_group_is_never_larger_than_asked() -> None:
    assert [len(group) for group in grouped(read_sentences(CONLLU), size=1)] == [1, 1, 1, 1]


def test_a_sentence_with_names_alone_has_no_tags_and_no_tree(tmp_path: Path) -> None:
    """An empty feature string would be learnt as "no features": nothing may be set."""
    last = docs(tmp_path)[-1]
    assert [(span.text, span.label_) for span in last.ents] == [("New York", "LOC")]
    assert not any(last.has_annotation(name) for name in ("POS", "TAG", "MORPH", "LEMMA", "DEP"))


def test_documents_rich_in_entities_can_count_twice(tmp_path: Path) -> None:
    source = tmp_path / "tiny.conllu"
    source.write_text(CONLLU, encoding="utf-8")
    convert(source, tmp_path / "tiny.spacy", repeat_entities=2)
    texts = [doc.text.strip() for doc in DocBin().from_disk(tmp_path / "tiny.spacy").get_docs(Vocab())]
    assert texts == ["Ada doesn't. Stop"] * 2 + ["Go"] + ["New York rains"] * 2
