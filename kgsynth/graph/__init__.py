"""Mention -> KnowledgeGraph: what the documents have in common, as a plain NetworkX graph with a typed view."""

from kgsynth.graph.build import build_graph
from kgsynth.graph.model import Edge, KnowledgeGraph, GraphPath, Topic
from kgsynth.graph.stats import GraphStats, graph_stats
from kgsynth.graph.store import load, save

__all__ = ["Edge", "GraphStats", "KnowledgeGraph", "GraphPath", "Topic", "build_graph", "graph_stats", "load", "save"]
