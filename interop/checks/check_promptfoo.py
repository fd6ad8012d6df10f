"""promptfoo validates the test cases and runs them, with a provider that echoes and a grader that writes down."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from expected import FOLDER, SAMPLES, same

PROMPTFOO = "promptfoo@0.123.1"
BIN = Path(sys.executable).parent
PREFIX = BIN.parent / "promptfoo"
GRADER = """const fs = require('fs');
module.exports = class {
  id() { return 'local'; }
  async callApi(prompt) {
    fs.appendFileSync('graded.jsonl', JSON.stringify(prompt) + '\\n');
    return { output: JSON.stringify({ category: 'C', reason: 'the same', pass: true, score: 1 }) };
  }
};
"""
CONFIG = {
    "prompts": ["{{question}}"],
    "providers": ["echo"],
    "defaultTest": {"options": {"provider": "file://grader.cjs"}},
    "tests": "file://../promptfoo.yaml",
}


def run(*arguments: str) -> None:
    quiet = {"PROMPTFOO_DISABLE_TELEMETRY": "1", "PROMPTFOO_DISABLE_UPDATE": "1", "PROMPTFOO_CONFIG_DIR": str(work)}
    path = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PROMPTFOO_DISABLE_REMOTE_GENERATION": "true"}
    done = subprocess.run(arguments, cwd=work, env={**os.environ, **quiet, **path}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


work = FOLDER / "promptfoo"
shutil.rmtree(work, ignore_errors=True)
work.mkdir()
entry = PREFIX / "node_modules/promptfoo/dist/src/entrypoint.js"
if not entry.exists():
    run(str(BIN / "npm"), "install", "--prefix", str(PREFIX), "--no-audit", "--no-fund", "--ignore-scripts", PROMPTFOO)
(work / "grader.cjs").write_text(GRADER, encoding="utf-8")
(work / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
run(str(BIN / "node"), str(entry), "validate", "-c", "config.json")
run(
    str(BIN / "node"),
    str(entry),
    "eval",
    "-c",
    "config.json",
    "--no-cache",
    "--no-write",
    "--no-table",
    "-o",
    "out.json",
)

found = json.loads((work / "out.json").read_text(encoding="utf-8"))["results"]["results"]
results = sorted(found, key=lambda result: result["testIdx"])
same("errors", [result["error"] for result in results if result.get("error")], [])
same("ids", [result["testCase"]["description"] for result in results], [sample["id"] for sample in SAMPLES])
for result, sample in zip(results, SAMPLES, strict=True):
    # One blank before what promptfoo would take for the name of a file to load.
    same("prompt", result["prompt"]["raw"].removeprefix(" "), sample["user_input"])
    same("echo", result["response"]["output"].removeprefix(" "), sample["user_input"])
    same("metadata", result["testCase"]["metadata"]["evidence"], sample["evidence"])
asked = [json.loads(line) for line in (work / "graded.jsonl").read_text(encoding="utf-8").split("\n") if line]
shown = "\n".join(message["content"] for prompt in asked for message in json.loads(prompt))
same("answers that no grader saw", [each["reference"] for each in SAMPLES if each["reference"] not in shown
                                     and each["question_kind"] != "unanswerable"], [])  # fmt: skip
package = json.loads((entry.parents[2] / "package.json").read_text(encoding="utf-8"))
print(
    json.dumps({"tool": f"promptfoo {package['version']}", "said": f"{len(results)} test cases valid, run and graded"})
)
