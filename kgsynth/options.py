"""The options of the command line, each with the words that --help has for it."""

from pathlib import Path
from typing import Annotated

import typer

SHAPE, CORPUS, OUTPUT = "What to ask", "How to read the documents", "Where it goes, and what is said"
MODEL, SPENDING = "With a language model", "What a model may cost"

Source = Annotated[
    Path, typer.Argument(metavar="SOURCE", help="A folder of documents, or one file.", show_default=False)
]
Config = Annotated[
    Path | None,
    typer.Option(
        help="Settings in a TOML, YAML or JSON file; options on the command line win.", rich_help_panel=CORPUS
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        help="Language of every document (en, de, ko, ...). Default: found per document.", rich_help_panel=CORPUS
    ),
]
SpacyModel = Annotated[
    str | None,
    typer.Option(help="An installed spaCy pipeline instead of the bundled English one.", rich_help_panel=CORPUS),
]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of text files. Default: found per file.", rich_help_panel=CORPUS)
]
ChunkTokens = Annotated[
    int | None, typer.Option(help="Target size of a passage, in tokens.  \\[default: 300]", rich_help_panel=CORPUS)
]
Workers = Annotated[
    int | None,
    typer.Option(
        help="Processes that look for names in large folders.  \\[default: one per core, up to 8]",
        rich_help_panel=CORPUS,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.", rich_help_panel=OUTPUT)]
Size = Annotated[
    int | None, typer.Option("--size", "-n", help="Samples wanted.  \\[default: 50]", rich_help_panel=SHAPE)
]
MultiHop = Annotated[
    float | None,
    typer.Option(help="Share that needs two passages or more, 0 to 1.  \\[default: 0.4]", rich_help_panel=SHAPE),
]
Unanswerable = Annotated[
    float | None,
    typer.Option(help="Share that the documents do not answer, 0 to 1.  \\[default: 0]", rich_help_panel=SHAPE),
]
Styles = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=WEIGHT",
        help="How questions are put: well_formed, conversational, web_search, incomplete, poor_grammar, "
        "misspelled. Repeat for a mix.",
        rich_help_panel=SHAPE,
    ),
]
Lengths = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=WEIGHT",
        help="How long they are: short, medium, long. Repeat for a mix.",
        rich_help_panel=SHAPE,
    ),
]
Personas = Annotated[
    Path | None,
    typer.Option(help="Who asks: a YAML or JSON list of names, or of tables with a name.", rich_help_panel=SHAPE),
]
Seed = Annotated[
    int | None,
    typer.Option(help="The same seed gives the same bytes.  \\[default: 0]", rich_help_panel=SHAPE),
]
SavedGraph = Annotated[
    Path | None,
    typer.Option(help="A graph that `kgsynth graph` saved: nothing is read anew.", rich_help_panel=CORPUS),
]
Rejections = Annotated[
    bool, typer.Option("--rejections", help="Save what the checks refused, too.", rich_help_panel=OUTPUT)
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Exit with status 3 if fewer samples were found.", rich_help_panel=OUTPUT),
]
TestsetFile = Annotated[
    Path,
    typer.Option("--output", "-o", help="Ends in .jsonl, .json or .csv.", rich_help_panel=OUTPUT),
]
Llm = Annotated[
    str | None,
    typer.Option(metavar="openai:MODEL", help="Model that writes the questions.", rich_help_panel=MODEL),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        help="Its server, if it is not OpenAI's: Ollama, vLLM, LM Studio, llama.cpp. The key is read from "
        "OPENAI_API_KEY; a local server needs none.",
        rich_help_panel=MODEL,
    ),
]
AnswerLlm = Annotated[
    str | None,
    typer.Option(
        metavar="openai:MODEL", help="Model that answers them, with --verify llm.  \\[default: --llm]",
        rich_help_panel=MODEL,
    ),
]  # fmt: skip
JudgeLlm = Annotated[
    str | None,
    typer.Option(
        metavar="openai:MODEL", help="Model that objects to questions and compares answers.  \\[default: --answer-llm]",
        rich_help_panel=MODEL,
    ),
]  # fmt: skip
Verify = Annotated[
    str | None,
    typer.Option(
        metavar="HOW",
        help="lexical: checks that cost nothing; only what the writer doubts is read once more, as by a strict editor. "
        "critique: a model reads each question so, by one more request. llm: models also answer it from its evidence, "
        "from all but one passage, and from nothing. "
        "none: only what the format needs.  \\[default: lexical]",
        rich_help_panel=MODEL,
    ),
]
DropClosedBook = Annotated[
    bool,
    typer.Option(
        "--drop-closed-book", help="Refuse what a model answers from nothing, instead of flagging it.",
        rich_help_panel=MODEL,
    ),
]  # fmt: skip
Examples = Annotated[
    Path | None,
    typer.Option(
        help="Questions of real users, one a line: a model writes in their manner and copies none.",
        rich_help_panel=MODEL,
    ),
]
Prompts = Annotated[
    Path | None,
    typer.Option(help="Folder with prompts (questions.md, ...) to use instead of ours.", rich_help_panel=MODEL),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what a model would be asked and cost; ask nothing.", rich_help_panel=SPENDING),
]
MaxCalls = Annotated[int | None, typer.Option(help="Requests to models, at most.", rich_help_panel=SPENDING)]
MaxTokens = Annotated[int | None, typer.Option(help="Tokens in and out, at most.", rich_help_panel=SPENDING)]
MaxCost = Annotated[float | None, typer.Option(help="USD, at most.", rich_help_panel=SPENDING)]
PriceFile = Annotated[
    Path | None,
    typer.Option(
        "--prices", help="YAML with lines such as  my-model: {input: 0.5, output: 1.5}  (USD per million tokens).",
        rich_help_panel=SPENDING,
    ),
]  # fmt: skip
RequestsPerMinute = Annotated[
    float | None, typer.Option(help="Pace of requests.  \\[default: found out]", rich_help_panel=SPENDING)
]
TokensPerMinute = Annotated[float | None, typer.Option(help="Pace of tokens.", rich_help_panel=SPENDING)]
Concurrency = Annotated[int | None, typer.Option(help="Requests at once.  \\[default: 16]", rich_help_panel=SPENDING)]
Timeout = Annotated[
    float | None, typer.Option(help="Seconds that one request may take.  \\[default: 60]", rich_help_panel=SPENDING)
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Keep no replies on disk: a run that was stopped then pays again.", rich_help_panel=SPENDING
    ),
]
