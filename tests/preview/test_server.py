"""What the server answers, and to whom: real HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256

import pytest
from preview.conftest import ROOT

EXAMPLES = ROOT / "examples"
MAPS = sorted(path.relative_to(EXAMPLES) for path in EXAMPLES.glob("*/*.cjm.yaml"))
SCRIPT = re.compile(r'<script data-version="[0-9a-f]{64}">(.*?)</script>\n', re.DOTALL)
ALLOWED = re.compile(r"; script-src &#x27;(sha256-[^&]+)&#x27;; connect-src &#x27;self&#x27;")


def test_a_page_is_the_rendered_one_but_for_the_lines_that_reload_it(preview, tmp_path):
    """Byte for byte, for every example; the policy names the hash of exactly this script."""
    command = [sys.executable, "-m", "cjmap", "render", str(EXAMPLES), "--to", "html", "-o", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    served = preview(EXAMPLES)
    for name in MAPS:
        place = str(name).replace(".cjm.yaml", ".html")
        answer = served.get(f"/{place}")
        assert answer.status == 200
        [script], [allowed] = SCRIPT.findall(answer.text), ALLOWED.findall(answer.text)
        assert allowed == f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
        assert answer.text.count("<script") == 1
        assert SCRIPT.sub("", ALLOWED.sub("", answer.text)) == (tmp_path / "out" / place).read_text(encoding="utf-8")


def test_the_index_names_every_map_and_persona(preview):
    text = preview(EXAMPLES).get().text
    for name in MAPS:
        assert f'href="/{str(name).replace(".cjm.yaml", ".html")}"' in text
    assert "買一輛新車" in text
    assert 'lang="zh-TW"' in text
    assert "林以君" in text or "lin-yijun.cjm.yaml" in text


def test_a_single_map_is_at_the_start_and_nothing_else_is_anywhere(preview, car):
    served = preview(car / "buy-a-car.cjm.yaml")
    assert '<html lang="zh-TW">' in served.get("/").text
    for path in (
        "/buy-a-car.html",
        "/buy-a-car.cjm.yaml",
        "/cjmap.yaml",
        "/../cjmap.yaml",
        "/%2e%2e/",
        "/.changes",
    ):
        answer = served.get(path)
        assert answer.status == 404, path
        assert "There is no map at" in answer.text


@pytest.mark.parametrize("path", ["/../../../../etc/passwd", "/%2fetc/passwd", "/burger/burger.cjm.yaml", "/burger/"])
def test_a_folder_gives_pages_and_never_files(preview, path):
    assert preview(EXAMPLES).get(path).status == 404


def test_strange_routes_are_told_as_plain_text(preview, car):
    answer = preview(car).get("/%3Cscript%3Ealert(1)%3C/script%3E%1B%5B31m")
    assert answer.status == 404
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\u241b[31m" in answer.text


@pytest.mark.parametrize(
    "host", ["attacker.example", "127.0.0.1", "127.0.0.1:1", "localhost.attacker.example:{port}", ""]
)
def test_another_name_gets_nothing(preview, car, host):
    """A page that has its own name lead here must not read the maps."""
    served = preview(car)
    for path in ("/", "/buy-a-car.html", "/.changes/"):
        answer = served.get(path, host=host.format(port=served.port))
        assert answer.status == 421
        assert "買" not in answer.text


def test_its_own_names_are_welcome(preview, car):
    served = preview(car)
    for name in ("127.0.0.1", "localhost", "LOCALHOST"):
        assert served.get("/", host=f"{name}:{served.port}").status == 200


def test_it_is_on_loopback_only(preview, car):
    served = preview(car)
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in ({"127.0.0.2"} | others) - {"127.0.0.1"}:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, served.port), timeout=5)


def test_only_reading_is_answered(preview, car):
    served = preview(car)
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert served.get("/", method=method).status == 501
    head = served.get("/", method="HEAD")
    assert (head.status, head.text) == (200, "")
    assert int(head.headers["content-length"]) > 100


def test_answers_are_guarded(preview, car):
    headers = preview(car).get().headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert "ython" not in headers["server"]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(preview, car, by):
    """Also while a page is open and listening."""
    served = preview(car)
    versions = served.versions()
    next(versions)
    status, said = served.end(by)
    assert status == 0
    assert said == f"previewing {car} (2 files); Ctrl-C ends it\n"


def test_the_port_that_was_asked_for(preview, car):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = preview(car, "--port", str(port))
        status, said = refused.process.wait(60), refused.process.stderr.read()
    assert status == 2
    assert said == (
        f"error: cannot serve on port {port}: address already in use\n"
        "  help: choose another with --port, or leave it out for a free one\n"
    )
    served = preview(car, "--port", str(port))
    assert served.url == f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "error: standard input cannot be watched for changes"),
        (["nowhere"], "there is no such file or folder"),
        (["empty"], "no maps in this folder or its subfolders"),
        (
            ["car/personas/lin-yijun.cjm.yaml"],
            "error: car/personas/lin-yijun.cjm.yaml is a persona, and `preview` shows",
        ),
        (["car/cjmap.yaml"], "error: car/cjmap.yaml is the project file, and `preview` shows maps"),
        (["car", "--port", "70000"], "error: there is no port 70000"),
        (["car", "--language", "zh-tw"], "did you mean ‘zh-TW’?"),
    ],
)
def test_what_cannot_be_previewed(preview, car, tmp_path, arguments, said):
    (tmp_path / "empty").mkdir()
    refused = preview(*arguments)
    assert refused.process.wait(60) == 2
    assert said in refused.process.stderr.read()
    assert refused.url == ""


def test_the_browser_is_opened(preview, car, tmp_path):
    note = tmp_path / "opened"
    os.mkfifo(note)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {note}\n', encoding="utf-8")
    browser.chmod(0o755)
    served = preview(car, browser=str(browser))
    # waits until the browser writes
    assert note.read_text(encoding="utf-8") == f"{served.url}\n"


def test_the_language_of_the_labels(preview, car):
    text = preview(car, "--language", "en").get("/buy-a-car.html").text
    assert "Pain points" in text
