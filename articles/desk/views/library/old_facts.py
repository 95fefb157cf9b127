"""Old numbers and addresses: everything that still names one, to be put right here or there."""

import logging
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accessibility.changes.lock_waits import LockBusy
from accessibility.changes.snapshots import is_overtaken
from articles import permissions, publishing
from articles.desk.forms import OldFactsForm
from articles.publishing.corrections.facts import changed_facts
from articles.publishing.corrections.finding import (
    DRAFT,
    LIVE,
    MENU,
    PAGE,
    SCHEDULED,
    holders,
)
from articles.publishing.errors import Refused

logger = logging.getLogger(__name__)
AT_ONCE = 50  # each is an act of its own: what is left is there again afterwards
SAVED_SINCE = (
    "It was saved after you opened this list, or is right already. Look at the list again."
)
FAILED = "Something went wrong, and nothing was changed. Try it by itself."
FORMS = {
    PAGE: "articles_article_change",
    MENU: "accessibility_menu_change",
    "settings": "articles_sitesettings_change",
    "section": "articles_section_change",
    "person": "articles_person_change",
    "term": "accessibility_term_change",
}


KINDS = {
    MENU: "menu",
    "settings": "site settings",
    "section": "section",
    "person": "person",
    "term": "glossary",
}


@dataclass(frozen=True)
class Row:
    """One line of the list: what names something old, and what the person can do about it.

    ``refusal``: why it cannot be put right from here; empty where it can.
    """

    holder: object
    address: str
    refusal: str

    @property
    def name(self):
        kind = "" if self.holder.kind == PAGE else f" ({KINDS[self.holder.kind]})"
        return f"{self.holder.name}{kind}"


@dataclass(frozen=True)
class Result:
    """What became of one of them."""

    name: str
    address: str
    is_done: bool
    sentence: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def old_facts(request):
    """Lists what names something old; puts right what was ticked, one act each."""
    if not permissions.may_see_old_facts(request.user):
        raise PermissionDenied
    changes, results = changed_facts(), None
    form = OldFactsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        results = _put_right(request, changes, form.urgent_reason())
        form = OldFactsForm()
    context = {
        **admin.site.each_context(request),
        "title": "Old numbers and addresses",
        "changes": changes,
        "rows": _rows(request.user, changes),
        "at_once": AT_ONCE,
        "form": form,
        "results": results,
        "done_count": sum(result.is_done for result in results or ()),
    }
    return render(request, "admin/articles/old_facts.html", context)


def _rows(user, changes):
    found = holders(changes, at=timezone.now(), readable=permissions.readable(user))
    return [_row(user, holder) for holder in found]


def _row(user, holder):
    address = ""
    if _may_open(user, holder):
        address = reverse(f"admin:{FORMS[holder.kind]}", args=[holder.thing.pk])
    return Row(holder, address, _refusal(user, holder))


def _may_open(user, holder):
    if holder.kind == PAGE:
        return permissions.may_read(user, holder.thing)
    return permissions.may_look_at(user, type(holder.thing))


def _refusal(user, holder):
    if not _may_put_right(user, holder):
        return "You do not have permission to change it."
    if set(holder.places) == {SCHEDULED}:
        return "A scheduled revision says it. Schedule a corrected draft in its place."
    return "" if holder.can_be_corrected else "Decide what it should say, and change it there."


def _may_put_right(user, holder):
    if holder.kind == PAGE:
        may_write = permissions.may_write(user, holder.thing)
        return may_write or permissions.may_publish(user, holder.thing)
    if holder.kind == MENU:
        is_only_draft = set(holder.places) == {DRAFT}
        may_publish = permissions.may_publish_menus(user)
        return permissions.may_arrange_menus(user) and (is_only_draft or may_publish)
    return permissions.may_change(user, type(holder.thing))


def _put_right(request, changes, urgent_reason):
    """One act each: what goes wrong with one stays with it."""
    keys = request.POST.getlist("only") or request.POST.getlist("fix")
    rows = _rows(request.user, changes)
    found = {row.holder.key: row for row in rows}
    results = []
    for key in keys[:AT_ONCE]:
        if (row := found.get(key)) is not None:
            results.append(_one(request.user, row, changes, urgent_reason))
        else:
            results.append(Result(_named(rows, key), "", False, SAVED_SINCE))
    return results


def _named(rows, key):
    """What a key of an older list is called now."""
    kind = key.rpartition(":")[0]
    same = (row.name for row in rows if row.holder.key.rpartition(":")[0] == kind)
    return next(same, "One of them")


def _one(user, row, changes, urgent_reason):
    if row.refusal:
        return Result(row.name, row.address, False, row.refusal)
    try:
        with transaction.atomic():
            return Result(row.name, row.address, True, _act(user, row, changes, urgent_reason))
    except ValidationError as refusal:
        return Result(row.name, row.address, False, " ".join(refusal.messages))
    except (Refused, LockBusy) as refusal:
        return Result(row.name, row.address, False, str(refusal))
    except Exception as problem:  # one bad page stops no other
        if is_overtaken(problem):
            raise  # the whole list is read again
        logger.exception("An old number or address was not replaced")
        return Result(row.name, row.address, False, FAILED)


def _act(user, row, changes, urgent_reason):
    holder = row.holder
    if holder.kind == PAGE:
        return _correct_page(user, holder, changes, urgent_reason)
    if holder.kind == MENU:
        may_publish = permissions.may_publish_menus(user)
        publishing.correct_menu(menu=holder.thing, changes=changes, by=user, live=may_publish)
    else:
        publishing.correct_row(kind=holder.kind, row=holder.thing, changes=changes, by=user)
    return "Replaced. Readers see it now."


def _correct_page(user, holder, changes, urgent_reason):
    may_publish = permissions.may_publish(user, holder.thing)
    reaches_readers = publishing.correct_page(
        article=holder.thing,
        changes=changes,
        by=user,
        urgent_reason=urgent_reason if may_publish else "",
    )
    if reaches_readers:
        return "Replaced. Readers see it now; it counts as published without review."
    if LIVE not in holder.places:
        return "Replaced in the draft."
    return "Replaced in the draft. Readers see it once that is approved and published."
