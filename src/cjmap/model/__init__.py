"""The document in pydantic, split by noun; docstrings and descriptions become the format reference."""
