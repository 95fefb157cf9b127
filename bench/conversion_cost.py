"""Processor time of converting Word documents here, beside another checkout of the site.

    python -m bench.conversion_cost OTHER_CHECKOUT [--rounds 5]

A leaflet of 1,500 words with three pictures, read and its pictures prepared; and the answer to two
documents that are too long for a page. Child processes are counted, and so is importing what
reads documents. Both checkouts are measured in turns; the exit status says whether a promise is
broken: half for the leaflet, a fifth for the answers.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import word_documents
from mscoe.environment import ROOT

DOCUMENTS = {  # name: (how it is made, the largest share of the other's time)
    "leaflet with pictures": (word_documents.leaflet, 0.5),
    "50,000 short paragraphs": (word_documents.short_paragraphs, 0.2),
    "handbook": (word_documents.handbook, 0.2),
}
# Runs in each checkout, with its own code: prints the seconds, and what came of the document.
MEASURE = """
import json, resource, sys, tempfile
from pathlib import Path
from django.conf import settings
settings.configure(LANGUAGES=[("en", "English")], LANGUAGE_CODE="en", TIME_ZONE="UTC", USE_TZ=True)
content = Path(sys.argv[1]).read_bytes()
def used():
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)
began = used()
end = lambda: None
try:
    from articles.importers.in_child import Pictures, read_word
    from articles.sandbox.parent import end
    prepare_all = Pictures
except ImportError:
    from articles.importers.word import read_word
    from articles import images
    prepare_all = lambda page: [images.prepare(each.file.read_bytes()) for each in page.images]
from articles.importers.records import UnreadablePage
done = []
for _ in range(int(sys.argv[2])):
    with tempfile.TemporaryDirectory() as folder:
        try:
            page = read_word(content, name="Leaflet", folder=Path(folder))
            prepare_all(page)
            done.append(f"{len(page.body.split())} words, {len(page.images)} pictures")
        except UnreadablePage as refusal:
            done.append(str(refusal))
end()
print(json.dumps([used() - began, done[-1]]))
"""


def measured(checkout: Path, file: Path, rounds: int) -> tuple[float, str]:
    """Seconds of processor for a round in a fresh process, and what the document became."""
    command = [sys.executable, "-c", MEASURE, str(file), str(rounds)]
    done = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True)
    seconds, became = json.loads(done.stdout.splitlines()[-1])
    return seconds / rounds, became


def compare(name: str, other: Path, rounds: int) -> bool:
    make, most = DOCUMENTS[name]
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(make())
        file.flush()
        size = Path(file.name).stat().st_size
        theirs, _ = measured(other, Path(file.name), rounds)
        ours, became = measured(ROOT, Path(file.name), rounds)
    share = ours / theirs
    print(f"{name} ({size // 1000} KB): {ours:.2f} s here, {theirs:.2f} s there: {share:.2f}")
    print(f"    wanted: {most} at most; it became: {became}")
    return share <= most


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("other", type=Path, nargs="?", help="another checkout of the site")
    parser.add_argument("--rounds", type=int, default=5, help="conversions of the leaflet")
    given = parser.parse_args()
    if given.other is None:
        print("Name another checkout of the site: what a conversion costs is told beside it.")
        return 0
    leaflet, *long_ones = DOCUMENTS
    kept = [compare(leaflet, given.other, given.rounds)]
    kept += [compare(name, given.other, 1) for name in long_ones]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
