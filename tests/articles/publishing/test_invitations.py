"""Inviting someone: one form, a mail, a link that works once, and what the desk says meanwhile."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Event
from articles.publishing.account_links import InvitationTokens, invitation_path
from tests import factories
from tests.mail import run_worker

pytestmark = pytest.mark.django_db
PASSWORD = "quite another phrase"
PASSWORDS = {"new_password1": PASSWORD, "new_password2": PASSWORD}
ADD = "/admin/auth/user/add/"
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def root():
    return factories.administrator(username="root", first_name="Rosa", last_name="Example")


@pytest.fixture
def desk(root):
    client = Client()
    client.force_login(root)
    return client


def add(desk, **fields):
    author = Group.objects.get(name="Author")
    sent = {"first_name": "Ida", "last_name": "Example", "email": "ida@example.org"}
    return desk.post(ADD, sent | {"groups": [author.pk]} | fields)


def invited(root, **fields):
    account = User(username="ida", email="ida@example.org", is_staff=True, **fields)
    account.set_unusable_password()
    publishing.add_account(account=account, by=root)
    publishing.invite(account=account, by=root)
    return account


def open_link(path):
    """(client, the answer) of someone who follows the link."""
    client = Client()
    return client, client.get(path, follow=True)


def set_password(path, **fields):
    client, page = open_link(path)
    return client.post(page.request["PATH_INFO"], PASSWORDS | fields, follow=True)


def works(path):
    return "Set password" in open_link(path)[1].text


def act(desk, account, name):
    address = reverse(f"admin:auth_user_{name}", args=[account.pk])
    return desk.post(address, follow=True)


def form_of(desk, account):
    return desk.get(reverse("admin:auth_user_change", args=[account.pk])).text


def test_one_form_adds_an_account_and_mails_an_invitation(desk, root):
    section = factories.section("symptoms")

    answer = add(desk, sections=[section.pk])
    run_worker()

    ida = User.objects.get(email="ida@example.org")
    assert (ida.username, ida.is_staff, ida.has_usable_password()) == ("ida", True, False)
    assert [group.name for group in ida.groups.all()] == ["Author"]
    assert list(ida.sections_of_work.all()) == [section]
    assert answer["Location"] == reverse("admin:auth_user_change", args=[ida.pk])
    [message] = mail.outbox
    assert message.to == ["ida@example.org"]
    assert "Rosa Example invites you" in message.body
    path = re.search(r"https?://[^/]+(/admin/invitation/\S+)", message.body)[1]
    assert "Your username is <strong>ida</strong>" in open_link(path)[1].text


def test_the_invited_person_sets_a_password_and_signs_in_with_it(root):
    ida = invited(root)

    done = set_password(invitation_path(ida))

    assert "Your password is set. Sign in with it." in done.text
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)
    last = Event.objects.filter(account=ida).latest("pk")
    assert (last.verb, last.by) == (Event.Verb.PASSWORD_CHANGED, ida)
    client = Client()
    client.post(reverse("admin:login"), {"username": "ida", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


def test_a_password_that_is_too_easy_is_refused_in_words(root):
    ida = invited(root)

    answer = set_password(invitation_path(ida), new_password1="12345678", new_password2="12345678")

    assert "too common" in answer.text
    assert "&lt;ul&gt;" not in answer.text
    ida.refresh_from_db()
    assert not ida.has_usable_password()


def test_a_link_works_once(root):
    ida = invited(root)
    path = invitation_path(ida)
    assert works(path)

    set_password(path)

    assert not works(path)
    assert "This link no longer works" in open_link(path)[1].text


def test_a_link_expires(root):
    path = invitation_path(invited(root))

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert not works(path)


def test_an_invitation_that_is_sent_again_ends_the_link_before(desk, root):
    ida = invited(root)
    first = invitation_path(ida)

    answer = act(desk, ida, "invite")
    run_worker()

    assert "The invitation was sent to ida@example.org." in answer.text
    assert len(mail.outbox) == 1
    assert not works(first)
    assert works(invitation_path(ida))


def test_a_withdrawn_invitation_has_no_link_and_sends_no_mail(desk, root):
    ida = invited(root)
    path = invitation_path(ida)

    answer = act(desk, ida, "withdraw_invitation")
    run_worker()

    assert "The invitation was withdrawn." in answer.text
    assert not works(path)
    assert mail.outbox == []
    assert "Invitation withdrawn." in form_of(desk, ida)


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email": "other@example.org"}, {"password": "pbkdf2$x"}]
)
def test_a_link_ends_with_what_it_was_sent_for(root, change):
    ida = invited(root)
    path = invitation_path(ida)

    User.objects.filter(pk=ida.pk).update(**change)

    assert not works(path)


def test_a_link_of_one_account_opens_no_other(root):
    ida, rosa = invited(root), factories.user(username="rosa")
    token = InvitationTokens().make_token(ida)

    assert not InvitationTokens().check_token(rosa, token)
    assert not InvitationTokens().check_token(None, token)
    assert not InvitationTokens().check_token(ida, f"{token}x")


def test_who_was_invited_is_marked_until_they_sign_in(desk, root):
    ida = invited(root)
    marked = "Invited, not signed in yet"

    assert marked in desk.get("/admin/auth/user/").text
    assert marked in form_of(desk, ida)
    set_password(invitation_path(ida))
    assert marked in form_of(desk, ida)
    assert "Send invitation again" not in form_of(desk, ida)
    Client().post(reverse("admin:login"), {"username": "ida", "password": PASSWORD})
    assert marked not in desk.get("/admin/auth/user/").text


def test_an_expired_invitation_can_be_sent_again(desk, root):
    ida = invited(root)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        desk.force_login(root)
        page = form_of(desk, ida)

    assert "Invitation expired." in page
    assert "Send invitation again" in page
    assert "Withdraw invitation" not in page


def test_without_mail_the_link_is_shown_once_to_hand_over(desk, settings):
    settings.EMAIL_BACKEND = CONSOLE
    assert "This site does not send mail." in desk.get(ADD).text

    answer = add(desk)
    run_worker()

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    path = re.search(r"/admin/invitation/[^\s<]+", answer.text)[0]
    assert works(path)
    assert mail.outbox == []
    assert "/admin/invitation/" not in form_of(desk, User.objects.get(username="ida"))


def test_usernames_come_from_the_address_and_are_never_taken_twice(desk):
    factories.user(username="Ida")

    add(desk)
    add(desk, email="ida@example.net")

    names = User.objects.filter(email__startswith="ida@").values_list("username", flat=True)
    assert sorted(names) == ["ida-2", "ida-3"]


def test_a_username_that_is_taken_is_refused_and_what_was_typed_stays(desk):
    factories.user(username="ida")

    answer = add(desk, username="IDA")

    assert answer.status_code == 200
    assert "Someone has this username." in answer.text
    assert 'value="ida@example.org"' in answer.text


def test_someone_without_a_role_is_warned_about(desk):
    add(desk, groups=[])

    ida = User.objects.get(username="ida")
    assert "Ida Example has no role and can do nothing here." in form_of(desk, ida)
    User.objects.filter(pk=ida.pk).update(is_staff=False)
    assert "Ida Example cannot sign in." in form_of(desk, ida)


def test_who_has_a_password_is_not_invited(desk):
    rosa = factories.user(username="rosa")

    answer = act(desk, rosa, "invite")

    assert "No invitation was sent: rosa has a password already." in answer.text
    assert not Event.objects.filter(verb=Event.Verb.INVITED).exists()


def test_the_history_tells_of_invitations(desk, root):
    ida = invited(root)
    publishing.withdraw_invitation(account=ida, by=root)
    publishing.invite(account=ida, by=root)

    told = desk.get("/admin/site-history/?kind=accounts").text
    own = desk.get(reverse("admin:auth_user_history", args=[ida.pk])).text

    assert "Rosa Example sent an invitation" in told
    assert "Invitation: from sent to withdrawn" in told
    assert "withdrawn" in own
    assert InvitationTokens().make_token(ida) not in told + own


def test_an_administrator_may_not_invite_in_the_name_of_a_superuser(root):
    other = User(username="boss", email="boss@example.org", is_superuser=True, is_staff=True)
    other.set_unusable_password()
    other.save()
    account = factories.user(is_staff=True)
    account.groups.add(Group.objects.get(name="Administrator"))
    client = Client()
    client.force_login(account)

    assert act(client, other, "invite").status_code == 403
    assert act(client, other, "withdraw_invitation").status_code == 403
