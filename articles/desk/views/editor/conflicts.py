"""Two editors changed the same place: both texts are shown, and what is chosen is saved.

Nothing is kept on the server: the page holds all that was typed, and names the two revisions
between which the same merge is made again when the choice comes back.
"""

from django.conf import settings
from django.contrib import admin
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse

from articles.desk.forms import ConflictForm, DetailsField
from articles.models import Article, Link, Person, Section
from articles.publishing.drafts.details import detail_label, details_of
from articles.publishing.drafts.merge import all_values_of, merge_values
from articles.publishing.errors import EditConflict, people_of
from articles.publishing.labels import ALL_LABELS, LABELS

AGAINST_DETAILS = "against_details"
CHOOSING = "against"  # the posted name of the revision that a choice was made against
ROWS = {"byline": ("authors", "person"), "resources": ("resources", "link")}
HTTP_CONFLICT = 409


def show(request, article, conflict, *, pairs, choices=None):
    """The page of a conflict, answered with 409. ``pairs``: names and values that were typed."""
    form = choices or ConflictForm(conflict.merge.overlaps)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "original": article,
        "title": "Choose between two versions",
        "form": form,
        "form_address": reverse("admin:articles_article_change", args=[article.pk]),
        "conflict": conflict,
        "rows": [row(*found) for found in form.rows()],
        "taken": _labels(conflict.merge),
        "pairs": [
            *_written(pairs, conflict.mine),
            ("seen_revision", conflict.base.number),
            ("seen_details", _as_json(conflict.details[0])),
        ],
        "against": conflict.latest.number,
        "against_details": _as_json(conflict.details[1]),
    }
    return render(request, "admin/articles/article/conflict.html", context, status=HTTP_CONFLICT)


def resolve(request, article, form):
    """Put what was chosen into the request, as if it had been typed; a page where it lacks.

    ``form``: the page's form with what was posted, valid. The save that follows starts from the
    revision that was shown, so what came later still is found by the act.
    """
    revisions = {
        name: article.revisions.filter(number=_number(request.POST.get(name))).first()
        for name in ("seen_revision", CHOOSING)
    }
    base, latest = revisions.values()
    if base is None or latest is None:
        return None
    mine, details = form.values(), _details(article, form, request.POST)
    merge = merge_values(
        all_values_of(base) | details[0],
        mine,
        all_values_of(latest) | details[1],
    )
    choices = ConflictForm(merge.overlaps, request.POST)
    if not choices.is_valid():
        saves = article.revisions.filter(number__gt=base.number, number__lte=latest.number)
        conflict = EditConflict(
            merge,
            base=base,
            latest=latest,
            saves=tuple(saves.order_by("number")),
            mine=mine,
            by=request.user,
            details=details,
        )
        return show(request, article, conflict, pairs=_pairs(request.POST), choices=choices)
    settled = _written(_pairs(request.POST), merge.settled(choices.chosen()))
    seen = [("seen_revision", latest.number), ("seen_details", _as_json(details[1]))]
    request.POST = _as_posted([*settled, *seen])
    return None


def _details(article, form, posted):
    """Those the form began with, and those that the choice was made against."""
    now = details_of(Article.objects.get(pk=article.pk))
    shown = DetailsField().to_python(posted.get(AGAINST_DETAILS))
    return now | form.seen(), now | shown


def _as_json(details):
    return DetailsField().prepare_value(details)


def pairs_of(request):
    return _pairs(request.POST)


def pairs_of_page(article, form):
    """What the form of a page would send if nobody typed anything."""
    return [
        (name, value)
        for name in form.fields
        for value in _as_list(form.get_initial_for_field(form.fields[name], name))
        if value not in (None, "", False)
    ]


def _as_list(value):
    values = value if isinstance(value, (list, tuple)) else [value]
    return [getattr(one, "pk", one) for one in values]


def _number(typed):
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0


def _pairs(posted):
    return [(name, value) for name, values in posted.lists() for value in values]


def _as_posted(pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, str(value))
    return data


def _written(pairs, values):
    """Names and values as a browser would send them, with ``values`` in the place of typed ones."""
    columns = {name.removesuffix("_id") for name in values} - set(ROWS)
    rows = tuple(f"{ROWS[name][0]}-" for name in ROWS if name in values)
    dropped = columns | {
        "seen_revision",
        "seen_details",
        CHOOSING,
        AGAINST_DETAILS,
        "csrfmiddlewaretoken",
    }
    kept = [
        (name, value)
        for name, value in pairs
        if name not in dropped and not name.startswith((*rows, "choice_", "text_"))
    ]
    for name, value in values.items():
        kept += _typed_rows(name, value) if name in ROWS else _typed(name, value)
    return kept


def _typed(name, value):
    if name == "coauthors":
        return [(name, key) for key in value]
    if value is True:
        value = "on"
    return [(name.removesuffix("_id"), value)] if value not in (None, False) else []


def _typed_rows(name, entries):
    prefix, subject = ROWS[name]
    yield f"{prefix}-TOTAL_FORMS", len(entries)
    yield f"{prefix}-INITIAL_FORMS", len(entries)
    for index, (key, note) in enumerate(entries):
        yield f"{prefix}-{index}-{subject}", key
        yield f"{prefix}-{index}-ORDER", index + 1
        if name == "resources":
            yield f"{prefix}-{index}-note", note


# --- What is shown --------------------------------------------------------------------------


def row(overlap, choice, text):
    return {
        "label": ALL_LABELS[overlap.name],
        "is_detail": overlap.name not in LABELS,
        "base": shown(overlap.name, overlap.base).strip("\n"),
        "mine": shown(overlap.name, overlap.mine).strip("\n"),
        "theirs": shown(overlap.name, overlap.theirs).strip("\n"),
        "choice": choice,
        "text": text,
    }


def shown(name, value):
    """A value of the merge, as a person reads it."""
    if name not in LABELS:
        return detail_label(name, value)
    if name == "section_id":
        return str(Section.objects.filter(pk=value).first() or "")
    if name == "language":
        return dict(settings.LANGUAGES).get(value, value)
    if name == "is_sample":
        return "yes" if value else "no"
    if name in ROWS:
        model = Person if name == "byline" else Link
        known = model.objects.in_bulk([key for key, _ in value])
        return "\n".join(
            ": ".join(filter(None, (str(known[key]), note))) for key, note in value if key in known
        )
    return value


def merged_sentence(brought_in):
    """A sentence about what a save merged from others; empty where nothing was merged."""
    if not brought_in:
        return ""
    fields = ", ".join(ALL_LABELS[name] for name in brought_in.fields)
    people = people_of(brought_in.saves)
    return (
        f"{people} saved this page while you were writing. Your changes did not overlap, so"
        f" they were merged. From {people}: {fields}."
    )


def _labels(merge):
    """What came in from others without a question."""
    return [ALL_LABELS[name] for name in merge.taken if name in merge.values]
