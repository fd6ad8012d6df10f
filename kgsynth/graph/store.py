"""KnowledgeGraph <-> one JSON file (gzipped where its name ends in .gz), without loss."""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import networkx as nx

from kgsynth.errors import FileFormatError
from kgsynth.graph.model import KnowledgeGraph

FORMAT = "kgsynth graph"
VERSION = 1


def save(graph: KnowledgeGraph, path: str | Path) -> None:
    """Write a graph. The same graph gives the same bytes."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "graph": graph.nx.graph,
        "nodes": [[node, data] for node, data in graph.nx.nodes(data=True)],
        "edges": [[*ends, data] for *ends, data in graph.nx.edges(keys=True, data=True)],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    path = Path(path)
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def load(path: str | Path) -> KnowledgeGraph:
    """Read a graph that ``save`` wrote."""
    content = _content(Path(path))
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.graph.update(content["graph"])
    graph.add_nodes_from(content["nodes"])
    graph.add_edges_from(content["edges"])
    return KnowledgeGraph(graph)


def _content(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        text = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        content = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileFormatError(f"{str(path)!r} is no JSON file. {_ADVICE}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileFormatError(f"{str(path)!r} is no graph of kgsynth's. {_ADVICE}")
    if content.get("version") != VERSION:
        raise FileFormatError(f"{str(path)!r} has version {content.get('version')!r}, not {VERSION}. {_ADVICE}")
    if not {"graph", "nodes", "edges"} <= content.keys():
        raise FileFormatError(f"{str(path)!r} is damaged: part of the graph is missing. {_ADVICE}")
    return content


_ADVICE = "Make one with: kgsynth graph FOLDER -o graph.json"
