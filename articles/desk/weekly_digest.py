"""The worklists as a weekly mail, to people who asked for it.

One task a person and week: a second start of the command, on whatever machine, finds it and queues
nothing. What the mail says is found when it is sent. Where nothing waits there is no mail: one that
says nothing teaches people not to open the next.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from articles import permissions
from articles.desk import worklists
from articles.mail import sending
from articles.models import DeskPreferences


def week_of(at):
    """The Monday of a week, in the site's time zone: what a week's mail is known by."""
    today = timezone.localdate(at)
    return today - timedelta(days=today.weekday())


def queue(*, at):
    """Queue the week's mail for everyone who wants one and has none yet; returns how many."""
    wanted = DeskPreferences.objects.filter(
        weekly_mail=True, person__is_active=True, person__is_staff=True
    )
    people = wanted.exclude(person__email="").values_list("pk", flat=True)
    return sum(_queue_for(pk, week=week_of(at)) for pk in people)


def _queue_for(pk, *, week):
    """Under a lock on the person's preferences, so that two commands cannot both find nothing."""
    with transaction.atomic():
        wish = DeskPreferences.objects.select_for_update().get(pk=pk)
        mail = {"person": wish.person_id, "week": week.isoformat()}
        if not wish.weekly_mail or _is_queued(**mail):
            return False
        send_weekly_mail.enqueue(**mail, attempt=0)
        return True


def _is_queued(*, person, week):
    """Whether the mail waits, was sent or failed: all the same, there is one."""
    tasks = DBTaskResult.objects.filter(task_path=send_weekly_mail.module_path)
    return tasks.filter(args_kwargs__kwargs__person=person, args_kwargs__kwargs__week=week).exists()


@task()
def send_weekly_mail(person, week, attempt):
    """Mail one person their worklists as of now; someone who left the desk gets nothing."""
    with sending.trying_again(send_weekly_mail, attempt=attempt, person=person, week=week):
        reader = get_user_model().objects.get(pk=person)
        shown = _what_waits(reader, at=timezone.now())
        if shown and reader.email and permissions.is_editor(reader):
            _send(reader, shown)


def _what_waits(reader, *, at):
    return [part for part in worklists.overview(reader, at=at) if part.count]


def _send(reader, shown):
    mine = sum(part.count for part in shown if part.list.is_mine)
    sending.send(
        to=reader.email,
        subject=f"{settings.SITE_NAME}: {_in_short(mine)}",
        template="weekly",
        context={
            "name": reader.get_full_name() or reader.get_username(),
            "lists": [_with_addresses(part) for part in shown],
            "desk": sending.absolute(reverse("admin:index")),
            "preferences": sending.absolute(reverse("admin:preferences")),
        },
    )


def _in_short(mine):
    if not mine:
        return "your week at the desk"
    return f"{mine} {'item is' if mine == 1 else 'items are'} waiting for you"


def _with_addresses(part):
    heading = f"{part.list.title}: {part.count}"
    return {
        "title": part.list.title,
        "heading": heading,
        "rule": "-" * len(heading),
        "count": part.count,
        "address": sending.absolute(reverse("admin:worklist", args=[part.list.slug])),
        "has_more": part.has_more,
        "entries": [
            {
                "title": entry.title,
                "detail": entry.detail,
                "address": sending.absolute(entry.address),
            }
            for entry in part.entries
        ],
    }
