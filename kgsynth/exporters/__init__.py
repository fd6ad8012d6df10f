"""Samples -> the files and objects of other evaluation tools, a module a tool or family.

They take samples, never a test set: `Testset` lies above them and offers them as methods.
"""
