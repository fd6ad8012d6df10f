"""The benchmark of yield counts what prose gives apart from what structure gives."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "yield.py"
SAID = "Kelm Mora is a distribution specializing in tide prediction for small harbours. "
FILLER = "It was first shown to the public on a wet and windy day, and the harbour masters were glad to see it there."
LIST = "\n\n## Glossary\n\nTide bell\n: The bell that rings when the gates of a harbour close.\n"


def benchmark() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("yield_benchmark", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_prose_and_structure_are_counted_apart(tmp_path: Path) -> None:
    """One long paragraph, and a glossary: what the glossary gives does not raise the rate."""
    (tmp_path / "one.md").write_text(f"# Systems\n\n{SAID}{FILLER}\n{LIST}\n", encoding="utf-8")
    script = benchmark()
    found = script.measured(tmp_path, 100, 0)
    prose = sum(count for (block, _), count in found.accepted.items() if block == script.PROSE)
    assert found.paragraphs == 1
    assert prose >= 1
    assert found.rate == prose
    assert sum(found.ends.values()) == 1
    assert any(block != script.PROSE for block, _ in found.accepted)


def test_lists_of_links_and_code_are_no_prose(tmp_path: Path) -> None:
    """A paragraph that is mostly links, however long, is not counted."""
    links = " ".join(f"[the harbour of Stroma {n}](h{n}.md)" for n in range(9))
    (tmp_path / "one.md").write_text(f"# Links\n\n{links}\n", encoding="utf-8")
    assert benchmark().measured(tmp_path, 100, 0).paragraphs == 0


def test_a_paragraph_that_is_said_again_counts_once(tmp_path: Path) -> None:
    """Two pages share a paragraph word for word, though its lines are cut elsewhere, and one has another beside it."""
    again = FILLER.replace(" public ", "\npublic ")
    (tmp_path / "one.md").write_text(f"# Bells\n\n{FILLER}\n", encoding="utf-8")
    (tmp_path / "two.md").write_text(f"# Gates\n\n{again}\n\n{SAID}{FILLER}\n", encoding="utf-8")
    found = benchmark().measured(tmp_path, 100, 0)
    assert found.paragraphs == 2
    assert sum(found.ends.values()) == 2


FOLDS = "`mapfold` is the program that folds the charts of harbours. "
LOGS = "`mapfold` keeps a log of all of its deeds in `/var/log/folds.log`. "


def test_questions_over_two_passages_are_counted_beside(tmp_path: Path) -> None:
    """They need both pages, are no part of the rate, and add to that of all."""
    for name, text in (("Charts", FOLDS), ("Logs", LOGS)):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n{text}{FILLER}\n", encoding="utf-8")
    script = benchmark()
    found = script.measured(tmp_path, 100, 0)
    assert found.several == {"bridge": 1}
    assert found.rate_of_all == found.rate + 1 / found.paragraphs
    assert any("over several chunks of prose: 1" in line for line in script.table(found))
