"""A folder as it should not be: nothing hangs, nothing good is lost, and every refusal has its reason."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kgsynth import Testset, generate
from kgsynth.readers import read_folder
from kgsynth.readers.archive import LARGEST
from kgsynth.readers.files import source_name, walk

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="asks for the special files of POSIX")

EDGE = Path(__file__).parent.parent / "fixtures" / "edge"
DEEP = 10_000
REFUSED = {
    "bomb.docx": "unpacks to",
    "combining.txt": "no words",
    "corrupt.docx": "cut short or damaged",
    "encrypted.pdf": "encrypted",
    "empty.txt": "empty",
    "image-only.pdf": "no text",
    "large.txt": "too large",
    "nested.ipynb": "RecursionError",
    "pipe.txt": "not a regular file",
    "random-bytes.txt": "binary",
    "self.md": "leads nowhere",
    "socket.md": "not a regular file",
    "zero-width.txt": "no words",
}
REFUSED_WITHOUT_RIGHTS = {"locked": "cannot be listed", "secret.md": "Permission denied"}
WITHOUT_ROOT_RIGHTS = """
import ctypes, os, sys
for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP: gone once another program is started
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def test_a_hostile_folder_runs_to_the_end(ran: subprocess.CompletedProcess[str], made: Testset) -> None:
    """With questions of what could be read, and without a traceback."""
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert made.samples


def test_each_refusal_has_its_reason(made: Testset) -> None:
    """And no other file is refused than those that should be."""
    refused = {name: why for name, why in made.manifest.skipped.items() if not why.startswith("near-duplicate of ")}
    expected = {**REFUSED, **(REFUSED_WITHOUT_RIGHTS if _rights_can_be_lost() else {})}
    assert {name: why in refused.get(name, "") for name, why in expected.items()} == dict.fromkeys(expected, True)
    assert refused.keys() == expected.keys()


def test_nothing_good_is_lost(hostile: Path, made: Testset) -> None:
    """Each file is a document, or there is a record of it."""
    files = {source_name(path, hostile) for path in walk(hostile)}
    assert files - made.manifest.documents.keys() - made.manifest.skipped.keys() == set()
    assert {"deep.html", "deep.md", "one-line.txt", "wide.csv", "caf\\xe9.md"} <= made.manifest.documents.keys()


def test_the_evidence_is_what_its_offsets_point_at(hostile: Path, made: Testset) -> None:
    """In the text of the document as it is read again."""
    texts = {document.source: document.text for document in read_folder(hostile)[0]}
    for evidence in (each for sample in made for each in sample.evidence):
        assert texts[evidence.source][evidence.start : evidence.end] == evidence.text


def test_a_name_cannot_speak_to_the_terminal(ran: subprocess.CompletedProcess[str], made: Testset) -> None:
    """Control characters of a name are spelt out wherever it is shown."""
    assert "two\\x0alines\\x1b[31m.md" in made.manifest.documents
    assert "\x1b[31m" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(("name", "language"), [("vaccine-fridge.ko.md", "ko"), ("thai.md", "th")])
def test_a_folder_in_another_script_gives_questions_or_says_why_not(tmp_path: Path, name: str, language: str) -> None:
    """In the language of the documents; each missing one is accounted for."""
    shutil.copy(EDGE / name, tmp_path)
    testset = generate(tmp_path, size=4)
    assert {sample.language for sample in testset} <= {language}
    missing = sum(short.wanted - short.got for short in testset.manifest.shortfalls if short.axis == "query_type")
    assert len(testset) + missing == 4


# ------------------------------------------------------------------------------------------------ the folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything in ``fixtures/edge``, and what a repository cannot hold."""
    folder = tmp_path_factory.mktemp("hostile") / "docs"
    shutil.copytree(EDGE, folder)
    for add in (_add_sizes, _add_depths, _add_special_files, _add_names, _add_letters, _add_formats):
        add(folder)
    return folder


@pytest.fixture(scope="module")
def ran(hostile: Path) -> subprocess.CompletedProcess[str]:
    """The command line over that folder, by somebody who may not read everything."""
    arguments = ["-m", "kgsynth", "generate", str(hostile), "-n", "10", "-o", str(hostile.parent / "out.jsonl")]
    command = [sys.executable, *(["-c", WITHOUT_ROOT_RIGHTS] if _is_root() else []), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    finally:
        (hostile / "locked").chmod(0o700)


@pytest.fixture(scope="module")
def made(ran: subprocess.CompletedProcess[str], hostile: Path) -> Testset:
    """The test set that came of it."""
    assert ran.returncode == 0, ran.stderr
    return Testset.load(hostile.parent / "out.jsonl")


def _is_root() -> bool:
    return os.geteuid() == 0


def _rights_can_be_lost() -> bool:
    return not _is_root() or sys.platform == "linux"


def _add_sizes(folder: Path) -> None:
    with (folder / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    hexadecimal = "".join(f"{number:x}" for number in range(250_000))
    (folder / "one-line.txt").write_text(hexadecimal + " " * 4_000_000 + "end", encoding="utf-8")


def _add_depths(folder: Path) -> None:
    (folder / "deep.html").write_text("<ul><li>item " * DEEP + "</li></ul>" * DEEP, encoding="utf-8")
    markers = "- " * DEEP + "item\n\n" + "> " * DEEP + "said\n\n" + "[" * DEEP + "*" * DEEP + "`" * DEEP
    nested = "\n".join(f"{'  ' * depth}- item" for depth in range(1000))
    (folder / "deep.md").write_text(f"# Depths\n\n{markers}\n\n{nested}\n", encoding="utf-8")


def _add_special_files(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    os.mknod(folder / "socket.md", stat.S_IFSOCK | 0o600)
    (folder / "self.md").symlink_to(folder / "self.md")
    (folder / "empty").mkdir()
    (folder / "empty" / "loop").symlink_to(folder)
    (folder / "secret.md").write_text("# Secret\n\nNobody may read this page.\n", encoding="utf-8")
    (folder / "secret.md").chmod(0)
    (folder / "locked").mkdir(mode=0)


def _add_names(folder: Path) -> None:
    text = "# Page {0}\n\nThe lamp of page {0} is red and stands on shelf {0}.\n"
    (folder / "two\nlines\x1b[31m.md").write_text(text.format(7), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text(text.format(8), encoding="utf-8")
    (folder / ("n" * 240 + ".md")).write_text(text.format(9), encoding="utf-8")


def _add_letters(folder: Path) -> None:
    (folder / "combining.txt").write_text("\u0301\u0327\u20dd" * 5000, encoding="utf-8")
    (folder / "zero-width.txt").write_text("\u200b\u200d\u2060 " * 5000, encoding="utf-8")
    (folder / "right-to-left.txt").write_text("\u202e\u200f\u05d0\u05d1 \u0627\u0644\n" * 1000, encoding="utf-8")
    (folder / "surrogates.txt").write_bytes(b"The well \xed\xa0\x80 is nine metres deep.\n" * 20)
    (folder / "marks.md").write_text("\ufeff# Marks\n\nThe \ufeffpump \ufffe runs\x0bby\x0cnight.\u2028It hums.\u0085")


def _add_formats(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(LARGEST + 1), compresslevel=1)
    (folder / "nested.ipynb").write_text('{"cells": ' + "[" * 100_000, encoding="utf-8")
    rows = [",".join(f"{name}{column}" for column in range(1000)) for name in ("head", *"abcdefgh")]
    (folder / "wide.csv").write_text("\n".join(rows), encoding="utf-8")
