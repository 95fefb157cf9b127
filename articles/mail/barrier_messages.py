"""Readers' messages about barriers, as mail to those who may answer them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django_tasks import task

from accessibility.models import Message
from articles.mail import sending

ANSWER = "accessibility.change_message"


def queue(*, message: Message) -> None:
    """Queue a mail to each administrator who has an address."""
    for person in _who_answers():
        mail_message.enqueue(message=message.pk, person=person.pk, attempt=0)


def _who_answers() -> QuerySet[AbstractBaseUser]:
    path = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    may_answer = get_user_model().objects.with_perm(ANSWER, backend=path)
    return may_answer.filter(is_staff=True).exclude(email="")


@task()
def mail_message(message: int, person: int, attempt: int) -> None:
    """Mail one person that there is a message. Its text stays at the desk: mail is not private."""
    with sending.trying_again(mail_message, attempt=attempt, message=message, person=person):
        told = Message.objects.get(pk=message)
        reader = _who_answers().filter(pk=person).first()
        if reader is not None:
            address = reverse("admin:accessibility_message_change", args=[told.pk])
            sending.send(
                to=reader.email,
                subject="A reader reported a barrier",
                template="message",
                context={"page": told.page, "address": sending.absolute(address)},
            )
