"""Lighthouse's scores of four kinds of pages, as on a phone and on a desktop, with Chromium.

The pages are baked and served as on a small site: gunicorn and the files. Lighthouse itself is
installed by npm into var/ the first time. A loaded machine lowers the score of performance, so a
page has up to three tries (``BENCH_TRIES``) and each category counts its best. Results of a search
are kept out of search engines on purpose, for which Lighthouse takes points off. Names of pages
(``python -m bench.lighthouse article search``) measure those alone.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.served_site import free_port, prepare_site, wait_for
from mscoe import environment
from mscoe.startup import run

VERSION = "12.8.2"
FOLDER = environment.VAR / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
TRIES = int(os.environ.get("BENCH_TRIES", "3"))
PAGES = {
    "home": "/",
    "section": "/treatments/",
    "article": "/treatments/stem-cell-therapy-explained/",
    "search": "/search/",
    "results": "/search/?q=fatigue",
}
SCREENS = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 100


def main():
    if problem := install():
        print(problem)
        return
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    with run.database(), tempfile.TemporaryDirectory() as folder:
        os.environ["BAKED_ROOT"] = f"{folder}/baked"
        prepare_site()
        subprocess.run([sys.executable, "manage.py", "bake_site", "--all"], check=True)
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}", "mscoe.wsgi"])
        try:
            measure_all(wait_for(f"http://127.0.0.1:{port}"), Path(folder))
        finally:
            process.terminate()
            process.wait(10)


def install():
    """Have Lighthouse in var/; returns a sentence where that cannot be."""
    if not CHROMIUM:
        return "Lighthouse needs Chromium, which is not installed: nothing was measured."
    if not shutil.which("node") or not shutil.which("npm"):
        return "Lighthouse needs node and npm, which are not installed: nothing was measured."
    if PROGRAM.exists():
        return ""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}')
    command = ["npm", "install", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    if done.returncode or not PROGRAM.exists():
        return f"npm could not install Lighthouse: {done.stderr.strip()[-300:]}"
    return ""


def measure_all(site, folder):
    print(f"Lighthouse {VERSION}, best of up to {TRIES} tries; aim = {ENOUGH} everywhere")
    for page in sys.argv[1:] or PAGES:
        path = PAGES[page]
        for screen, options in SCREENS.items():
            scores, missed = measure(site + path, options, folder / "report.json")
            told = "  ".join(f"{name} {scores[name]:3}" for name in CATEGORIES)
            print(f"{page:8} {screen:8} {told}", flush=True)
            for sentence in missed:
                print(f"    {sentence}")


def measure(address, options, report):
    """The best scores by category, and what the last try found wanting."""
    best, missed = dict.fromkeys(CATEGORIES, 0), []
    for _ in range(TRIES):
        found = ask(address, options, report)
        scores = {name: found["categories"][name]["score"] for name in CATEGORIES}
        best = {name: max(best[name], round(100 * (scores[name] or 0))) for name in CATEGORIES}
        missed = wanting(found, [name for name in CATEGORIES if best[name] < ENOUGH])
        if best["performance"] >= ENOUGH:
            break  # the others are the same at every try
    return best, missed


def ask(address, options, report):
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", *options]
    command += [f"--output-path={report}", f"--chrome-flags={CHROMIUM_FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    surroundings = os.environ | {"CHROME_PATH": CHROMIUM}
    subprocess.run(command, check=True, env=surroundings, stdout=subprocess.DEVNULL)
    return json.loads(report.read_text())


def wanting(found, categories):
    """The audits that cost points, in Lighthouse's words."""
    for category in categories:
        for audit in found["categories"][category]["auditRefs"]:
            result = found["audits"][audit["id"]]
            if audit["weight"] and result["score"] is not None and result["score"] < 0.9:
                yield f"{category}: {result['title']} {result.get('displayValue', '')}".rstrip()


if __name__ == "__main__":
    main()
