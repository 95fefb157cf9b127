import pytest
from django.contrib.auth.models import Group

from accessibility.statement import messages
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db


def test_who_may_answer_is_told_that_a_message_waits_but_not_its_words(mailoutbox):
    factories.user(username="reader", email="reader@example.org")
    administrator = factories.user(username="ada", email="ada@example.org", is_staff=True)
    administrator.groups.add(Group.objects.get(name="Administrator"))
    message = messages.tell(text="My words", page="/symptoms/", address="127.0.0.1")

    run_worker()

    [mail] = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert f"/admin/accessibility/message/{message.pk}/change/" in mail.body
    assert "/symptoms/" in mail.body
    assert "My words" not in mail.body
