"""Mention -> KnowledgeGraph: what the documents have in common, as a plain NetworkX graph with a typed view."""

from kgsynth.graph.build import build_graph
from kgsynth.graph.model import KnowledgeGraph, Topic
from kgsynth.graph.paths import Edge, GraphPath
from kgsynth.graph.stats import GraphStats, graph_stats
from kgsynth.graph.store import load, save

__all__ = ["Edge", "GraphPath", "GraphStats", "KnowledgeGraph", "Topic", "build_graph", "graph_stats", "load", "save"]
