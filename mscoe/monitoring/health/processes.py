"""The processes beside the web server, and the mail that one of them sends."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.background import heartbeat
from articles.background.task_queue import MOST_TIMES_AGAIN
from articles.mail import sending
from mscoe.monitoring.health.condition import Condition

LONGEST_QUEUE = timedelta(minutes=2)
MAIL_REMEMBERED = timedelta(days=1)


def other_nodes(*, at):
    """The followers of other machines; this machine's has told in its own folder."""
    title = "Public copies on other machines"
    seen = heartbeat.last_seen(heartbeat.FOLLOWER, at=at)
    others = {node: moment for node, moment in seen.items() if node != settings.NODE_NAME}
    missing = at - heartbeat.MISSING_AFTER
    silent = {node: seen_at for node, seen_at in others.items() if seen_at < missing}
    if not silent:
        words = f"They are kept true on: {', '.join(sorted(others))}." if others else "None."
        return Condition("other_nodes", title, words)
    words = f"Nothing was heard of the process that makes them on: {', '.join(sorted(silent))}."
    cure = (
        "Whoever runs the site sees to it there. A machine that was taken away for good is"
        " forgotten after a week."
    )
    return Condition("other_nodes", title, words, cure, min(silent.values()))


def queue_worker(*, at):
    title = "The process that sends mail"
    return _process(heartbeat.WORKER, title, "run_queue", at=at)


def schedules(*, at):
    title = "The process that lets menus and drafts follow schedules"
    return _process(heartbeat.SCHEDULES, title, "follow_schedules --keep", at=at)


def _process(name, title, command, *, at):
    seen = max(heartbeat.last_seen(name, at=at).values(), default=None)
    if seen and at - seen <= heartbeat.MISSING_AFTER:
        return Condition(name, title, "It is at work.")
    words = "It has not been heard of for over a minute." if seen else "It was never heard of."
    cure = f"Whoever runs the site starts it: python manage.py {command}"
    return Condition(name, title, words, cure, seen)


def mail_queue(*, at):
    """What should have gone out long ago, and what was given up."""
    title, failed = "Mail that waits", _given_up(at=at)
    long_ago = at - LONGEST_QUEUE
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago)
    late = ready.exclude(run_after__gt=long_ago, run_after__lte=at)  # its moment only just came
    if count := late.count():
        words = f"{_mails(count)} should have gone out by now."
        cure = "Whoever runs the site sees to the process that sends mail, and to the mail server."
        return Condition("mail", title, words, cure, late.earliest("enqueued_at").enqueued_at)
    if count := failed.count():
        words = f"{_mails(count)} of the last day could not be sent; nobody tries again."
        cure = "The page that a mail was about says to whom, and can send it again."
        first = failed.earliest("finished_at")
        return Condition("mail", title, words, cure, first.finished_at)
    return Condition("mail", title, "None has waited for long.")


def _mails(count):
    return "One mail" if count == 1 else f"{count} mails"


def _given_up(*, at):
    last = len(sending.PAUSES)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    failed = failed.filter(finished_at__gt=at - MAIL_REMEMBERED)
    left_too_often = Q(
        **{f"worker_ids__{MOST_TIMES_AGAIN}__isnull": False}
    )  # by workers that were killed
    return failed.filter(Q(args_kwargs__kwargs__attempt__gte=last) | left_too_often)
