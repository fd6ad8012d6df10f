"""Two versions of a set, side by side."""

from pathlib import Path
from typing import Any

from _versions import run
from hypothesis import given
from hypothesis import strategies as st
from records import draft

from kgsynth import Sample, Testset
from kgsynth.gate import Gate
from kgsynth.versions import diff

WORDS = ("port", "queue", "worker", "timeout", "retry", "cache")


def sample(name: str = "port", **changes: Any) -> Sample:
    """A checked sample about one thing."""
    text = f"The {name} of the Kestrel server is set to {len(name)} by default."
    (made,) = Gate([]).judge([draft(f"What is the {name} set to?", f"{len(name)}", text)])
    assert isinstance(made, Sample)
    return made.model_copy(update=changes)


def test_a_set_and_itself_do_not_differ() -> None:
    """Everything is kept, whatever the order."""
    samples = [sample(name) for name in WORDS]
    difference = diff(samples, samples[::-1])
    assert not difference
    assert len(difference.kept) == len(WORDS)


def test_a_change_under_the_same_id_names_its_fields() -> None:
    """Flags and language changed; nothing is added or removed."""
    difference = diff([sample()], [sample(flags=("conflict",), language="de")])
    assert [pair.fields for pair in difference.changed] == [("language", "flags")]
    assert difference and not difference.added and not difference.removed


def test_samples_of_one_set_only_are_added_and_removed() -> None:
    """By their ids."""
    difference = diff([sample("port"), sample("queue")], [sample("queue"), sample("worker")])
    assert [each.user_input for each in difference.added] == ["What is the worker set to?"]
    assert [each.user_input for each in difference.removed] == ["What is the port set to?"]
    assert difference.asked_again == ()


def test_the_same_question_with_another_answer_is_told_as_one() -> None:
    """What differs is the answer, or the text of the evidence, or its place alone."""
    old = sample()
    elsewhere = old.evidence[0].model_copy(update={"start": 7, "end": 7 + len(old.evidence[0].text)})
    reworded = old.evidence[0].model_copy(update={"text": "The port is 4."})
    for changes, told in (
        ({"reference": "5"}, ("answer",)),
        ({"evidence": (reworded,)}, ("evidence",)),
        ({"evidence": (elsewhere,)}, ("place",)),
        ({"reference": "5", "evidence": (reworded,)}, ("answer", "evidence")),
    ):
        (pair,) = diff([old], [sample(id="another", **changes)]).asked_again
        assert pair.changes == told


def test_another_wording_is_told_as_one() -> None:
    """By the clean question under a style, and by answer and evidence under another question."""
    (styled,) = diff([sample()], [sample(id="another", user_input="port set to??")]).asked_again
    assert styled.changes == ("question",)
    other = sample(id="another", user_input="Which port is it?", clean_user_input="Which port is it?")
    (reworded,) = diff([sample()], [other]).asked_again
    assert reworded.changes == ("question",)


def test_each_sample_is_paired_once() -> None:
    """Two removed ones with the same question, one added: one pair."""
    old = [sample(id="one"), sample(id="two")]
    assert len(diff(old, [sample(id="three", reference="5")]).asked_again) == 1


def test_samples_that_share_an_id_are_counted_each() -> None:
    """A file may hold one twice."""
    difference = diff([sample(), sample()], [sample()])
    assert (len(difference.kept), len(difference.removed)) == (1, 1)


@given(
    st.lists(st.sampled_from(WORDS), unique=True), st.lists(st.sampled_from(WORDS), unique=True),
    st.sets(st.sampled_from(WORDS)),
)  # fmt: skip
def test_nothing_is_lost_or_counted_twice(before: list[str], after: list[str], changed: set[str]) -> None:
    """Kept, changed and removed are the old set; kept, changed and added the new one."""
    old = [sample(name) for name in before]
    new = [sample(name, flags=("odd",) if name in changed else ()) for name in after]
    difference = diff(old, new)
    both = [pair.new for pair in difference.changed] + list(difference.kept)
    assert {each.id for each in both} | {each.id for each in difference.removed} == {each.id for each in old}
    assert sorted(each.id for each in (*both, *difference.added)) == sorted(each.id for each in new)
    table = difference.by_kind()
    assert sum(sum(counts.values()) for counts in table.values()) == len(both) + len(
        difference.added + difference.removed
    )


def test_the_command_prints_counts_and_samples(tmp_path: Path) -> None:
    """Status 0, and 1 where that is asked for and they differ; a file that is missing is one line and status 2."""
    old, new = tmp_path / "old.jsonl", tmp_path / "new.json"
    Testset((sample("port"), sample("queue"))).save(old)
    Testset((sample("queue"), sample("worker"), sample("timeout"))).save(new)
    done = run("diff", str(old), str(new), "--show", "1")
    assert done.returncode == 0, done.stderr
    assert "1 kept, 0 changed, 2 added, 1 removed" in done.stdout
    assert "What is the worker set to?" in done.stdout and "timeout" not in done.stdout
    assert "and 1 more" in done.stdout
    quiet = run("diff", str(old), str(new), "--exit-code", "--quiet")
    assert (quiet.returncode, quiet.stdout) == (1, "")
    missing = run("diff", str(old), str(tmp_path / "none.jsonl"))
    assert missing.returncode == 2 and missing.stderr.count("\n") == 1


def test_the_command_speaks_json(tmp_path: Path) -> None:
    """For scripts: counts, kinds and samples."""
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    Testset((sample("port"),)).save(old)
    Testset((sample("port", id="another", reference="5"),)).save(new)
    told = run("diff", str(old), str(new), "--format", "json").json()
    assert told["differs"] is True
    assert told["counts"] == {"kept": 0, "changed": 0, "added": 1, "removed": 1}
    assert told["asked_again"][0]["changes"] == ["answer"]
    same = run("diff", str(old), str(old), "--exit-code", "--format", "json")
    assert same.returncode == 0 and same.json()["differs"] is False
