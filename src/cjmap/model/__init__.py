"""The document as classes, split by noun; docstrings and descriptions become the format reference."""
