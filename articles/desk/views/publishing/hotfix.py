"""Fix the live page while a newer draft exists; the draft gets the fix as well."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from articles import permissions, publishing
from articles.desk.forms import ConflictForm, HotfixForm
from articles.desk.views.editor import conflicts
from articles.desk.views.publishing import page_acts
from articles.desk.views.publishing.page_acts import for_page
from articles.models import Publication
from articles.publishing.errors import EditConflict, Refused
from articles.publishing.hotfix import other_texts_ahead


@for_page(permissions.may_publish)
def hotfix(request, article):
    live = page_acts._live(article)
    if live is None or live.kind != Publication.Kind.PAGE:
        return page_acts.desk(request, article, "hotfix", title="Fix live page", live=None)
    texts = other_texts_ahead(article, live.revision, at=timezone.now())
    initial = _initial(live.revision)
    form = HotfixForm(request.POST or None, initial=initial, has_schedule=bool(texts))
    form.fields["body"].widget.may_send_images = permissions.may_send_images(request.user)
    conflict = choices = None
    if form.is_valid():
        choices = _Choices(request)
        try:
            fixed = _save(request, article, form, choices)
        except EditConflict as found:
            conflict = found
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, article, fixed, form)
    return page_acts.desk(
        request,
        article,
        "hotfix",
        title="Fix live page",
        form=form,
        live=live,
        draft=_draft(article, live),
        upcoming=[one for one in page_acts._upcoming(article) if one.publication in texts],
        **_overlapping(conflict, choices),
    )


def _initial(revision):
    names = ("title", "summary", "body")
    return {name: getattr(revision, name) for name in names} | {"seen": revision.number}


def _draft(article, live):
    latest = article.latest_revision()
    return latest if latest.sha != live.revision.sha else None


def _save(request, article, form, choices):
    seen = page_acts.revision_named(article, str(form.cleaned_data["seen"]))
    return publishing.fix_live(
        article=article,
        seen=seen,
        written=form.written(),
        by=request.user,
        note=form.cleaned_data["note"],
        urgent_reason=form.urgent_reason(),
        into_schedule=form.into_schedule(),
        choose=choices.choose,
    )


class _Choices:
    """What was chosen where the fix and the draft overlap, if that was asked already."""

    def __init__(self, request):
        self.posted = request.POST
        self.form = None

    def choose(self, merge, draft):
        """All values; None where nothing was chosen, or the draft is another one by now."""
        if self.posted.get("against") != str(draft.number):
            return None
        self.form = ConflictForm(merge.overlaps, self.posted)
        return merge.settled(self.form.chosen()) if self.form.is_valid() else None


def _overlapping(conflict, choices):
    if conflict is None:
        return {}
    form = choices.form or ConflictForm(conflict.merge.overlaps)
    return {
        "conflict": conflict,
        "rows": [conflicts.row(*row) for row in form.rows()],
        "against": conflict.latest.number,
    }


def _done(request, article, fixed, form):
    if form.urgent_reason():
        live = page_acts._live(article)
        sentence = "Live page “{}” fixed. The draft includes the fix too."
        if form.into_schedule():
            sentence += " So does the scheduled revision, which counts as published without review."
        return page_acts._back(request, article, sentence, fixed.title, live)
    messages.success(
        request,
        f"Fix saved as revision {fixed.number}. Readers see no change until it is approved and"
        " published.",
    )
    address = reverse("admin:articles_article_publish", args=[article.pk])
    return redirect(f"{address}?revision={fixed.number}")
