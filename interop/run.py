"""Each tool reads what kgsynth exports for it: one environment a tool, its own loader, its texts compared with ours.

python interop/run.py              all tools
python interop/run.py ragas beir   only these
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / ".interop"
VERSIONS = HERE / "versions.json"
DOCUMENT = ROOT / "docs" / "exports.md"
BEGIN, END = "<!-- interop: begin -->\n", "<!-- interop: end -->\n"
CORPUS = ROOT / "fixtures" / "handbook"

CHECKS = {  # check -> the requirements of its environment, and how the tool reads
    "ragas": ("ragas", "`EvaluationDataset.from_jsonl`, `Testset.from_list`"),
    "deepeval": ("deepeval", "`EvaluationDataset.add_goldens_from_json_file`"),
    "giskard": ("giskard", "`QATestset.load`"),
    "langsmith": ("langsmith", "`ExampleCreate`; no server was asked"),
    "llamaindex": ("llamaindex", "`LabelledRagDataset.from_json`"),
    "promptfoo": ("promptfoo", "`promptfoo validate`, `promptfoo eval`"),
    "beir": ("search", "`GenericDataLoader.load`, `EvaluateRetrieval.evaluate`"),
    "trec": ("trec", "`ir_measures.read_trec_qrels`, `calc_aggregate`"),
    "huggingface": ("huggingface", "`datasets.load_dataset`, pandas"),
    "sentence_transformers": ("search", "`load_dataset`, `MultipleNegativesRankingLoss`"),
}
EXPORTS = {  # file or folder -> arguments of `kgsynth export`
    "ragas.jsonl": ("ragas",),
    "ragas-testset.jsonl": ("ragas-testset",),
    "deepeval.json": ("deepeval",),
    "giskard.jsonl": ("giskard",),
    "langsmith.json": ("langsmith",),
    "langsmith.csv": ("langsmith-csv",),
    "llamaindex.json": ("llamaindex",),
    "promptfoo.yaml": ("promptfoo",),
    "beir": ("beir",),
    "trec": ("trec",),
    "huggingface-plain": ("huggingface", "--plain"),
    "triplets.jsonl": ("sentence-transformers",),
    "table.csv": ("csv",),
}
OF_THE_CORPUS = {
    "beir-corpus": ("beir", "--corpus", str(CORPUS)),
    "beir-100": ("beir", "--corpus", str(CORPUS), "--chunk-tokens", "100"),
    "trec": ("trec", "--corpus", str(CORPUS)),
    "triplets.jsonl": ("sentence-transformers", "--corpus", str(CORPUS)),
}
QUIET = {
    "DEEPEVAL_TELEMETRY_OPT_OUT": "YES",
    "GSK_DISABLE_ANALYTICS": "True",
    "HF_HUB_OFFLINE": "1",
    "PYTHONUTF8": "1",
    "RAGAS_DO_NOT_TRACK": "true",
    "TQDM_DISABLE": "1",
}


def main(names: list[str]) -> int:
    """Run the checks; 1 if one failed."""
    unknown = sorted(set(names) - set(CHECKS))
    if unknown:
        sys.exit(f"no check {unknown[0]!r}: there are {', '.join(CHECKS)}")
    sets = list(test_sets())
    outcomes = {name: checked(name, sets) for name in names or CHECKS}
    write_down({name: version for name, version in outcomes.items() if version})
    return 0 if all(outcomes.values()) else 1


def test_sets() -> Iterator[Path]:
    """Two test sets with their exports: one of the handbook, and one that is made to be hard to write."""
    shutil.rmtree(WORK / "sets", ignore_errors=True)
    for name in ("handbook", "hard"):
        folder = WORK / "sets" / name
        folder.mkdir(parents=True)
        if name == "hard":
            shutil.copy(HERE / "hard.jsonl", folder / "eval.jsonl")
        else:
            kgsynth("generate", str(CORPUS), "-n", "20", "-o", str(folder / "eval.jsonl"), "--quiet")
        for target, arguments in (EXPORTS | (OF_THE_CORPUS if name == "handbook" else {})).items():
            export(folder, target, *arguments)
        yield folder


def export(folder: Path, target: str, form: str, *options: str, python: Path = Path(sys.executable)) -> None:
    """One export of a test set."""
    output = str(folder / target)
    kgsynth("export", str(folder / "eval.jsonl"), "--to", form, "-o", output, "--quiet", *options, python=python)


def kgsynth(*arguments: str, python: Path = Path(sys.executable)) -> None:
    """Run the command line."""
    subprocess.run([str(python), "-m", "kgsynth", *arguments], cwd=ROOT, check=True)


def checked(name: str, sets: list[Path]) -> str | None:
    """The tool that read all sets, with its version; None if it did not, or cannot be installed."""
    requirements, _ = CHECKS[name]
    python = environment(requirements)
    if python is None:
        print(f"{name}: cannot be installed, see {WORK / requirements}.log")
        return None
    version = None
    for folder in sets:
        if name == "huggingface":
            export(folder, "huggingface", "huggingface", python=python)
        version = one_check(name, python, folder)
        if version is None:
            return None
    return version


def one_check(name: str, python: Path, folder: Path) -> str | None:
    """Run a check on one set, and say what it said."""
    command = [str(python), str(HERE / "checks" / f"check_{name}.py"), str(folder)]
    done = subprocess.run(command, env={**os.environ, **QUIET}, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        print(f"{name}, {folder.name}: FAILED\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
        return None
    outcome = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}, {folder.name}, {outcome['tool']}: {outcome['said']}", flush=True)
    return str(outcome["tool"])


def environment(name: str) -> Path | None:
    """The interpreter of an environment with a tool in it, made anew when its requirements have changed."""
    requirements = HERE / "requirements" / f"{name}.txt"
    folder, wanted = WORK / name, hashlib.sha256(requirements.read_bytes()).hexdigest()
    python, marker = folder / "bin" / "python", folder / "installed"
    if marker.exists() and marker.read_text(encoding="utf-8") == wanted:
        return python
    venv.create(folder, with_pip=True, clear=True)
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "-r", str(requirements)]
    with open(WORK / f"{name}.log", "w", encoding="utf-8") as log:
        if subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT).returncode:
            return None
    marker.write_text(wanted, encoding="utf-8")
    return python


def write_down(versions: dict[str, str]) -> None:
    """Keep the versions that were tried, here and in the table of the documents."""
    before = json.loads(VERSIONS.read_text(encoding="utf-8")) if VERSIONS.exists() else {}
    kept = {name: version for name, version in (before | versions).items() if name in CHECKS}
    VERSIONS.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n", encoding="utf-8")
    text = DOCUMENT.read_text(encoding="utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    DOCUMENT.write_text(text[:start] + table(kept) + text[end:], encoding="utf-8")


def table(versions: dict[str, str]) -> str:
    """The versions as the documents show them."""
    rows = [
        f"| {name.replace('_', '-')} | {versions[name]} | {how} |"
        for name, (_, how) in CHECKS.items()
        if name in versions
    ]
    return "\n".join(["| formats of | read with | by |", "|---|---|---|", *rows]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
