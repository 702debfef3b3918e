"""Make the fonts of this package: Noto Sans CJK for Traditional and for Simplified Chinese, regular and bold.

The source is Debian's package of the fonts, known by its SHA-256. `--source DIR` takes the collections from a folder
instead, such as /usr/share/fonts/opentype/noto, if they are the very same files. Each face becomes one whole file:
a family in several files prints wrong glyphs. Same source and same HarfBuzz: same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import lzma
import sys
import tarfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).parent
TARGET = HERE / "src" / "cjmap_fonts"

DEB = "fonts-noto-cjk_20220127+repack1-1_all.deb"
URLS = (
    f"https://deb.debian.org/debian/pool/main/f/fonts-noto-cjk/{DEB}",
    f"http://deb.debian.org/debian/pool/main/f/fonts-noto-cjk/{DEB}",
    f"https://snapshot.debian.org/archive/debian/20230601T000000Z/pool/main/f/fonts-noto-cjk/{DEB}",
)
DEB_SHA256 = "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502"
COLLECTIONS = {
    "NotoSansCJK-Regular.ttc": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "NotoSansCJK-Bold.ttc": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}
"""The files of the package that hold every face of a weight."""

FACES = {"Noto Sans CJK TC": "NotoSansCJKtc", "Noto Sans CJK SC": "NotoSansCJKsc"}
"""The families that are taken, with the beginnings of their files' names."""

BLOCKS = (
    (0x0020, 0x052F),  # Latin, phonetic letters, accents, Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Vietnamese and others
    (0x2000, 0x2BFF),  # punctuation, currencies, arrows, mathematics, boxes, shapes, dingbats
    (0x2E80, 0x312F),  # radicals, Chinese punctuation, kana, bopomofo
    (0x31A0, 0x4DBF),  # more of these, units, enclosed forms, extension A
    (0x4E00, 0x9FFF),  # unified ideographs: all that Big5 and GBK have, and HKSCS in this plane
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)
"""What is kept. Left out are Hangul, and ideographs beyond the first plane."""


FEATURES = ("ccmp", "kern", "liga", "mark", "mkmk")
"""What is kept of the layout. Each face has its own region's forms, so `locl` would only bring the others'."""

NEEDLESS = ("BASE", "VORG", "vhea", "vmtx")
"""Tables for text that runs downwards."""


def main() -> int:
    """Write the four fonts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--source", type=Path, help="a folder that holds the collections already")
    parser.add_argument("--target", type=Path, default=TARGET, help="where to write, if not into the package")
    options = parser.parse_args()
    for name, data in collections(options.source):
        weight = name.partition("-")[2].removesuffix(".ttc")
        blob = hb.Blob(data)
        for index in range(hb.Face(blob).count):
            face = hb.Face(blob, index)
            stem = FACES.get(face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or "")
            if stem is None:
                continue
            path = options.target / f"{stem}-{weight}.otf"
            path.write_bytes(whole(face))
            print(f"wrote {path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def collections(source: Path | None) -> Iterator[tuple[str, bytes]]:
    """Each collection's name and bytes, when they are what they should be; else ends the program."""
    packed = None if source else unpacked(download())
    for name, digest in COLLECTIONS.items():
        data = (source / name).read_bytes() if source else packed[name]
        if hashlib.sha256(data).hexdigest() != digest:
            sys.exit(f"{name} is not the file that this package is made of")
        yield name, data


def download() -> bytes:
    """The Debian package, from the first place that has it."""
    for url in URLS:
        print(f"fetching {url}")
        try:
            with urllib.request.urlopen(url, timeout=120) as answer:
                data: bytes = answer.read()
        except OSError as error:
            print(f"  {error}")
            continue
        if hashlib.sha256(data).hexdigest() == DEB_SHA256:
            return data
        print("  this is another file")
    return sys.exit("the fonts could not be fetched; name a folder that holds them with --source")


def unpacked(deb: bytes) -> dict[str, bytes]:
    """The collections in a Debian package, which is an `ar` archive that holds a tar archive."""
    place = len(b"!<arch>\n")
    while place < len(deb):
        head = deb[place : place + 60]
        size = int(head[48:58])
        body = deb[place + 60 : place + 60 + size]
        if head.startswith(b"data.tar.xz"):
            with tarfile.open(fileobj=io.BytesIO(lzma.decompress(body))) as archive:
                found = {Path(member.name).name: member for member in archive if member.isfile()}
                return {name: archive.extractfile(found[name]).read() for name in COLLECTIONS}
        place += 60 + size + size % 2
    return sys.exit("the Debian package holds no data.tar.xz")


def whole(face: hb.Face) -> bytes:
    """A face as a font of its own, with the characters and the features that a map can use."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    for first, last in BLOCKS:
        wanted.unicode_set.update(range(first, last + 1))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(tag, FEATURES))
    wanted.drop_table_tag_set.update(map(tag, NEEDLESS))
    data: bytes = hb.subset(face, wanted).blob.data
    return data


def tag(name: str) -> int:
    """A tag as HarfBuzz counts it."""
    return int.from_bytes(name.encode(), "big")


if __name__ == "__main__":
    sys.exit(main())
