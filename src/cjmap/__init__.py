"""cjmap: customer journey maps as text, checked, rendered and compared."""

__version__ = "0.1.0"
