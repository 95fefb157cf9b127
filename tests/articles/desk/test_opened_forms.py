"""Two editors with one form of the desk, of whatever it is: nothing is overwritten unseen."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from accessibility.changes.optimistic_lock import Opened, fingerprint
from accessibility.models import Menu, Message, Term
from accessibility.statement import messages
from articles import publishing
from articles.models import (
    DeskPreferences,
    FeaturedPage,
    Image,
    Link,
    Person,
    Section,
    SiteSettings,
)
from tests import factories
from tests.articles.desk.test_admin import signed_in
from tests.desk_forms import as_sent, opened

pytestmark = pytest.mark.django_db

# Each form of the desk: a field that both change, with both values; and one that only others do.
FORMS = {
    "articles_section": (Section, "introduction", "Theirs.", "Mine.", "review_months", 24),
    "articles_person": (Person, "biography", "Theirs.", "Mine.", "affiliation", "A clinic"),
    "articles_link": (Link, "title", "Theirs", "Mine", "publisher", "A society"),
    "articles_image": (Image, "caption", "Theirs", "Mine", "credit", "A photographer"),
    "articles_sitesettings": (SiteSettings, "about", "Theirs.", "Mine.", "contact", "Write to us."),
    "accessibility_term": (Term, "plain_words", "Theirs.", "Mine.", "source_title", "A society"),
    "accessibility_menu": (Menu, "name", "Theirs", "Mine", "keyboard_hint", ""),
    "accessibility_message": (Message, "note", "Theirs.", "Mine.", None, None),
    "auth_user": (User, "first_name", "Theirs", "Mine", "last_name", "Example"),
    "auth_group": (Group, "name", "Theirs", "Mine", None, None),
}
WITH_ANOTHER = [name for name, case in FORMS.items() if case[4]]
FEW = ["articles_section", "accessibility_term", "auth_user"]  # one of each app


@pytest.fixture
def rosa():
    return administrator("rosa", first_name="Rosa")


@pytest.fixture
def ida():
    return administrator("ida", first_name="Ida")


def administrator(name, **fields):
    """Without a password, whose hash would take longer than most tests here."""
    return User.objects.create_superuser(name, last_name="Example", **fields)


@pytest.fixture
def theirs(rosa):
    return signed_in(rosa)


@pytest.fixture
def desk(ida):
    return signed_in(ida)


def image(**fields):
    picture = Image(file="images/a.jpg", width=800, height=600, alternative_text="A hand", **fields)
    return publishing.save_image(image=picture, by=None).row


MADE = {
    Section: factories.section,
    Person: factories.person,
    Link: factories.link,
    Image: image,
    SiteSettings: lambda: factories.site_settings() or SiteSettings.current(),
    Term: factories.term,
    Menu: lambda: Menu.objects.create(
        slug="main", name="Main", keyboard_hint="Enter opens a menu."
    ),
    Message: lambda: messages.tell(text="Too small", address="127.0.0.1"),
    User: lambda: User.objects.create_user("sam", first_name="Sam", is_staff=True),
    Group: lambda: Group.objects.create(name="Night shift"),
}


def made(name):
    return MADE[FORMS[name][0]]()


def address_of(row):
    kind = f"{row._meta.app_label}_{row._meta.model_name}"
    return reverse(f"admin:{kind}_change", args=[row.pk])


def now(row):
    return type(row).objects.get(pk=row.pk)


def shown(response):
    return BeautifulSoup(response.content, "lxml").select_one(".conflict")


def values_shown(response):
    """By label of the field: what is saved now, and what is yours."""
    return {
        heading.text: tuple(value.text for value in heading.find_next("dl").select("dd"))
        for heading in shown(response).select("h3")
    }


@pytest.mark.parametrize("name", FORMS)
def test_what_both_changed_is_shown_twice_and_saved_only_when_it_was_seen(name, theirs, desk):
    row, (_, field, their_value, my_value, *_) = made(name), FORMS[name]
    address = address_of(row)
    first, second = opened(theirs, address), opened(desk, address)
    theirs.post(address, first | {field: their_value})

    answered = desk.post(address, second | {field: my_value})

    assert answered.status_code == 409
    assert getattr(now(row), field) == their_value
    assert "Rosa Example saved this on" in answered.text
    assert list(values_shown(answered).values()) == [(their_value, my_value)]
    again = as_sent(answered)
    assert again[field] == [my_value]
    assert desk.post(address, again).status_code == 302
    assert getattr(now(row), field) == my_value


@pytest.mark.parametrize("name", WITH_ANOTHER)
def test_what_each_changed_alone_goes_together_and_is_told(name, theirs, desk):
    row, (_, mine, _, my_value, other, their_value) = made(name), FORMS[name]
    address = address_of(row)
    first, second = opened(theirs, address), opened(desk, address)
    theirs.post(address, first | {other: their_value})

    done = desk.post(address, second | {mine: my_value}, follow=True)

    assert (getattr(now(row), mine), getattr(now(row), other)) == (my_value, their_value)
    assert "Rosa Example saved this while your form was open." in done.text
    assert field_names(LogEntry.objects.first()) == [label(row, mine)]


def field_names(line):
    changes = json.loads(line.change_message)
    return [name for change in changes for name in change["changed"]["fields"]]


def label(row, name):
    known = {"first_name": "First name", "plain_words": "Meaning in plain words"}
    return known.get(name, name.replace("_", " ").capitalize())


@pytest.mark.parametrize("name", FEW)
def test_what_others_changed_alone_stands_in_the_form_that_comes_back(name, theirs, desk):
    row, (_, field, their_value, my_value, other, alone) = made(name), FORMS[name]
    address = address_of(row)
    first, second = opened(theirs, address), opened(desk, address)
    theirs.post(address, first | {field: their_value, other: alone})

    answered = desk.post(address, second | {field: my_value})

    assert "Fields you did not change show what is saved now" in shown(answered).text
    desk.post(address, as_sent(answered))
    assert (getattr(now(row), field), getattr(now(row), other)) == (my_value, alone)


@pytest.mark.parametrize("name", FEW)
def test_a_form_that_says_not_what_it_began_with_overwrites_nothing(name, desk):
    row, (_, field, _, my_value, *_) = made(name), FORMS[name]
    old = opened(desk, address_of(row), based_on=None)
    before = getattr(row, field)

    answered = desk.post(address_of(row), old | {field: my_value})

    assert answered.status_code == 409
    assert "the form did not say what it started from" in answered.text
    assert getattr(now(row), field) == before
    desk.post(address_of(row), as_sent(answered))
    assert getattr(now(row), field) == my_value


@pytest.mark.parametrize("sent", ["", "[", "[]", '{"is": 1}', '{"is": {}, "since": "x"}'])
def test_what_no_form_of_ours_says_counts_as_nothing_said(sent, desk):
    row = factories.person()

    answered = desk.post(
        address_of(row), opened(desk, address_of(row), based_on=sent, name="Other")
    )

    assert answered.status_code == 409
    assert now(row).name == row.name


@pytest.mark.parametrize("name", FORMS)
def test_a_lone_editor_is_never_asked(name, desk):
    row, (_, field, *_) = made(name), FORMS[name]
    statuses = []

    for number in range(2):
        sent = opened(desk, address_of(row), **{field: f"Words {number}"}, _continue="1")
        statuses += [desk.post(address_of(row), sent).status_code for _ in ("click", "twice")]

    assert statuses == [302] * 4
    assert getattr(now(row), field) == "Words 1"


def test_a_lone_editor_saves_thirty_times_without_an_alarm(desk):
    row = factories.person()
    statuses = []

    for number in range(30):
        words = f"Line {number} \r\n\r\nand a second. "
        sent = opened(desk, address_of(row), biography=words, _continue="1")
        statuses.append(desk.post(address_of(row), sent).status_code)

    assert statuses == [302] * 30
    assert "Line 29" in now(row).biography


def test_two_windows_of_one_person_are_told_apart(desk):
    row = factories.person()
    forms = opened(desk, address_of(row)), opened(desk, address_of(row))
    desk.post(address_of(row), forms[0] | {"affiliation": "One"})

    answered = desk.post(address_of(row), forms[1] | {"affiliation": "Two"})

    assert "You saved this in another window on" in answered.text


def test_what_a_third_person_saves_during_the_choice_is_not_overwritten_either(theirs, desk):
    row = factories.person()
    form = opened(desk, address_of(row))
    theirs.post(address_of(row), opened(theirs, address_of(row), affiliation="First"))
    answered = desk.post(address_of(row), form | {"affiliation": "Mine"})
    theirs.post(address_of(row), opened(theirs, address_of(row), affiliation="Second"))

    again = desk.post(address_of(row), as_sent(answered))

    assert again.status_code == 409
    assert values_shown(again) == {"Affiliation": ("Second", "Mine")}
    assert now(row).affiliation == "Second"


def test_what_came_from_no_form_is_told_without_a_name(desk):
    row = factories.person()
    form = opened(desk, address_of(row), affiliation="Mine")
    row.affiliation = "Imported"
    publishing.save_person(person=row, by=None)

    answered = desk.post(address_of(row), form)

    assert answered.status_code == 409
    assert "This was changed after you opened the form" in answered.text


def test_a_form_in_a_popup_comes_back_as_one(theirs, desk):
    row = factories.person()
    address = f"{address_of(row)}?_popup=1"
    form = opened(desk, address)
    theirs.post(address_of(row), opened(theirs, address_of(row), name="Theirs"))

    answered = desk.post(address, form | {"name": "Mine"})

    assert answered.status_code == 409
    assert "popup_response" in desk.post(address, as_sent(answered)).text
    assert now(row).name == "Mine"


def test_a_form_with_errors_still_says_what_it_began_with(theirs, desk):
    row = factories.person()
    form = opened(desk, address_of(row), name="")
    theirs.post(address_of(row), opened(theirs, address_of(row), affiliation="Theirs"))

    wrong = desk.post(address_of(row), form)
    answered = desk.post(address_of(row), as_sent(wrong) | {"name": "N", "affiliation": "Mine"})

    assert wrong.status_code == 200
    assert answered.status_code == 409


def test_a_choice_is_shown_by_its_words(theirs, desk):
    row = factories.link()
    form = opened(desk, address_of(row), kind="study")
    theirs.post(address_of(row), opened(theirs, address_of(row), kind="guideline"))

    answered = desk.post(address_of(row), form)

    assert values_shown(answered) == {"Kind": ("guideline", "study")}


def test_an_image_is_not_described_by_one_and_called_decorative_by_another(theirs, desk):
    row = image()
    form = opened(desk, address_of(row), alternative_text="A left hand")
    theirs.post(
        address_of(row),
        opened(theirs, address_of(row), alternative_text="", is_decorative="on"),
    )

    answered = desk.post(address_of(row), form)

    assert answered.status_code == 409
    assert values_shown(answered) == {
        "Alternative text": ("(nothing)", "A left hand"),
        "Decorative": ("Yes", "No"),
    }
    desk.post(address_of(row), as_sent(answered))
    assert (now(row).alternative_text, now(row).is_decorative) == ("A left hand", False)


def test_the_focus_that_somebody_else_chose_stays_where_only_words_are_changed(theirs, desk):
    row = image()
    form = opened(desk, address_of(row), credit="Mine")
    theirs.post(address_of(row), opened(theirs, address_of(row), focus="left-top"))

    done = desk.post(address_of(row), form)

    assert done.status_code == 302
    assert (now(row).focus_x, now(row).focus_y, now(row).credit) == (17, 17, "Mine")


def test_two_ninths_of_an_image_are_two_places_to_choose_from(theirs, desk):
    row = image()
    form = opened(desk, address_of(row), focus="right-top")
    theirs.post(address_of(row), opened(theirs, address_of(row), focus="left-top", credit="Theirs"))

    answered = desk.post(address_of(row), form)

    assert values_shown(answered) == {"Focus from the left": ("17", "83")}
    desk.post(address_of(row), as_sent(answered))
    assert (now(row).focus_x, now(row).focus_y, now(row).credit) == (83, 17, "Theirs")


def test_what_is_featured_is_one_field_of_the_settings(theirs, desk):
    pages = [factories.live_article() for _ in range(3)]
    row = MADE[SiteSettings]()
    paths = [page.path for page in pages]
    form = opened(desk, address_of(row))
    theirs.post(address_of(row), with_featured(opened(theirs, address_of(row)), paths[:2]))

    kept = desk.post(address_of(row), form | {"about": "Mine."})
    answered = desk.post(address_of(row), with_featured(form, paths[2:]))

    assert kept.status_code == 302
    assert featured() == [page.article for page in pages[:2]]
    assert answered.status_code == 409
    both = {"Featured pages": ("\n".join(paths[:2]), paths[2])}
    assert values_shown(answered) == both
    desk.post(address_of(row), as_sent(answered))
    assert featured() == [pages[2].article]
    assert SiteSettings.current().about == "Mine."


def test_what_others_featured_stands_in_the_settings_that_come_back(theirs, desk):
    page, row = factories.live_article(), MADE[SiteSettings]()
    form = opened(desk, address_of(row), about="Mine.")
    first = with_featured(opened(theirs, address_of(row), about="Theirs."), [page.path])
    theirs.post(address_of(row), first)

    answered = desk.post(address_of(row), form)

    assert values_shown(answered) == {"About": ("Theirs.", "Mine.")}
    assert "saved now: Featured pages" in shown(answered).text
    assert as_sent(answered)["featured-0-page"] == [page.path]
    desk.post(address_of(row), as_sent(answered))
    assert featured() == [page.article]


def with_featured(form, paths):
    rows = {f"featured-{index}-page": path for index, path in enumerate(paths)}
    orders = {f"featured-{index}-ORDER": index + 1 for index in range(len(paths))}
    return form | rows | orders | {"featured-TOTAL_FORMS": len(paths)}


def featured():
    return [one.article for one in FeaturedPage.objects.select_related("article")]


def test_rights_that_two_administrators_give_at_once_are_not_mixed(theirs, desk):
    row = MADE[User]()
    section = factories.section()
    author, reviewer = (Group.objects.get(name=name) for name in ("Author", "Reviewer"))
    form = opened(desk, address_of(row))
    first = opened(theirs, address_of(row), groups=[author.pk], sections=[section.pk])
    theirs.post(address_of(row), first)

    kept = desk.post(address_of(row), form | {"email": "sam@example.org"})
    answered = desk.post(address_of(row), form | {"groups": [reviewer.pk]})

    assert kept.status_code == 302
    assert answered.status_code == 409
    assert list(now(row).groups.all()) == [author]
    assert values_shown(answered) == {"Roles": ("Author", "Reviewer")}
    desk.post(address_of(row), as_sent(answered))
    assert list(now(row).groups.all()) == [reviewer]
    assert list(now(row).sections_of_work.all()) == [section]
    assert now(row).email == "sam@example.org"


def test_rights_of_a_group_are_not_overwritten(theirs, desk):
    row = MADE[Group]()
    rights = Permission.objects.filter(codename__in=["view_link", "view_image"]).order_by("pk")
    form = opened(desk, address_of(row), permissions=[rights[0].pk])
    theirs.post(address_of(row), opened(theirs, address_of(row), permissions=[rights[1].pk]))

    answered = desk.post(address_of(row), form)

    assert answered.status_code == 409
    assert list(now(row).permissions.all()) == [rights[1]]


def test_a_message_that_somebody_answered_stays_answered_by_them(theirs, desk, rosa):
    row = MADE[Message]()
    form = opened(desk, address_of(row), note="Mine.")
    theirs.post(address_of(row), opened(theirs, address_of(row), answered="on"))

    done = desk.post(address_of(row), form)

    assert done.status_code == 302
    assert (now(row).note, now(row).answered_by) == ("Mine.", rosa)


def test_what_a_form_does_not_have_is_left_as_others_saved_it(ida):
    row = factories.person(affiliation="None yet")
    form = Opened({"affiliation": fingerprint("None yet")})
    stale = now(row)
    publishing.archive(thing=row, by=ida)

    stale.affiliation = "A clinic"
    publishing.save_person(person=stale, by=ida, opened=form)

    assert now(row).affiliation == "A clinic"
    assert now(row).archived_at is not None


def test_two_windows_with_ones_own_preferences_do_not_undo_each_other(desk, ida):
    address = reverse("admin:preferences")
    desk.post(address, {"time_zone": "Asia/Tokyo"})
    first, second, third = (opened(desk, address) for _ in range(3))
    desk.post(address, first | {"time_zone": "Europe/Paris"})

    kept = desk.post(address, second | {"weekly_mail": "on"}, follow=True)
    answered = desk.post(address, third | {"time_zone": "Asia/Seoul"})

    assert "This was changed while your form was open." in kept.text
    assert answered.status_code == 409
    assert values_shown(answered) == {"Time zone": ("Paris", "Seoul")}
    desk.post(address, as_sent(answered))
    mine = DeskPreferences.objects.get(person=ida)
    assert (mine.time_zone, mine.weekly_mail) == ("Asia/Seoul", True)
