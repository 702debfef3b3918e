"""What every folder of tests shares: its helpers can be imported (`from properties.maps import maps`)."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# what a machine under load takes says nothing about the code; a failure prints how to see it again
settings.register_profile("cjmap", deadline=None, print_blob=True)
settings.load_profile("cjmap")
