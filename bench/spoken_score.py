"""How far the spoken view agrees with real Orca, in words in order, over pages and menus.

    python -m bench.spoken_score [--site URL] [--only PART] [--show N]

Both sides are split into words without punctuation and capitals. Counted is what Orca says while it
reads on; what our view adds beside it (Heard: by some screen readers, with the focus, cell by cell,
as a change of voice) is left out, and so is Orca's word when it changes its mode.
"""

import argparse
import sys
from collections.abc import Iterator

from accessibility.spoken import spoken, spoken_menu
from bench.served_site import fetch, served_site
from tests.screen_reader.desktop import Desktop, missing_packages
from tests.screen_reader.listening import Listener
from tests.screen_reader.spoken_view import (
    Agreement,
    agreement,
    read_to_the_end,
    said_while_reading,
    walk,
)

WANTED = 0.98
PAGES = (
    "/",
    "/about-ms/",
    "/about-ms/que-es-la-esclerosis-multiple/",
    "/about-ms/types-of-ms/",
    "/about-ms/what-is-ms/",
    "/find-care/find-a-clinic/",
    "/for-clinicians/diagnosis-criteria/",
    "/keyboard-help/",
    "/living-well/work-and-benefits/",
    "/people/rosa-example/",
    "/resources/",
    "/search/?q=fatigue",
    "/site-index/",
    "/symptoms/bladder/",
    "/treatments/medicines-that-slow-ms/",
    "/treatments/stem-cell-therapy-explained/",
)
MENUS = (  # name, page, width of the window
    ("Main", "/", 1280),
    ("Main", "/symptoms/bladder/", 1280),
    ("Main", "/treatments/vaccines/", 700),
    ("Quick links", "/", 1280),
)
NARROW = 1000  # the style sheet folds the menus below some 62 rem


def compare_pages(listener: Listener, site: str, only: str) -> Iterator[tuple[str, Agreement]]:
    for path in PAGES:
        if only in path:
            ours = said_while_reading(spoken(fetch(site + path)))
            listener.visit(site + path)
            yield path, agreement(ours, read_to_the_end(listener, ours))


def compare_menus(listener: Listener, site: str, only: str) -> Iterator[tuple[str, Agreement]]:
    for name, path, width in MENUS:
        title = f"menu {name} on {path}, {width} px"
        if only in title:
            menu = spoken_menu(fetch(site + path), name=name, narrow=width < NARROW)
            ours, heard = [], []
            for steps in (menu.closed, menu.opened):
                listener.visit(site + path, width=width)
                ours += [step.text for step in steps]
                heard += walk(listener, steps, menu.tabs_before)
            yield title, agreement(ours, heard)


def report(compared: Iterator[tuple[str, Agreement]], show: int) -> list[float]:
    ratios = []
    for title, found in compared:
        ratios.append(found.ratio)
        print(f"{found.ratio:.4f}  {title}", flush=True)
        for line in found.differences[:show]:
            print(f"        {line}")
    return ratios


def measure(given: argparse.Namespace) -> list[float]:
    with served_site(given.site) as site, Desktop() as desktop:
        listener = Listener(desktop)
        listener.start()
        pages = report(compare_pages(listener, site, given.only), given.show)
        menus = report(compare_menus(listener, site, given.only), given.show)
    for kind, ratios in (("pages", pages), ("menus", menus)):
        if ratios:
            mean = sum(ratios) / len(ratios)
            print(f"{len(ratios)} {kind}: mean {mean:.4f}, least {min(ratios):.4f}")
    return [*pages, *menus]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", help="the address of a site that is being served")
    parser.add_argument("--only", default="", help="only pages or menus with this in their title")
    parser.add_argument("--show", type=int, default=0, help="show N differences of each")
    given = parser.parse_args()
    if missing := missing_packages():
        print(f"Not measured: to listen to Orca, install {' '.join(missing)}.")
        return 0
    return 0 if min(measure(given), default=1) >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
