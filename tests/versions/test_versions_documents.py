"""A test set whose documents change: what is told of it, and what becomes of it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from _versions import SIZE, Project, copy_of, make_project, run

from kgsynth import Document, Sample, Settings, Testset
from kgsynth.checks.duplicates import QuestionAnswer, duplicates
from kgsynth.chunking import chunk
from kgsynth.errors import SettingsError
from kgsynth.pipeline import refresh
from kgsynth.readers import read_folder
from kgsynth.testing import FakeOpenAI
from kgsynth.versions import Check, Standing, check, diff
from kgsynth.versions.replacing import drafts_of

NEW = """# Otter 5

The Otter 5 is a vibration sensor for compressors, pumps and cold-room fans.

| Attribute | Value |
| --- | --- |
| Battery life | 18 months |
| Weight | 120 g |
| Built in | Braga |
| Launch date | 3 March 2025 |

## How it works

The Otter 5 measures vibration on three axes because a failing bearing shakes in all of them. The Otter 5 is sold
through Bracken Cold Chain. Readings are kept in the sensor for 12 days if the gateway is away.
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Nobody changes it."""
    return make_project(tmp_path_factory.mktemp("versions"))


@pytest.fixture
def project(original: Project, tmp_path: Path) -> Project:
    """A copy to change."""
    return copy_of(original, tmp_path)


def ids(report: Check, standing: Standing) -> set[str]:
    return {each.sample.id for each in report.of(standing)}


def checked(project: Project) -> Check:
    return check(project.testset(), project.docs)


def documents_of(project: Project) -> dict[str, Document]:
    return {document.source: document for document in read_folder(project.docs)[0]}


def require_true_pointers(samples: tuple[Sample, ...], project: Project) -> None:
    """Each stretch of evidence is what its document has there, and stands in the chunks that the sample names."""
    documents = documents_of(project)
    chunks = {each.id: each.text for document in documents.values() for each in chunk(document)}
    for sample in samples:
        for each in sample.evidence:
            document = documents[each.source]
            assert (document.id, document.text[each.start : each.end]) == (each.document_id, each.text)
            assert any(each.text in context for context in sample.reference_contexts)
        assert [chunks[each] for each in sample.reference_context_ids] == list(sample.reference_contexts)
        assert {end for edge in sample.path for end in (edge.source, edge.target)} <= set(sample.reference_context_ids)
        assert set(sample.documents) == {each.source for each in sample.evidence}


# -------------------------------------------------------------------------------------------------- check


def test_a_set_of_unchanged_documents_is_fresh(project: Project) -> None:
    """Status 0, nothing listed, and no file written."""
    done = run("check", project.file, project.docs)
    assert done.returncode == 0, done.stderr
    assert f"{SIZE} samples: {SIZE} fresh, 0 moved, 0 stale" in done.stdout
    assert "Stale" not in done.stdout and "Documents" not in done.stdout
    assert len(list(project.file.parent.glob("*"))) == 3


def test_a_changed_passage_makes_its_samples_stale(project: Project) -> None:
    """Status 1; the reason and what stands there now are told, and the set can be saved with flags."""
    sample, evidence = project.single()
    words = evidence.text.split(" ")
    altered = " ".join([*words[:-1], "otherwise", words[-1]])
    project.change(evidence.source, lambda text: text.replace(evidence.text, altered))
    marked = project.file.with_name("marked.jsonl")
    done = run("check", project.file, project.docs, "--show", "50", "-o", marked)
    assert done.returncode == 1, done.stderr
    assert f"{evidence.source}: text changed" in done.stdout and "% alike" in done.stdout
    flagged = {each.id for each in Testset.load(marked) if "stale" in each.flags}
    assert sample.id in flagged
    told = run("check", marked, project.docs, "--format", "json")
    assert told.returncode == 1
    stale = {each["id"] for each in told.json()["samples"] if each["standing"] == "stale"}
    assert stale == flagged and told.json()["documents"]["changed"] == [evidence.source]
    (entry,) = [each for each in told.json()["samples"] if each["id"] == sample.id]
    assert entry["reasons"] == ["text_changed"] and "otherwise" in entry["evidence"][0]["nearest"]["text"]


def test_a_flag_goes_when_the_passage_is_back(project: Project) -> None:
    """Marking says what is so, not what was so once."""
    first, *rest = project.testset().samples
    wrong = Testset((first.model_copy(update={"flags": ("conflict", "stale")}), *rest), (), project.testset().manifest)
    marked = check(wrong, project.docs).marked()
    assert marked[0].flags == ("conflict",) and marked[1:] == tuple(rest)


def test_a_deleted_document_makes_every_sample_of_it_stale(project: Project) -> None:
    """Also those over several passages, of which one is gone."""
    sample = project.multi()
    (project.docs / sample.documents[0]).unlink()
    report = checked(project)
    assert ids(report, Standing.STALE) == project.asking_of(sample.documents[0])
    assert sample.id in ids(report, Standing.STALE)
    assert all(each.reasons == ("document_gone",) for each in report.of(Standing.STALE))
    assert report.documents.gone == (sample.documents[0],)


def test_a_document_that_cannot_be_read_is_no_document(project: Project) -> None:
    """Its samples are stale, and the reader's reason is told."""
    _, evidence = project.single()
    (project.docs / evidence.source).write_bytes(bytes(range(256)) * 20)
    report = checked(project)
    assert ids(report, Standing.STALE) == project.asking_of(evidence.source)
    assert {each.reasons for each in report.of(Standing.STALE)} == {("document_unreadable",)}
    assert report.documents.unreadable == {evidence.source: "binary, not text"}


def test_what_moved_is_found_and_pointed_at(project: Project) -> None:
    """A renamed file, other line ends, another front matter, a paragraph at the top and one in the midst."""
    sources = sorted(source for source in documents_of(project) if source.endswith(".md"))
    renamed, crlf, fronted, topped, amid = (sources[number::5] for number in range(5))
    for source in renamed:
        (project.docs / source).rename((project.docs / source).with_suffix(".markdown"))
    for source in crlf:
        project.change(source, lambda text: text.replace("\n", "\r\n"))
    for source in fronted:
        project.change(source, lambda text: text.replace("---\n", "---\nreviewed: by nobody yet\n", 1))
    for source in topped:
        project.change(source, lambda text: text.replace("\n# ", "\nA word in front of it all.\n\n# ", 1))
    for source in amid:
        project.change(source, lambda text: text.replace("\n## ", "\nA word that was forgotten.\n\n## ", 1))
    report = checked(project)
    assert ids(report, Standing.STALE) == set()
    assert ids(report, Standing.MOVED) >= project.asking_of(*renamed, *topped) != set()
    assert len(report.documents.renamed) == len(renamed)
    assert set(report.documents.changed) == {*crlf, *fronted, *topped, *amid}
    refreshed = refresh(project.testset(), project.docs)
    assert (refreshed.replaced, refreshed.added, refreshed.short, refreshed.changed) == (0, 0, 0, True)
    require_true_pointers(refreshed.testset.samples, project)
    for old, new in zip(project.testset(), refreshed.testset, strict=True):
        said = ("id", "user_input", "clean_user_input", "reference", "hops", "question_kind", "difficulty", "entities")
        assert all(getattr(old, name) == getattr(new, name) for name in said)
    assert check(refreshed.testset, project.docs).counts[Standing.FRESH] == SIZE


def test_new_documents_are_told(project: Project) -> None:
    """By the manifest; without one nobody knows which are new, and the rest works all the same."""
    (project.docs / "products" / "otter-5.md").write_text(NEW, encoding="utf-8")
    assert checked(project).documents.new == ("products/otter-5.md",)
    project.file.with_name("eval.manifest.json").unlink()
    report = checked(project)
    assert report.documents.new == () and report.counts[Standing.FRESH] == SIZE


def test_two_passages_that_became_one_are_no_two_hops(project: Project) -> None:
    """Found both, and yet the sample is no longer what it says."""
    sample = project.multi()
    kept = documents_of(project)[sample.documents[0]]
    lines = "\n".join(each.text for each in sample.evidence)
    for source in sample.documents:
        (project.docs / source).unlink()
    contexts = "\n\n".join(context.partition("\n")[2] for context in sample.reference_contexts)
    (project.docs / kept.source).write_text(f"# Both\n\n{lines}\n", encoding="utf-8")
    report = checked(project)
    (verdict,) = [each for each in report.verdicts if each.sample.id == sample.id]
    assert contexts and verdict.standing is Standing.STALE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "eval.jsonl", "nowhere"], "nowhere"),
        (["check", "eval.jsonl", "docs", "-o", "marked.xml"], ".jsonl, .json, .csv"),
    ],
)
def test_a_bad_call_is_one_line_and_status_2(project: Project, arguments: list[str], message: str) -> None:
    """And the set is left as it was."""
    before = project.file.read_bytes()
    done = run(*arguments, "--quiet", cwd=project.file.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1 and message in done.stderr
    assert project.file.read_bytes() == before


# ------------------------------------------------------------------------------------------------ refresh


def test_nothing_stale_leaves_the_set_alone(project: Project) -> None:
    """It says so, and no byte of set or manifest is written."""
    files = {path: path.read_bytes() for path in project.file.parent.glob("eval*")}
    done = run("refresh", project.file, project.docs)
    assert done.returncode == 0, done.stderr
    assert f"{SIZE} kept, 0 moved, 0 replaced, 0 added, 0 short" in done.stdout and "Nothing is stale" in done.stdout
    assert {path: path.read_bytes() for path in project.file.parent.glob("eval*")} == files


@pytest.fixture(scope="module")
def changed(original: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A document deleted, one that is new, a changed passage, and a paragraph in front of another."""
    project = copy_of(original, tmp_path_factory.mktemp("changed"))
    _, evidence = project.single()
    project.change(evidence.source, lambda text: text.replace(evidence.text, "It is not said any more."))
    gone = next(source for source in project.multi().documents if source != evidence.source)
    (project.docs / gone).unlink()
    for source in {each.source for sample in project.testset() for each in sample.evidence} - {gone, evidence.source}:
        if source.endswith(".md"):
            project.change(source, lambda text: text.replace("\n# ", "\nA word in front of it all.\n\n# ", 1))
    (project.docs / "products" / "otter-5.md").write_text(NEW, encoding="utf-8")
    return project


def test_stale_samples_are_replaced_and_the_others_stay(changed: Project, tmp_path: Path) -> None:
    """The command: as many as before, of the same cells; what is kept keeps its id; in place, and twice the same."""
    project = copy_of(changed, tmp_path)
    old, report = project.testset(), checked(project)
    stale = ids(report, Standing.STALE)
    done = run("refresh", project.file, project.docs)
    assert done.returncode == 0, done.stderr
    counts = report.counts
    told = f"{counts[Standing.FRESH]} kept, {counts[Standing.MOVED]} moved, {len(stale)} replaced, 0 added, 0 short"
    assert 0 < len(stale) < SIZE and told in " ".join(done.stdout.split())
    new = project.testset()
    assert [each.id for each in new if each.id in {one.id for one in old}] == [
        each.id for each in old if each.id not in stale
    ]
    assert len(new) == SIZE and not stale & {each.id for each in new}
    require_true_pointers(new.samples, project)
    for cell in ("query_type", "persona_name", "query_style"):
        assert Counter(getattr(each, cell) for each in new) == Counter(getattr(each, cell) for each in old)
    items = [QuestionAnswer.of(draft) for draft in drafts_of(new)]
    assert duplicates(items) == [None] * SIZE
    untouched = {each.sample.id for each in report.verdicts if each.anchored == each.sample}
    lines = changed.file.read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if json.loads(line)["id"] in untouched} <= set(
        project.file.read_text(encoding="utf-8").splitlines()
    )
    assert new.manifest.refreshed["replaced"] == len(stale) and new.manifest.settings["size"] == SIZE
    again = copy_of(changed, tmp_path / "again")
    refresh(again.testset(), again.docs).testset.save(again.file)
    assert again.file.read_bytes() == project.file.read_bytes()


def test_replacements_come_of_new_and_changed_documents_first(changed: Project) -> None:
    """As far as these give what is wanted; additions come of nothing else."""
    report = checked(changed)
    refreshed = refresh(changed.testset(), changed.docs, add=2)
    assert refreshed.added == 2 and len(refreshed.testset) == SIZE + 2
    assert refreshed.testset.manifest.settings["size"] == SIZE + 2
    for sample in refreshed.testset.samples[SIZE:]:
        assert any(each.document_id in report.unseen for each in sample.evidence)
    made = diff(changed.testset(), refreshed.testset).added
    first = [sample for sample in made if any(each.document_id in report.unseen for each in sample.evidence)]
    assert len(first) > len(made) / 2


def test_what_cannot_be_had_is_a_shortfall(project: Project) -> None:
    """Told in the manifest, of the whole set; status 3 where it is strict, and what was found is saved."""
    _, evidence = project.single()
    for source in documents_of(project).keys() - {evidence.source}:
        (project.docs / source).unlink()
    samples = tuple(each for each in project.testset() if each.documents == (evidence.source,))
    Testset(samples, (), project.testset().manifest).save(project.file)
    (project.docs / "products" / "otter-5.md").write_text("# Otter 5\n\nIt comes soon.\n", encoding="utf-8")
    output = project.file.with_name("new.jsonl")
    done = run("refresh", project.file, project.docs, "--add", "3", "-o", output, "--strict", "--format", "json")
    assert done.returncode == 3, done.stderr
    assert done.json()["short"] == 3 and done.json()["kept"] == len(samples)
    new = Testset.load(output)
    assert new.samples == samples
    assert sum(short.wanted - short.got for short in new.manifest.shortfalls) == 3
    for short in new.manifest.shortfalls:
        assert short.got == sum(each.query_type == short.cell for each in samples)


def test_fewer_samples_than_stand_cannot_be_had(project: Project) -> None:
    """What stands is never dropped; and of nothing comes nothing."""
    with pytest.raises(SettingsError, match=f"{SIZE} samples still stand"):
        refresh(project.testset(), project.docs, size=SIZE - 1)
    with pytest.raises(SettingsError, match="--add"):
        refresh(project.testset(), project.docs, add=-1)
    assert not refresh(Testset(()), project.docs).changed


def test_a_model_that_wrote_a_set_goes_on(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the manifest's settings; where no setting names it, that is said before it is too late."""
    monkeypatch.setenv("KGSYNTH_CACHE", str(tmp_path / "replies.sqlite"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    sample, evidence = project.single()
    written = [each.model_copy(update={"engine": "llm", "model": "fake"}) for each in project.testset()]
    project.change(evidence.source, lambda text: text.replace(evidence.text, "It is not said any more."))
    with FakeOpenAI() as server:
        settings = Settings(size=SIZE, llm="openai:fake", base_url=server.base_url, workers=1)
        manifest = project.testset().manifest.model_copy(update={"settings": settings.model_dump(mode="json")})
        refreshed = refresh(Testset(tuple(written), (), manifest), project.docs)
    assert refreshed.replaced == len(ids(refreshed.check, Standing.STALE)) > 0
    made = diff(project.testset(), refreshed.testset).added
    assert {each.engine for each in made} == {"llm"} and sample.id not in {each.id for each in refreshed.testset}
    assert refreshed.testset.manifest.models == {"questions": "fake"}
    with pytest.raises(SettingsError, match="fake wrote this set"):
        refresh(Testset(tuple(written), (), project.testset().manifest), project.docs)
