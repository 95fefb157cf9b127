"""Roles, accounts, and whose page is whose."""

import io
import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from articles import permissions, publishing, roles
from articles.models import Article, Event, Publication
from tests import factories
from tests.desk_forms import opened

pytestmark = pytest.mark.django_db

ACCOUNT = {"username": "ida", "first_name": "Ida", "is_active": "on", "is_staff": "on"}


def rights_of(name):
    rows = Group.objects.get(name=name).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in rows}


def account(*names, **fields):
    made = factories.user(is_staff=True, **fields)
    made.groups.set(Group.objects.filter(name__in=names))
    return made


def signed_in(someone):
    client = Client()
    client.force_login(someone)
    return client


def change(someone):
    return reverse("admin:auth_user_change", args=[someone.pk])


def send(client, someone, **fields):
    """The form of an account as it is opened, with ``fields`` in it, whether it has them or not."""
    return client.post(change(someone), opened(client, change(someone)) | ACCOUNT | fields)


def page_form(**fields):
    rows = {
        f"{name}-{count}_FORMS": 0
        for name in ("authors", "resources")
        for count in ("TOTAL", "INITIAL")
    }
    return {"title": "Rest", "language": "en"} | rows | fields


# --- Roles ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", roles.ROLES)
def test_a_role_has_exactly_its_rights_however_its_group_was_changed(name):
    assert rights_of(name) == set(roles.ROLES[name])
    tampered = Group.objects.get(name=name)
    tampered.permissions.set(Permission.objects.filter(codename__startswith="delete_"))

    call_command("migrate", verbosity=0)

    assert rights_of(name) == set(roles.ROLES[name])


def test_a_group_of_the_centres_own_stays_as_it_is():
    own = Group.objects.create(name="Night shift")
    own.permissions.set(Permission.objects.filter(codename="view_link"))

    call_command("migrate", verbosity=0)

    assert rights_of("Night shift") == {"articles.view_link"}


def test_no_role_may_delete_anything_and_each_has_its_words():
    rights = {right for each in roles.ROLES.values() for right in each}

    assert [right for right in rights if ".delete_" in right] == []
    assert roles.IN_WORDS.keys() == roles.ROLES.keys()


# --- Accounts -------------------------------------------------------------------------------


def test_the_account_form_says_what_each_role_may_do_and_limits_it_to_sections():
    symptoms, _ = factories.section("symptoms"), factories.section("treatments")
    desk, ida = signed_in(account("Administrator")), factories.user(username="ida")

    page = desk.get(change(ida)).text
    for name, words in roles.IN_WORDS.items():
        assert f"<strong>{name}</strong>: {words}" in page.replace("&#x27;", "'")
    publisher = Group.objects.get(name="Publisher")
    send(desk, ida, groups=[publisher.pk], sections=[symptoms.pk])

    ida = User.objects.get(username="ida")
    inside, outside = (
        factories.draft(section=factories.section(s)).article for s in ("symptoms", "treatments")
    )
    assert (permissions.may_publish(ida, inside), permissions.may_publish(ida, outside)) == (
        True,
        False,
    )
    assert list(permissions.readable(ida)) == [inside]


def test_an_administrator_makes_nobody_a_superuser():
    administrator, ida = account("Administrator"), factories.user(username="ida")
    desk = signed_in(administrator)

    send(desk, ida, is_superuser="on")
    send(desk, administrator, username="me", is_superuser="on")

    assert User.objects.filter(is_superuser=True).count() == 0
    assert User.objects.get(username="me") == administrator


def test_an_administrator_changes_no_superuser_and_not_their_password():
    root = factories.administrator(username="root")
    desk = signed_in(account("Administrator"))

    changed = desk.post(change(root), ACCOUNT | {"username": "taken"})
    password = desk.get(reverse("admin:auth_user_password_change", args=[root.pk]))

    assert (changed.status_code, password.status_code) == (403, 403)
    assert desk.get(change(root)).status_code == 200
    assert User.objects.get(is_superuser=True).username == "root"


def test_an_administrator_gives_themselves_no_role_and_no_section():
    administrator = account("Administrator", username="ida")
    section, publisher = factories.section(), Group.objects.get(name="Publisher")

    send(
        signed_in(administrator),
        administrator,
        first_name="Ida M.",
        groups=[publisher.pk],
        sections=[section.pk],
    )

    administrator.refresh_from_db()
    assert administrator.first_name == "Ida M."
    assert [group.name for group in administrator.groups.all()] == ["Administrator"]
    assert administrator.is_staff
    assert not section.editors.exists()


def test_an_auditor_sees_accounts_and_no_part_of_a_password():
    ida = account("Author", username="ida")

    page = signed_in(account("Auditor")).get(change(ida)).text

    assert "ida" in page
    assert "algorithm" not in page
    assert 'type="submit" value="Save"' not in page


def test_the_groups_of_roles_are_read_and_those_of_the_centre_changed():
    desk = signed_in(factories.administrator())
    own = Group.objects.create(name="Night shift")
    role = Group.objects.get(name="Author")

    answers = [
        desk.post(address, opened(desk, address) | {"name": "Other"}).status_code
        for address in (reverse("admin:auth_group_change", args=[each.pk]) for each in (own, role))
    ]

    assert answers == [302, 403]
    assert roles.IN_WORDS["Author"].capitalize() in desk.get("/admin/auth/group/").text


# --- Whose page -----------------------------------------------------------------------------


def test_a_new_page_is_its_authors():
    ida = account("Author")

    signed_in(ida).post(reverse("admin:articles_article_add"), page_form())

    assert Article.objects.get().owner == ida


def test_an_owner_invites_authors_who_may_then_write_and_the_invited_invite_nobody():
    ida, sam, eve = (account("Author", username=name) for name in ("ida", "sam", "eve"))
    article = factories.draft(owner=ida).article
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert signed_in(sam).get(address).status_code == 403

    signed_in(ida).post(address, page_form(owner=ida.pk, coauthors=[sam.pk]))
    assert signed_in(sam).get(address).status_code == 200
    signed_in(sam).post(address, page_form(title="Sam's", owner=sam.pk, coauthors=[sam.pk, eve.pk]))

    article.refresh_from_db()
    assert (article.title, article.owner, list(article.coauthors.all())) == ("Sam's", ida, [sam])


def test_nobody_puts_a_page_into_a_section_they_do_not_work_in():
    symptoms, treatments = factories.section("symptoms"), factories.section("treatments")
    ida = account("Author")
    ida.sections_of_work.add(symptoms)
    address = reverse("admin:articles_article_add")

    refused = signed_in(ida).post(address, page_form(section=treatments.pk))
    taken = signed_in(ida).post(address, page_form(section=symptoms.pk))

    assert (refused.status_code, taken.status_code) == (200, 302)
    assert Article.objects.get().section == symptoms


def test_a_text_that_was_saved_into_another_section_is_not_published_from_this_one():
    publisher = account("Publisher")
    publisher.sections_of_work.add(factories.section("symptoms"))
    article = factories.draft(section=factories.section("treatments")).article
    article.section = factories.section("symptoms")
    publishing.save_draft(article=article, by=None)

    answers = [
        signed_in(publisher)
        .post(
            reverse("admin:articles_article_publish", args=[article.pk]),
            {"revision": number, "urgent": "yes", "urgent-reason": "It cannot wait."},
        )
        .status_code
        for number in (1, 2)
    ]

    assert answers == [403, 302]


def test_whoever_may_only_read_a_page_reads_all_of_it_and_finds_no_field():
    rosa, link = factories.person("Rosa Example"), factories.link(title="Worth knowing")
    article = factories.draft(
        body="As it was.", byline=[rosa.pk], resources=[(link.pk, "A note")]
    ).article

    page = (
        signed_in(account("Reviewer"))
        .get(reverse("admin:articles_article_change", args=[article.pk]))
        .text
    )

    for words in ("As it was.", "Rosa Example", "Worth knowing: A note"):
        assert words in page
    main = page.partition('id="content-main"')[2]
    assert re.findall(r"<(?:textarea|select)|type=\"(?:text|submit)\"", main) == []


def test_a_section_counts_the_pages_that_whoever_looks_may_read():
    ida = account("Auditor")
    for slug in ("symptoms", "treatments"):
        factories.draft(section=factories.section(slug))
    ida.sections_of_work.add(factories.section("symptoms"))

    page = signed_in(ida).get("/admin/articles/section/").text

    counts = re.findall(r'class="field-page_count">(\d+)<', page)
    assert counts == ["1", "0"]


# --- Published without review ---------------------------------------------------------------


def recorded():
    rows = Event.objects.filter(verb=Event.Verb.PUBLISHED)
    return {(event.data["urgent"], bool(event.reason), event.by) for event in rows}


def test_sample_pages_count_as_published_without_review(media_root):
    call_command("load_sample_site", verbosity=0)

    assert Publication.objects.count() > 5
    assert recorded() == {(True, True, None)}


@pytest.mark.parametrize("named", [True, False])
def test_imported_pages_count_as_published_without_review_by_somebody(named, tmp_path):
    factories.section("symptoms")
    root, ida = factories.administrator(username="root"), factories.user(username="ida")
    (tmp_path / "rest.md").write_text("---\ntitle: Rest\n---\n\nRest before you are tired.\n")
    said = io.StringIO()

    call_command(
        "import_page", str(tmp_path), section="symptoms", publish=True, stdout=said,
        **({"by": "ida"} if named else {}),
    )  # fmt: skip

    assert recorded() == {(True, True, ida if named else root)}
    assert ("the work of root, the first superuser" in said.getvalue()) == (not named)
