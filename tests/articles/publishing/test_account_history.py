"""Every form of accounts and groups, posted right and wrong; and what their history then says."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Event
from articles.publishing import account_history
from tests import factories
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db
PASSWORD = "a long test password"
ANOTHER = "quite another phrase"
INVITED = {"email": "new@example.org"}
NEW = {"password1": ANOTHER, "password2": ANOTHER, "usable_password": "true"}


@pytest.fixture
def admin():
    return factories.administrator(username="root")


@pytest.fixture
def desk(admin):
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def ida():
    return factories.user(username="ida", is_staff=True, first_name="Ida")


def user_page(name, account):
    return reverse(f"admin:auth_user_{name}", args=[account.pk])


def send(client, address, **fields):
    return client.post(address, opened(client, address, **fields))


def events():
    """(verb, by, account, changes) of all events about accounts and groups."""
    found = Event.objects.exclude(data__changed=None).order_by("pk")
    return [(e.verb, e.by, e.account, e.data["changed"]) for e in found]


def errors(response):
    context = response.context
    return (context["form"] if "form" in context else context["adminform"].form).errors


def history(client, address):
    """The rows of the history's table of changes, without when."""
    answer = client.get(address)
    return [
        (one["event"].by, *change)
        for one in answer.context["account_events"]
        for change in one["changes"]
    ]


# --- Passwords ----------------------------------------------------------------------------------


def test_an_administrator_sets_a_password_and_the_history_says_so(desk, admin, ida):
    answer = desk.post(user_page("password_change", ida), NEW)

    assert (answer.status_code, answer["Location"]) == (302, user_page("change", ida))
    ida.refresh_from_db()
    assert ida.check_password(ANOTHER)
    assert events() == [("password changed", admin, ida, {"password": ["set", "set"]})]
    assert history(desk, user_page("history", ida)) == [(admin, "Password", "set", "changed")]


def test_no_part_of_a_password_is_kept_in_the_history(desk, ida):
    desk.post(user_page("password_change", ida), NEW)
    ida.refresh_from_db()

    kept = str(list(Event.objects.values())) + desk.get(user_page("history", ida)).text

    assert ANOTHER not in kept
    assert ida.password not in kept
    assert ida.password.split("$")[-1] not in kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"password2": "something else"},
        {"password1": "", "password2": ""},
        {"password1": "12345678", "password2": "12345678"},
        {"password1": "ida", "password2": "ida"},
    ],
)
def test_a_password_that_is_refused_changes_nothing(desk, ida, wrong):
    answer = desk.post(user_page("password_change", ida), NEW | wrong)

    assert answer.status_code == 200
    assert errors(answer)
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)
    assert events() == []


def test_signing_in_with_a_password_is_switched_off_and_on_again(desk, admin, ida):
    off = {"usable_password": "false", "unset-password": "1"}

    assert desk.post(user_page("password_change", ida), off).status_code == 302
    ida.refresh_from_db()
    assert not ida.has_usable_password()
    assert desk.post(user_page("password_change", ida), NEW).status_code == 302

    ida.refresh_from_db()
    assert ida.check_password(ANOTHER)
    assert [changed["password"] for *_, changed in events()] == [
        ["set", "not set"],
        ["not set", "set"],
    ]


def test_switching_it_off_by_the_wrong_button_changes_nothing(desk, ida):
    answer = desk.post(user_page("password_change", ida), NEW | {"usable_password": "false"})

    assert answer.status_code == 302
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)
    assert events() == []


def test_a_password_of_an_account_that_is_not_there_is_not_set(desk):
    address = reverse("admin:auth_user_password_change", args=[999_999])

    assert desk.post(address, NEW).status_code == 404
    assert events() == []


def test_who_may_not_change_an_account_sets_no_password(ida):
    client = Client()
    client.force_login(factories.user(is_staff=True))

    assert client.post(user_page("password_change", ida), NEW).status_code == 403
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)


def test_a_password_whose_event_cannot_be_written_stays_as_it_was(desk, ida, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("The history cannot be written.")

    monkeypatch.setattr(account_history, "_write", fail)

    with pytest.raises(RuntimeError):
        desk.post(user_page("password_change", ida), NEW)

    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)


def test_ones_own_password_is_changed_and_recorded(ida):
    client = Client()
    client.force_login(ida)
    address = reverse("admin:password_change")
    sent = {"new_password1": ANOTHER, "new_password2": ANOTHER}

    wrong = client.post(address, sent | {"old_password": "wrong"})
    assert (wrong.status_code, events()) == (200, [])
    right = client.post(address, sent | {"old_password": PASSWORD})

    assert right.status_code == 302
    assert events() == [("password changed", ida, ida, {"password": ["set", "set"]})]
    assert client.get("/admin/").status_code == 200


def test_signing_in_is_no_change_of_the_account(ida):
    Client().post(reverse("admin:login"), {"username": "ida", "password": PASSWORD})

    assert events() == []


# --- Accounts -----------------------------------------------------------------------------------


def test_a_new_account_begins_its_history(desk, admin):
    answer = desk.post(reverse("admin:auth_user_add"), INVITED | {"username": "ida"})

    made = get_user_model().objects.get(username="ida")
    assert (answer.status_code, answer["Location"]) == (302, user_page("change", made))
    assert not made.has_usable_password()
    assert [(verb, by, about) for verb, by, about, _ in events()] == [
        ("account saved", admin, made),
        ("invited", admin, made),
    ]
    assert history(desk, user_page("history", made)) == [
        (admin, "Invitation", "none", "sent"),
        (admin, "Username", "none", "ida"),
        (admin, "Email address", "none", "new@example.org"),
        (admin, "Active", "none", "yes"),
        (admin, "Can use the desk", "none", "yes"),
        (admin, "Has all permissions", "none", "no"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "x"},
        {"username": "Ida"},
        {"username": "ida"},
        {"username": "with space"},
        {"username": "x" * 151},
        {"groups": ["99999"]},
    ],
)
def test_an_account_that_is_refused_is_not_made(desk, ida, wrong):
    answer = desk.post(reverse("admin:auth_user_add"), INVITED | wrong)

    assert answer.status_code == 200
    assert errors(answer)
    assert get_user_model().objects.count() == 2
    assert events() == []


def test_every_change_of_an_account_is_recorded_with_both_values(desk, admin, ida):
    section, author = factories.section(), Group.objects.get(name="Author")

    answer = send(
        desk,
        user_page("change", ida),
        username="ida.example",
        first_name="Ada",
        last_name="Example",
        email="ada@example.org",
        is_active=None,
        is_staff=None,
        is_superuser="on",
        groups=[author.pk],
        sections=[section.pk],
    )

    assert answer.status_code == 302
    ida.refresh_from_db()
    assert events() == [
        (
            "account saved",
            admin,
            ida,
            {
                "username": ["ida", "ida.example"],
                "first_name": ["Ida", "Ada"],
                "last_name": ["", "Example"],
                "email": ["", "ada@example.org"],
                "is_active": [True, False],
                "is_staff": [True, False],
                "is_superuser": [False, True],
                "roles": [[], ["Author"]],
                "sections": [[], [str(section)]],
            },
        )
    ]
    shown = {row[1]: row[2:] for row in history(desk, user_page("history", ida))}
    assert shown["Roles"] == ("none", "Author")
    assert shown["Active"] == ("yes", "no")
    assert "ida.example" in desk.get(user_page("history", ida)).text


def test_a_role_that_is_taken_away_is_recorded(desk, ida):
    ida.groups.set(Group.objects.filter(name__in=["Author", "Publisher"]))

    send(desk, user_page("change", ida), groups=[Group.objects.get(name="Author").pk])

    assert [changed for *_, changed in events()] == [
        {"roles": [["Author", "Publisher"], ["Author"]]}
    ]


def test_saving_an_account_without_a_change_records_nothing(desk, ida):
    assert send(desk, user_page("change", ida)).status_code == 302

    assert events() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": ""},
        {"username": "root"},
        {"username": "no spaces here"},
        {"email": "nowhere"},
        {"groups": [999_999]},
        {"sections": [999_999]},
        {"first_name": "x" * 151},
    ],
)
def test_a_change_that_is_refused_changes_nothing(desk, ida, wrong):
    answer = send(desk, user_page("change", ida), **({"last_name": "New"} | wrong))

    assert answer.status_code == 200
    assert errors(answer)
    ida.refresh_from_db()
    assert (ida.username, ida.last_name) == ("ida", "")
    assert events() == []


def test_a_change_whose_event_cannot_be_written_is_undone(desk, ida, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("The history cannot be written.")

    form = opened(desk, user_page("change", ida), first_name="Ada")
    monkeypatch.setattr(account_history, "_write", fail)

    with pytest.raises(RuntimeError):
        desk.post(user_page("change", ida), form)

    ida.refresh_from_db()
    assert ida.first_name == "Ida"


def test_an_administrator_changes_no_right_of_their_own():
    own = factories.user(is_staff=True, username="ada")
    own.groups.set(Group.objects.filter(name="Administrator"))
    client = Client()
    client.force_login(own)

    send(
        client,
        user_page("change", own),
        is_superuser="on",
        groups=[Group.objects.get(name="Publisher").pk],
        last_name="Example",
    )

    assert [changed for *_, changed in events()] == [{"last_name": ["", "Example"]}]


def test_what_a_colleague_saved_meanwhile_is_not_recorded_as_mine(desk, admin, ida):
    form = opened(desk, user_page("change", ida), last_name="Example")
    publishing.save_account(account=_renamed(ida, "Ada"), by=ida)

    assert desk.post(user_page("change", ida), form).status_code == 302

    assert [(by, changed) for _, by, _, changed in events()] == [
        (ida, {"first_name": ["Ida", "Ada"]}),
        (admin, {"last_name": ["", "Example"]}),
    ]


def _renamed(account, name):
    account.first_name = name
    return account


def test_an_account_is_never_deleted(desk, ida):
    assert desk.post(reverse("admin:auth_user_delete", args=[ida.pk])).status_code == 403


@pytest.mark.parametrize("name", ["auth_user", "auth_group"])
def test_the_history_of_what_is_not_there_leads_to_the_list(desk, name):
    answer = desk.get(reverse(f"admin:{name}_history", args=[999_999]))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


# --- Groups -------------------------------------------------------------------------------------


def permission(codename):
    return Permission.objects.get(codename=codename)


def test_a_group_is_made_and_changed_with_both_values(desk, admin):
    view, change = permission("view_person"), permission("change_person")
    made = desk.post(
        reverse("admin:auth_group_add"), {"name": "Librarians", "permissions": [view.pk]}
    )
    assert made.status_code == 302
    group = Group.objects.get(name="Librarians")
    page = reverse("admin:auth_group_change", args=[group.pk])

    changed = send(desk, page, name="Library", permissions=[view.pk, change.pk])

    assert changed.status_code == 302
    assert set(group.permissions.all()) == {view, change}
    both = sorted([view.name, change.name])
    assert events() == [
        (
            "group saved",
            admin,
            None,
            {"name": [None, "Librarians"], "permissions": [None, [view.name]]},
        ),
        (
            "group saved",
            admin,
            None,
            {"name": ["Librarians", "Library"], "permissions": [[view.name], both]},
        ),
    ]
    shown = history(desk, reverse("admin:auth_group_history", args=[group.pk]))
    assert shown[0] == (admin, "Name", "Librarians", "Library")


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "Author"}, {"name": "x" * 151}])
def test_a_group_that_is_refused_is_not_made(desk, wrong):
    groups = Group.objects.count()

    answer = desk.post(reverse("admin:auth_group_add"), {"name": "New"} | wrong)

    assert answer.status_code == 200
    assert errors(answer)
    assert Group.objects.count() == groups
    assert events() == []


def test_a_role_of_the_site_is_not_changed(desk):
    page = reverse("admin:auth_group_change", args=[Group.objects.get(name="Author").pk])

    assert desk.post(page, {"name": "Writers"}).status_code == 403
    assert events() == []


# --- Commands -----------------------------------------------------------------------------------


def typed(monkeypatch, *answers):
    answers = iter(answers)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: next(answers))


def test_a_password_that_is_changed_by_a_command_is_recorded(ida, monkeypatch):
    typed(monkeypatch, ANOTHER, ANOTHER)

    call_command("changepassword", "ida")

    ida.refresh_from_db()
    assert ida.check_password(ANOTHER)
    assert events() == [("password changed", None, ida, {"password": ["set", "set"]})]


def test_a_command_that_is_given_up_records_nothing(ida, monkeypatch):
    typed(monkeypatch, *["one thing", "another"] * 3)

    with pytest.raises(CommandError):
        call_command("changepassword", "ida")

    assert events() == []


def test_an_account_that_is_made_by_a_command_is_recorded(desk, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", ANOTHER)

    call_command("createsuperuser", "--no-input", username="ida", email="ida@example.org")

    made = get_user_model().objects.get(username="ida")
    assert made.check_password(ANOTHER)
    assert [(verb, by, about) for verb, by, about, _ in events()] == [
        ("account saved", None, made),
        ("password changed", None, made),
    ]
    assert "A command on the server" in desk.get(user_page("history", made)).text
