"""Parts that a Word document writes twice, for new and for old programs: one of them is read."""

from lxml import etree

from articles.importers.word.ooxml import N, remove, unwrap

# Extensions whose content is read here, by the prefix that Word gives them (part 3, 7.4).
KNOWN = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16se", "w16cid", "w16", "a14", "c14", "v"}
NEW_CHARTS = N["cx:chart"]
PICTURES = (N["pic:pic"], N["v:imagedata"])


def choose_alternatives(root: etree._Element) -> None:
    """Leave of each alternative the branch that says most here, once (part 3, 7)."""
    for alternative in list(root.iter(N["mc:AlternateContent"])):
        branch = chosen(alternative)
        for each in list(alternative):
            if each is not branch:
                alternative.remove(each)
        if branch is None:
            remove(alternative)
        else:
            unwrap(branch)
            unwrap(alternative)


def chosen(alternative: etree._Element) -> etree._Element | None:
    """The first branch that is understood and holds something; else the first with anything."""
    branches = [each for each in alternative if each.tag in (N["mc:Choice"], N["mc:Fallback"])]
    for branch in branches:
        if any(True for _ in branch.iter(NEW_CHARTS)):
            return branch
    understood = [each for each in branches if is_understood(each)]
    for branch in (*understood, *branches):
        if holds_anything(branch):
            return branch
    return next(iter((*understood, *branches)), None)


def is_understood(branch: etree._Element) -> bool:
    return KNOWN.issuperset(branch.get("Requires", "").split())


def holds_anything(branch: etree._Element) -> bool:
    words = (each.text or "" for each in branch.iter(N["w:t"]))
    return any(True for _ in branch.iter(*PICTURES, N["w:sym"])) or any(map(str.strip, words))
