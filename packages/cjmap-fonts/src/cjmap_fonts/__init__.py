"""Noto Sans CJK for Traditional and Simplified Chinese, regular and bold: the fonts of cjmap's PDFs.

Nothing needs to be imported: cjmap finds `fonts.conf` beside this file.
"""

from pathlib import Path

CONFIG = Path(__file__).parent / "fonts.conf"
"""Fontconfig's configuration, which knows the fonts of this folder and no others."""
