"""Pictures within the map, as data in the SVG: JPEGs as they are, all else as PNG."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from io import BytesIO
from typing import Any

from cjmap.render.picture.objects import Objects, stream_bytes

_COLOURS = {"/DeviceGray": (0, 1), "/DeviceRGB": (2, 3)}


def data_uri(objects: Objects, image: Any) -> str | None:
    """A PDF's image as a `data:` URI; None for a form of image that this does not know."""
    facts = image.extra
    mask = objects.get(facts["SMask"]) if "SMask" in facts else None
    if facts["Filter"] == "/DCTDecode" and mask is None:
        return f"data:image/jpeg;base64,{b64encode(stream_bytes(image)).decode()}"
    picture = _open(image)
    if picture is None:
        return None
    if mask is not None and (alpha := _open(mask)) is not None:
        picture = picture.convert("RGB")
        picture.putalpha(alpha.convert("L").resize(picture.size))
    out = BytesIO()
    picture.save(out, "PNG")
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"


def _open(image: Any) -> Any:
    from PIL import Image

    facts, data = image.extra, stream_bytes(image)
    if facts["Filter"] in ("/DCTDecode", "/JPXDecode"):
        return Image.open(BytesIO(data))
    predictor = facts.get("DecodeParms", {}).get("Predictor", 1)
    if facts["Filter"] != "/FlateDecode" or facts["ColorSpace"] not in _COLOURS or predictor != 15:
        return None
    # the data are the very ones of a PNG: put its head before them
    kind, _ = _COLOURS[facts["ColorSpace"]]
    head = struct.pack(">IIBBBBB", facts["Width"], facts["Height"], facts["BitsPerComponent"], kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return Image.open(BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
