"""The spoken view: what a screen reader says of a page, without one. Pure: HTML in, words out.

* ``spoken(html)`` - the page as a reading cursor meets it, a list of ``Utterance``
* ``listed(html)`` - its lists of headings, links and landmarks, as a reader calls them up
* ``compare(old, new)`` - what a listener would hear differently
* ``spoken_menu(html)`` - what is heard of a menu at each Tab, and how many keys lead where

Each takes a page or a part of one, as the server sends it; what our scripts do to the menus is done
here too. The words and their order are those of Orca 43 in Chromium, which tests hold them against.
``Utterance.heard`` tells what Orca does not say while it reads on and when it is heard instead.

Where ``at_lines`` is given, it tells the line of an element in the author's source; otherwise lines
are those of the HTML.
"""

from accessibility.names.html_tree import parse
from accessibility.spoken.diff import Difference, differences
from accessibility.spoken.listing import Entry, Lists, listed
from accessibility.spoken.reading import Reading
from accessibility.spoken.scripts import run_scripts
from accessibility.spoken.utterances import Heard, Kind, Lines, Utterance
from accessibility.spoken.walking import NoMenu, Reach, SpokenMenu, Step, spoken_menu

__all__ = [
    "Difference",
    "Entry",
    "Heard",
    "Kind",
    "Lists",
    "NoMenu",
    "Reach",
    "SpokenMenu",
    "Step",
    "Utterance",
    "compare",
    "listed",
    "spoken",
    "spoken_menu",
]


def spoken(html: str, *, lang: str = "", at_lines: Lines | None = None) -> list[Utterance]:
    """A page or a part of one as a reading cursor meets it, from its start to its end.

    ``lang`` is the language of a part, which cannot name it as a page does.
    """
    root = parse(html)
    if lang:
        root.set("lang", root.get("lang", lang))
    run_scripts(root)
    return Reading(root, at_lines=at_lines).read()


def compare(old: str, new: str) -> list[Difference]:
    """What a listener would hear differently in ``new``, in its order."""
    return differences(spoken(old), spoken(new))
