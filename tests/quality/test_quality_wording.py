"""Variety and wording: hand-made sets with known numbers, in scripts with blanks and without."""

from collections import Counter
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_samples import corpus, sample

from kgsynth.language.words import content_words
from kgsynth.pipeline import build
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.likeness import common_words, in_one_space, mean_cosine
from kgsynth.report.quality.sentences import random_sentences, sentences_of
from kgsynth.report.quality.variety import _distinct_in, closing, opening, variety
from kgsynth.report.quality.wording import longest_run, share_in_evidence, share_in_sentence, wording
from kgsynth.subject import subject_of

THAI = "ห้องเย็นที่หนึ่งเก็บทุเรียนได้สิบสองตัน"
KOREAN = "케스트렐 서버는 8080 포트에서 요청을 기다립니다."


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What is the default value of x?", "what is", "of x"),
        ("  “What's” the -v option (of git)?", "what's the", "of git"),
        ("Why?", "why", "why"),
        ("기본 포트는 무엇입니까?", "기본 포트는", "포트는 무엇입니까"),
        ("ห้องเย็นคืออะไร?", "ห้อง", "ะไร"),
        ("默认端口是什么？", "默认端口", "口是什么"),
        ("", "", ""),
    ],
)
def test_an_opening_is_two_words_or_four_characters(question: str, first: str, last: str) -> None:
    """Folded and without punctuation; the end likewise, where Korean and Thai have their question words."""
    assert opening(question) == first
    assert closing(question).endswith(last)


def test_openings_are_counted() -> None:
    """Three different ones of four, and the most common has half."""
    questions = ["What is A?", "What is B?", "How does C work?", "Why is D?"]
    found = variety([sample(question, answer=question) for question in questions]).openings
    assert (found.distinct.share, found.most_common, found.most_common_share.share) == (0.75, "what is", 0.5)


def test_openings_as_put_are_those_of_the_question_itself() -> None:
    """A greeting is an opening, too, only not of the clean form."""
    found = variety([sample("What is A?", put="Hi there, what is A?"), sample("What is A?", put="whats A")])
    assert found.openings.distinct.count == 1 and found.openings_as_put.distinct.count == 2


@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8), st.data())
def test_the_expected_openings_of_a_draw_are_the_mean_over_all_draws(names: list[str], data: st.DataObject) -> None:
    """By counting every draw there is."""
    drawn = data.draw(st.integers(1, len(names)))
    draws = list(combinations(names, drawn))
    mean = sum(len(set(draw)) for draw in draws) / len(draws) / drawn
    assert _distinct_in(Counter(names), drawn) == pytest.approx(mean, abs=1e-4)


def test_distinct_words_and_pairs() -> None:
    """Li et al.: six different of eight words, five different of six pairs."""
    found = variety([sample("what is red paint"), sample("what is blue glass", answer="x")])
    assert (found.distinct_1, found.distinct_2) == (0.75, round(5 / 6, 4))


def test_the_cosine_of_equal_questions_is_one_and_of_unlike_ones_zero() -> None:
    """Over all pairs; where no question has a content word there is none."""
    assert variety([sample("red paint"), sample("red paint", answer="x")]).mean_cosine == 1.0
    assert variety([sample("red paint"), sample("blue glass")]).mean_cosine == 0.0
    assert variety([sample("what is it"), sample("what is")]).mean_cosine is None
    assert variety([sample("red paint")]).mean_cosine is None


def test_two_groups_of_texts_are_measured_in_one_space() -> None:
    """The same texts are as much alike on either side, and a word of both sides weighs the same in both."""
    texts = ["red paint dries", "red glass breaks", "blue walls fade"]
    found = in_one_space(texts, texts) or (0, 1)
    assert found[0] == found[1] and 0 < found[0] < 1
    assert in_one_space(texts, ["walls"]) is None and in_one_space(["the", "it"], ["of", "to"]) is None


def test_a_word_that_questions_repeat_weighs_less_in_a_space_of_their_own() -> None:
    """Which is why the sentences they are compared with help to make it."""
    questions = ["kelmora paint", "kelmora glass", "kelmora walls", "kelmora doors"]
    beside = in_one_space(questions, ["birds sing", "fish swim", "cats sleep", "dogs bark"])
    assert beside is not None and beside[0] > (mean_cosine(questions)[1] or 1)


def test_what_the_whole_corpus_is_about_makes_nothing_alike() -> None:
    """A word in more than half of many passages is left out of questions and sentences alike; of few it is not."""
    texts = [f"Kelmora {first}olor {first}rumo {first}wold {first}ildo." for first in "bcdfghjklmnpqrstvwxzBCDF"]
    chunks = corpus(*texts).chunks
    assert common_words(chunks) == frozenset(content_words("Kelmora"))
    assert common_words(chunks[:5]) == frozenset()
    asked = [sample("What does Kelmora sing?"), sample("Where does Kelmora sleep?", answer="x")]
    assert variety(asked).mean_cosine != 0.0
    assert variety(asked, corpus(*texts)).mean_cosine == 0.0


def test_the_name_of_a_corpus_makes_nothing_alike_where_a_graph_tells_it(tmp_path: Path) -> None:
    """Questions say it to stand alone, though few of the passages do."""
    for topic in ("herons", "tolls", "reeds", "barges"):
        counted = (f"The keeper counts {topic} below lock {n} by hand. " * 60 for n in range(9))
        parts = (f"## Part {n}\n\n{text}{'We use Kestrelon.' * (n < 3)}" for n, text in enumerate(counted))
        text = "\n\n".join((f"# On {topic}", f"Kestrelon counts {topic}. We use Kestrelon.", *parts))
        (tmp_path / f"{topic}.md").write_text(text)
    graph = build(tmp_path)
    assert subject_of(graph) == "Kestrelon" and "kestrelon" not in common_words(graph.chunks())
    asked = [sample("What does Kestrelon sing?"), sample("Where does Kestrelon sleep?", answer="x")]
    assert variety(asked, Corpus.of_graph(graph)).mean_cosine == 0.0


def test_with_the_documents_their_sentences_are_the_yardstick() -> None:
    """Drawn by the seed; as many as there are questions, where there are so many."""
    texts = [
        f"Number {n} paints walls of colour {n} with brush {n}. Number {n} dries after {n} hours." for n in range(9)
    ]
    samples = [sample("red paint dries slowly"), sample("blue glass breaks quickly")]
    found = variety(samples, corpus(*texts))
    assert found.corpus_sentences == 2 and found.corpus_cosine is not None
    assert variety(samples, corpus(*texts)) == found
    assert variety(samples).corpus_cosine is None


def test_random_sentences_are_prose_and_differ() -> None:
    """No headings, no code, no labels; fewer where there are no more."""
    text = (
        "# Kestrel server of offices\n\nKestrel serves messages in small offices. No.\n\n```\nrun these four words\n```"
    )
    assert random_sentences(corpus(text).chunks, 5, Random(0)) == ["Kestrel serves messages in small offices."]
    assert random_sentences((), 5, Random(0)) == []


def test_near_duplicates_have_the_same_answer() -> None:
    """ROUGE-L 0.83 counts with one answer and not with two."""
    first, second = "Who founded Acme Corporation in 1998?", "Who founded Globex Corporation in 1998?"
    same = variety([sample(first, "Ann Lee"), sample(second, "ann lee."), sample("Who left?", "Ann Lee")])
    assert same.near_duplicates == 1 and len(same.near_duplicate_ids[0]) == 2
    assert variety([sample(first, "Ann Lee"), sample(second, "Bo Ek")]).near_duplicates == 0


def test_words_are_compared_by_their_stems_in_the_best_sentence() -> None:
    """ "defines" and "defined" are one; the sentence with most of the words counts, not their sum."""
    text = "A file defines the port. Another sentence lists the users."
    asked = sample("Which ports are defined for users?", "x", [text])  # port, define, user
    assert share_in_sentence(asked) == pytest.approx(2 / 3)
    assert share_in_evidence(asked) == 1.0


def test_a_question_of_function_words_is_not_measured() -> None:
    """It has no share; and a sample without evidence has the share 0."""
    assert share_in_sentence(sample("What is it?")) is None
    bare = sample().model_copy(update={"evidence": ()})
    assert share_in_sentence(bare) == 0.0 and longest_run(bare) == 0


def test_markup_does_not_cut_a_term_from_its_definition() -> None:
    """A definition, a table row and a list item are read as one sentence each."""
    assert sentences_of("`-v`\n: Report what is `downloaded`. Be quiet.") == [
        "-v Report what is downloaded.",
        "Be quiet.",
    ]
    assert sentences_of("- One thing\n- Another thing") == ["One thing", "Another thing"]
    assert len(sentences_of("| a | b |\n| --- | --- |\n| 1 | 2 |")) == 3
    assert sentences_of("`-v`") == ["-v"] and sentences_of("") == []


def test_runs_of_five_words_are_copies() -> None:
    """Function words count here: a run of five is one, a run of four is none."""
    five = sample("Who says the Kestrel server listens on it?", "x")
    four = sample("Does the Kestrel server listens always?", "x")
    assert (longest_run(five), longest_run(four)) == (5, 4)
    assert wording([five, four]).copied_runs.share == 0.5


def test_a_run_without_blanks_is_counted_in_pairs_of_characters() -> None:
    """Fifteen pairs make a copy in Thai, five do not."""
    short = sample(THAI[:6] + "คืออะไร", "x", [THAI], language="th")
    long = sample(THAI + "ใช่ไหม", "x", [THAI], language="th")
    assert wording([short, long]).copied_runs.count == 1


def test_containment_is_of_the_contexts() -> None:
    """All words, one of two pairs."""
    found = wording([sample("port 8080 listens", "x")]).containment
    assert (found["1"], found["2"], found["3"]) == (1.0, 0.5, 0.0)
    assert "3" not in wording([sample("two words", "x")]).containment


def test_means_are_given_by_type_and_kind() -> None:
    """So that one sees which questions copy."""
    copied = sample("port 8080 of Kestrel", "x", kind="numeric")
    own = sample("blue glass", "x", kind="definition")
    found = wording([copied, own])
    assert found.in_sentence is not None and found.in_sentence.mean == 0.5
    assert found.in_sentence_by_kind == {"numeric": 1.0, "definition": 0.0}
    assert found.in_sentence_by_type == {"single_hop": 0.5}


def test_pointing_is_found_in_three_languages_and_admitted_elsewhere() -> None:
    """In the clean form or as put; a language without patterns is named and not counted."""
    samples = [
        sample("What does this page say?"),
        sample("What is A?", put="What is A in this document?"),
        sample("이 문서의 목적은 무엇입니까?", language="ko", texts=[KOREAN]),
        sample("เอกสารนี้คืออะไร", language="th", texts=[THAI]),
        sample("Which port does Kestrel use?"),
        sample("Welcher Port ist das?", language="de"),
    ]
    found = wording(samples)
    assert (found.deictic.count, found.deictic.of) == (4, 5)
    assert found.deictic_ids == tuple(each.id for each in samples[:4])
    assert found.languages_without_patterns == ("de",)


def test_a_pronoun_without_a_name_is_counted() -> None:
    """In English questions only."""
    found = wording([sample("When was it released?"), sample("When was Kestrel released?"), sample("x", language="ko")])
    assert (found.pronouns.count, found.pronouns.of) == (1, 2)
