"""Sentences -> the sentences they stand for: with the names they lean on, without their asides, one for each verb."""
