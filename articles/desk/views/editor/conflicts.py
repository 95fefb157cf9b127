"""Two editors changed the same place: both texts are shown, and what is chosen is saved.

Nothing is kept on the server: the page holds all that was typed, and names the two revisions
between which the same merge is made again when the choice comes back.
"""

from django.contrib import admin
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse

from articles.desk.forms import ConflictForm, DetailsField
from articles.models import Article
from articles.publishing.drafts.details import detail_label, details_of
from articles.publishing.drafts.merge import all_values_of, merge_values
from articles.publishing.errors import EditConflict, people_of
from articles.publishing.labels import DETAILS, page_labels
from articles.text import snapshot_fields
from articles.text.snapshot_fields import Kind

AGAINST_DETAILS = "against_details"
CHOOSING = "against"  # the posted name of the revision that a choice was made against
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
    lists = {field.name: field.entries for field in snapshot_fields.lists()}
    columns = {name.removesuffix("_id") for name in values} - set(lists)
    rows = tuple(f"{lists[name].prefix}-" for name in lists if name in values)
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
        kept += _typed_rows(lists[name], value) if name in lists else _typed(name, value)
    return kept


def _typed(name, value):
    if name == "coauthors":
        return [(name, key) for key in value]
    if value is True:
        value = "on"
    return [(name.removesuffix("_id"), value)] if value not in (None, False) else []


def _typed_rows(entries, pairs):
    prefix = entries.prefix
    yield f"{prefix}-TOTAL_FORMS", len(pairs)
    yield f"{prefix}-INITIAL_FORMS", len(pairs)
    for index, (key, note) in enumerate(pairs):
        yield f"{prefix}-{index}-{entries.key}", key
        yield f"{prefix}-{index}-ORDER", index + 1
        if entries.note:
            yield f"{prefix}-{index}-{entries.note}", note


# --- What is shown --------------------------------------------------------------------------


def row(overlap, choice, text):
    return {
        "label": page_labels()[overlap.name],
        "is_detail": overlap.name in DETAILS,
        "base": shown(overlap.name, overlap.base).strip("\n"),
        "mine": shown(overlap.name, overlap.mine).strip("\n"),
        "theirs": shown(overlap.name, overlap.theirs).strip("\n"),
        "choice": choice,
        "text": text,
    }


def shown(name, value):
    """A value of the merge, as a person reads it."""
    if name in DETAILS:
        return detail_label(name, value)
    field = snapshot_fields.named(name)
    column = Article._meta.get_field(field.form_name)
    if field.kind is Kind.LIST:
        return _shown_entries(column.related_model, field.entries, value)
    if field.kind is Kind.ROW:
        return str(column.related_model.objects.filter(pk=value).first() or "")
    if field.kind is Kind.FLAG:
        return "yes" if value else "no"
    return dict(column.choices or ()).get(value, value)


def _shown_entries(rows, entries, pairs):
    """One line an entry. ``rows``: the model of those that the working copy has of the list."""
    model = rows._meta.get_field(entries.key).related_model
    known = model.objects.in_bulk([key for key, _ in pairs])
    return "\n".join(
        ": ".join(filter(None, (str(known[key]), note))) for key, note in pairs if key in known
    )


def merged_sentence(merged):
    """A sentence about what a save merged from others; empty where nothing was merged."""
    if not merged:
        return ""
    labels = page_labels()
    fields = ", ".join(labels[name] for name in merged.fields)
    people = people_of(merged.saves)
    return (
        f"{people} saved this page while you were writing. Your changes did not overlap, so"
        f" they were merged. From {people}: {fields}."
    )


def _labels(merge):
    """What came in from others without a question."""
    labels = page_labels()
    return [labels[name] for name in merge.taken if name in merge.values]
