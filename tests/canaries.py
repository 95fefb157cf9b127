"""Words that stand in one place each where few may find them: what waits, is noted or is unsaved.

``texts`` makes pages that each hide a word from whoever may not read their working copies;
``beside`` hides words around a draft. Tests then look for the words on every address.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.desk import autosave
from articles.desk.views.editor.draft_links import Grant
from articles.publishing.approval import review_links
from tests import factories

UNSAVED = ("KestrelEbony", "KestrelElder")  # for nobody but who typed them
REMARK, ASKED, NOTE = "KestrelFir", "KestrelGorse", "KestrelHazel"
OLDER, LATER, SCHEDULED, FIRST = "KestrelIvy", "KestrelJuniper", "KestrelKelp", "KestrelLarch"
AFTER_WITHDRAWAL, IN_BIN, LINKED = "KestrelMaple", "KestrelNettle", "KestrelOak"
BESIDE = (REMARK, ASKED, NOTE)
IN_TEXTS = (OLDER, LATER, SCHEDULED, FIRST, AFTER_WITHDRAWAL, IN_BIN)
WINDOW = "0123456789abcdef"


def beside(article, *, by):
    """Around a draft: a note, a submission, a remark, and words that ``by`` has not saved."""
    article.body += "\n\nAnother paragraph."
    revision = publishing.save_draft(article=article, by=by, note=NOTE).revision
    reader = factories.user()
    publishing.submit(revision=revision, by=by, changed=f"{ASKED} is new", reviewer=reader)
    publishing.remark(revision=revision, by=reader, text=f"{REMARK} is what?")
    for page, word in zip((article, None), UNSAVED, strict=True):
        keep_unsaved(page, word, by=by)


def keep_unsaved(article, word, *, by):
    pairs = [["title", f"{word} title"], ["body", f"{word} text"]]
    kept = {"window": WINDOW, "sequence": 1, "base": 1, "pairs": pairs}
    autosave.keep(person=by, article=article, at=timezone.now(), **kept)


def write(article, word):
    """Save the page with the word in all that takes words, in place of what was there."""
    article.refresh_from_db()
    article.title, article.short_title = f"{word} title", f"{word} short"
    article.summary, article.body = f"{word} summary", f"## {word}\n\n{word} text"
    return publishing.save_draft(article=article, by=None).revision


def texts():
    """Pages by the words they hide: live with what is to follow, never live, withdrawn, binned."""
    tomorrow = timezone.now() + timedelta(days=1)
    live = factories.draft(title="Seen", slug="seen").article
    write(live, OLDER)
    factories.publish(write(live, "Seen"))
    factories.publish(write(live, SCHEDULED), starts_at=tomorrow)
    write(live, LATER)
    coming = factories.draft(slug="coming").article
    factories.publish(write(coming, FIRST), starts_at=tomorrow)
    withdrawn = factories.live_article(title="Withdrawn", slug="withdrawn").article
    publishing.withdraw(article=withdrawn, reason="It was wrong.", by=None)
    write(withdrawn, AFTER_WITHDRAWAL)
    binned = factories.draft(slug="binned").article
    factories.publish(write(binned, IN_BIN))
    publishing.withdraw(article=binned, reason="It is over.", by=None, gone=True)
    publishing.archive(thing=binned, by=None)
    return [live, coming, withdrawn, binned]


def links_to(article, *, by):
    """Addresses of two links that show a text, and of four that no longer, or never, do."""
    revision, now = article.latest_revision(), int(timezone.now().timestamp())
    outside = {"outside_name": "Ida", "outside_email": "ida@example.net"}
    first, second = (
        publishing.submit(revision=revision, by=by, changed="All", **outside) for _ in "ab"
    )
    over, whole = (Grant(revision.pk, by.pk, now + until).token() for until in (-1, 60_000))
    superseded, asked = review_links.token_for(first), review_links.token_for(second)
    good, bad = [whole], [over, f"{whole[:-1]}!"]
    shown = [reverse("articles:draft-link", args=[token]) for token in good]
    closed = [reverse("articles:draft-link", args=[token]) for token in bad]
    shown += [reverse("articles:review", args=[asked])]
    closed += [reverse("articles:review", args=[token]) for token in (superseded, f"{asked[:-1]}!")]
    return shown, closed
