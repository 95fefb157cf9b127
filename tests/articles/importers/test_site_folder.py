import io
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.utils import timezone
from PIL import Image as Picture

from accessibility.menus import acts as menu_acts
from accessibility.models import Menu
from articles import images, publishing
from articles.importers.site import export
from articles.importers.site.folder import read_site_folder
from articles.importers.site.values import UnreadableFolder
from articles.importers.site.writing import write_site
from articles.models import Article, Image, Link, Person, Publication, Section
from tests import factories
from tests.journeys import whole_site
from tests.site_copies import empty_the_site, live_addresses, mains

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "site"


def test_a_site_comes_back_byte_for_byte(folder, client, settings, tmp_path, media_root):
    whole_site.build()
    call_command("load_sample_site", verbosity=0)
    moved = factories.live_article(slug="before").article
    publishing.move(article=moved, section=moved.section, slug="after", by=None)
    rosa = Article.objects.get(slug="stem-cells").people.get()
    rosa.credentials = "MD, MSPH, newer than the pages"
    publishing.save_person(person=rosa, by=None)
    before = mains(client, live_addresses())

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    assert sorted(live_addresses()) == sorted(before)
    assert mains(client, before) == before
    assert client.get("/symptoms/before/").headers["Location"] == "/symptoms/after/"
    assert client.get("/treatments/gone/").status_code == 410


def test_drafts_and_unpublished_menu_work_come_back_unpublished(
    folder, settings, tmp_path, media_root
):
    edited = factories.live_article(slug="fatigue", title="Live").article
    edited.title = "A newer draft"
    publishing.save_draft(article=edited, by=None)
    factories.draft(title="Never published", section=None, body="One\n\n\ntwo  ")
    menu = menu_acts.save_menu(slug="footer", items=[whole_site.entry("Index", "/site-index/")])
    menu_acts.publish_menu(menu, by=None)
    menu_acts.save_menu(slug="footer", items=[whole_site.entry("Not yet", "/site-index/")])
    menu_acts.save_menu(slug="families", name="Families", place="foot", items=[])

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    states = {article.title: article.state(at=timezone.now()) for article in Article.objects.all()}
    assert states == {"A newer draft": "changed", "Never published": "draft"}
    assert Article.objects.get(title="Never published").body == "One\n\n\ntwo  "
    footer = Menu.objects.get(slug="footer")
    assert [item["label"] for item in menu_acts.live_version(footer).tree] == ["Index"]
    assert [item["label"] for item in menu_acts.working_tree(footer)] == ["Not yet"]
    assert Menu.objects.get(slug="families").place == "foot"


@pytest.mark.parametrize("address", ["http://intranet/rest", "http://WHATEVER/x"])
def test_a_link_that_is_no_good_address_locks_no_site_in(
    folder, settings, tmp_path, media_root, address
):
    factories.live_article(body=f"[Rest](<{address}>) and [well](https://example.org/)")
    before = list(Link.objects.values_list("address", "title"))
    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)

    call_command("import_site", folder)

    assert list(Link.objects.values_list("address", "title")) == before


def test_who_reviews_a_page_and_when_comes_back(folder, settings, tmp_path, media_root):
    rosa = factories.person("Rosa Example", slug="rosa")
    section = factories.section("symptoms", review_months=6)
    today = timezone.localdate()
    page = factories.live_article(slug="a", section=section, clinical_reviewer=rosa).article
    publishing.record_review_date(article=page, due_on=today - timedelta(days=9), by=None)
    publishing.record_review(
        article=page, person=rosa, reviewed_on=today, due_on=today + timedelta(days=90), by=None
    )
    publishing.set_review_date(
        article=page, due_on=today + timedelta(days=30), by=None, reason="Trial ends."
    )
    draft = factories.draft(slug="b", title="Draft").article
    publishing.set_review_date(article=draft, due_on=today + timedelta(days=20), by=None)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    page, draft = (Article.objects.get(slug=slug) for slug in ("a", "b"))
    assert page.clinical_reviewer.slug == "rosa"
    assert page.section.review_months == 6
    assert [day.reason for day in page.review_dates.all()] == ["Trial ends."]
    now = timezone.now()
    assert page.review_due_on(at=now) == today + timedelta(days=30)
    assert draft.review_due_on(at=now) == today + timedelta(days=20)


def test_accounts_have_their_work_again_where_they_are_known(
    folder, settings, tmp_path, media_root, capsys
):
    ida, jon, mia = (factories.user(username=name) for name in ("ida", "jon", "mia"))
    section = factories.section("symptoms")
    section.editors.set([mia])
    factories.person("Ida Example", slug="ida-example", account=ida)
    page = factories.live_article(slug="a", title="Live", section=section, owner=ida).article
    page.title = "Newer"
    publishing.save_draft(article=page, by=None, coauthors=[jon.pk, mia.pk])
    factories.draft(title="Of Jon", section=section, owner=jon)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    for name in ("ida", "mia"):
        factories.user(username=name)
    call_command("import_site", folder)

    page = Article.objects.get(title="Newer")
    assert page.owner.username == "ida"
    assert [one.username for one in page.coauthors.all()] == ["mia"]
    assert Person.objects.get().account.username == "ida"
    assert [one.username for one in page.section.editors.all()] == ["mia"]
    assert Article.objects.get(title="Of Jon").owner is None
    told = capsys.readouterr().out
    assert "There is no account named “jon”. Assign their work to someone else." in told


def test_reviews_of_a_page_in_the_bin_come_back(folder, settings, tmp_path, media_root):
    rosa, today = factories.person("Rosa Example", slug="rosa"), timezone.localdate()
    page = factories.draft(slug="a").article
    publishing.record_review(
        article=page,
        person=rosa,
        reviewed_on=today - timedelta(days=9),
        due_on=today + timedelta(days=90),
        note="Checked against the guideline.",
        by=None,
    )
    publishing.archive(thing=page, by=None)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    review = Article.objects.get().reviews.get()
    assert (review.name_as_shown, review.note) == (str(rosa), "Checked against the guideline.")
    assert review.due_on == today + timedelta(days=90)


def test_a_name_and_hint_of_a_menu_that_nobody_published_stay_unpublished(
    folder, settings, tmp_path, media_root
):
    menu = menu_acts.save_menu(
        slug="families",
        name="Families",
        place="foot",
        items=[whole_site.entry("Index", "/site-index/")],
    )
    menu_acts.publish_menu(menu, by=None)
    menu_acts.save_menu(
        slug="families", name="Not yet", place="", keyboard_hint=whole_site.KEYBOARD_HINT
    )

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    menu = Menu.objects.get(slug="families")
    live = menu_acts.live_version(menu)
    assert (live.name, live.place, live.keyboard_hint) == ("Families", "foot", "")
    assert (menu.name, menu.place) == ("Not yet", "")
    assert menu.keyboard_hint == whole_site.KEYBOARD_HINT


def test_pictures_and_old_instructions_of_menus_come_back(folder, settings, tmp_path, media_root):
    picture = picture_of("red")
    seen = whole_site.entry("Index", "/site-index/") | {
        "badge": picture.address,
        "badge_alone": True,
        "items": [whole_site.entry("Help", "/keyboard-help/") | {"badge": picture.address}],
    }
    menu = menu_acts.save_menu(slug="footer", items=[seen])
    menu_acts.publish_menu(menu, by=None)
    menu.items.filter(label="Help").update(legacy_hint="Hit Enter to expand.")
    live, working = menu_acts.live_version(menu).tree, menu_acts.working_tree(menu)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    menu = Menu.objects.get(slug="footer")
    assert menu_acts.live_version(menu).tree == live
    assert without_ids(menu_acts.working_tree(menu)) == without_ids(working)


def without_ids(tree):
    return [node | {"id": None, "items": without_ids(node["items"])} for node in tree]


def test_a_picture_that_is_brought_in_anew_is_shown_by_the_menu_that_names_it(folder):
    content = io.BytesIO()
    Picture.new("RGB", (60, 40), "red").save(content, "PNG")
    small_site(
        folder,
        **{
            "images/mine.png": content.getvalue(),
            "images.yaml": "- {file: images/mine.png, alternative_text: Red}\n",
            "menus.yaml": "- slug: footer\n  items: [{label: Index, address: /site-index/,"
            " badge: /media/images/mine.png}]\n",
        },
    )

    call_command("import_site", folder)

    tree = menu_acts.live_version(Menu.objects.get()).tree
    assert tree[0]["badge"] == Image.objects.get().address


def test_what_lies_in_the_bin_comes_back_into_the_bin(
    folder, client, settings, tmp_path, media_root
):
    author = factories.person("Binned Example")
    binned = factories.draft(title="Binned", body="[Old](https://example.org/old)").article
    factories.draft(title="Kept")
    notice = factories.live_article(title="Withdrawn", slug="gone").article
    publishing.withdraw(article=notice, reason="Out of date.", by=None)
    notice.title = "Withdrawn, with a draft"
    publishing.save_draft(article=notice, by=None)
    publishing.archive(thing=binned, by=None)
    publishing.archive(thing=notice, by=None)
    publishing.archive(thing=Link.objects.get(), by=None)
    publishing.archive(thing=author, by=None)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    archived = {article.title: article.archived_at for article in Article.objects.all()}
    assert {title: at is not None for title, at in archived.items()} == {
        "Binned": True,
        "Kept": False,
        "Withdrawn, with a draft": True,
    }
    assert Link.objects.get().archived_at is not None
    assert Person.objects.get().archived_at is not None
    assert "Out of date." in client.get("/symptoms/gone/").text


def test_where_a_picture_is_cut_and_what_took_its_place_come_back(
    folder, settings, tmp_path, media_root
):
    old, new = (picture_of(color) for color in ("red", "blue"))
    old.focus_x, old.focus_y, old.replaced_by = 20, 80, new
    publishing.save_image(image=old, by=None)

    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)

    old, new = (Image.objects.get(alternative_text=color) for color in ("red", "blue"))
    assert (old.focus_x, old.focus_y, old.focus_name()) == (20, 80, "left-bottom")
    assert (new.focus_x, new.focus_y) == (50, 50)
    assert (old.replaced_by, new.replaced_by) == (new, None)


def picture_of(color):
    content = io.BytesIO()
    Picture.new("RGB", (60, 40), color).save(content, "PNG")
    return publishing.add_image(
        prepared=images.prepare(content.getvalue()), by=None, alternative_text=color
    )


def test_pictures_come_back_unchanged(folder, settings, tmp_path, media_root):
    call_command("load_sample_site", verbosity=0)
    files = {image.file.name: image.file.read() for image in Image.objects.all()}
    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)

    call_command("import_site", folder)

    assert {image.file.name: image.file.read() for image in Image.objects.all()} == files


def test_a_site_is_only_imported_into_an_empty_one(folder, media_root):
    factories.live_article()
    call_command("export_site", folder)

    with pytest.raises(CommandError, match="only be imported into an empty one"):
        call_command("import_site", folder)


def test_an_export_that_fails_leaves_nothing_behind(folder, media_root):
    call_command("load_sample_site", verbosity=0)
    lost = Image.objects.first().file.name
    (media_root / lost).unlink()

    with pytest.raises(CommandError, match=f"The file of the picture {lost} is missing"):
        call_command("export_site", folder)

    assert list(folder.parent.glob("*site*")) == list(folder.parent.glob(".site*")) == []


def test_an_export_shows_one_moment(folder, monkeypatch):
    """What is published while the export runs is in none of its files."""
    page = factories.live_article(slug="before", title="Before")
    write = export._redirects

    def publish_meanwhile(*, at):
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO articles_section"
                           " (name, slug, introduction, position, review_months)"
                           " VALUES ('Meanwhile', 'meanwhile', '', 9, 12)")  # fmt: skip
        other.close()
        return write(at=at)

    monkeypatch.setattr(export, "_redirects", publish_meanwhile)
    call_command("export_site", folder)

    assert Section.objects.filter(slug="meanwhile").exists()
    named = [row["slug"] for row in yaml.safe_load((folder / "sections.yaml").read_text())]
    assert named == [page.section.slug]


def test_an_imported_page_is_known_again_after_the_round_trip(
    folder, settings, tmp_path, media_root, capsys
):
    source = tmp_path / "rest.md"
    source.write_text("---\ntitle: Rest\nsummary: How\n---\nRest.\n")
    factories.section("symptoms")
    call_command("import_page", source, section="symptoms", publish=True)
    call_command("export_site", folder)
    empty_the_site(settings, tmp_path)
    call_command("import_site", folder)
    capsys.readouterr()

    call_command("import_page", source)
    source.write_text("---\ntitle: Rest\nsummary: How\n---\nRest more.\n")
    call_command("import_page", source)

    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told if "rest.md" in line] == ["unchanged", "updated"]


def test_an_export_overwrites_nothing(folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")

    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", folder)

    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def small_site(folder, **files):
    """A site folder with one page; ``files`` replaces or adds some by name."""
    page = "---\ntitle: One\nsummary: A page.\n---\n\nText.\n"
    files = {
        "site.yaml": "site_name: A center\nhome_title: Welcome\n",
        "sections.yaml": "- {slug: symptoms, name: Symptoms}\n",
        "pages/symptoms/one.md": page,
    } | files
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_a_small_folder_written_by_hand_is_enough(folder, client):
    call_command("import_site", small_site(folder))

    assert client.get("/symptoms/one/").context["page"]["title"] == "One"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("site.yaml", "- a list", "site.yaml must contain names and values"),
        ("sections.yaml", "symptoms", "sections.yaml must contain a list"),
        ("sections.yaml", "- {name: Symptoms}", "sections.yaml, entry 1 has no slug"),
        ("sections.yaml", "- [", "sections.yaml is not valid YAML"),
        ("sections.yaml", "- !!python/object/apply:os.system [ls]", "not valid YAML"),
        ("sections.yaml", b"\xff\xfe\x00", "sections.yaml is not UTF-8"),
        ("sections.yaml", "- {slug: admin, name: Admin}", "used by the site itself"),
        ("pages/symptoms/one.md", "No front matter", "does not start with front matter"),
        ("pages/symptoms/one.md", "---\ntitle: One\n---\n\nText.", "Write a summary"),
        ("pages/symptoms/one.md", "---\nsection: x\ntitle: One\n---\n\nText.", "no section “x”"),
        ("pages/symptoms/one.md", "---\nupdated_on: soon\n---\n\nText.", "must be a date"),
        (
            "pages/symptoms/one.md",
            "---\ntitle: One\nsummary: A.\npeople: [{slug: nobody}]\n---\n\nText.",
            "no person “nobody”",
        ),
        ("images.yaml", "- {file: ../../secret.png}", "not a file name in images/"),
        ("images.yaml", "- {file: images/none.png}", "cannot be read"),
        ("links.yaml", "- {address: 'javascript:alert(1)'}", "valid URL"),
        ("menus.yaml", "- {slug: main, items: x}", "items must be a list"),
        (
            "menus.yaml",
            "- {slug: ../x, items: []}",
            "entry 1: “../x” is not a valid slug. Use up to 50",
        ),
        (
            "sections.yaml",
            "- {slug: symptoms, name: A}\n- {slug: symptoms, name: B}",
            "entry 2: the slug “symptoms” is already used in entry 1",
        ),
        (
            "menus.yaml",
            "- {slug: a, items: []}\n- {slug: a, items: []}",
            "“a” is already used in entry 1",
        ),
        (
            "people.yaml",
            "- {slug: a, name: A}\n- {slug: a, name: B}",
            "“a” is already used in entry 1",
        ),
        (
            "redirects.yaml",
            "- {path: /x/, target_url: /y/}\n- {path: /x/, target_url: /z/}",
            "entry 2: the path “/x/” is already used in entry 1",
        ),
        (
            "pages/symptoms/two.md",
            "---\ntitle: Two\nsummary: A.\nslug: one\n---\n\nText.\n",
            "two.md: The address /symptoms/one/ belongs to “One”",
        ),
        ("site.yaml", "site_name: [A]", "site.yaml: site_name must be text"),
        ("site.yaml", "site_name: No", "Put it in quotes"),
        ("sections.yaml", "- &a {slug: a, name: A}\n- *a", "line 2: aliases"),
        ("sections.yaml", "[" * 5000, "nested too deeply"),
        ("links.yaml", "- {address: x}", "links.yaml, entry 1: address: Enter a valid URL"),
        ("redirects.yaml", "- {path: /x/, target_url: 'javascript:x()'}", "cannot redirect to"),
        ("redirects.yaml", "- {path: /x/, target_url: //evil.example/}", "cannot redirect to"),
        ("pages/symptoms/My page.md", "---\ntitle: A\n---\n", "cannot be part of an address"),
        ("pages/symptoms/one.md", b"---\ntitle: A\n---\n\xff", "symptoms/one.md is not UTF-8"),
        ("pages/symptoms/one.md", f"---\ntitle: {'x' * 201}\n---\n", "at most 200 characters"),
        ("pages/a.draft.md", "---\ndraft_of: /symptoms/two/\n---\n", "no page /symptoms/two/"),
        ("pages/symptoms/one.md", "---\nsample: maybe\n---\n", "sample must be true or false"),
        ("pages/symptoms/one.md", "---\npeople: [x]\n---\n", "people must contain names"),
        ("pages/symptoms/one.md", "---\npeople: [{name: X}]\n---\n", "entry without slug"),
    ],
)
def test_a_faulty_folder_is_refused_in_words_and_nothing_is_written(folder, name, text, says):
    small_site(folder, **{name: text})

    with pytest.raises(CommandError, match=says):
        call_command("import_site", folder)

    assert not Section.objects.exists()
    assert not Publication.objects.exists()


def test_a_picture_that_is_none_is_refused(folder, media_root):
    small_site(
        folder,
        **{
            "images.yaml": "- {file: images/a.png, alternative_text: A}",
            "images/a.png": b"<html>not a picture</html>",
        },
    )

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_site", folder)

    assert not Image.objects.exists()


def test_a_menu_that_leads_nowhere_waits_to_be_published(folder, capsys):
    """A live menu may lead to a page that was withdrawn since: that must not lock a site in."""
    tree = "- {slug: footer, items: [{label: X, address: /none/}]}"
    small_site(folder, **{"menus.yaml": tree})

    call_command("import_site", folder)

    assert "The menu “Footer” was not published. “X”: " in capsys.readouterr().out
    assert [node["label"] for node in menu_acts.working_tree(Menu.objects.get())] == ["X"]
    assert menu_acts.live_version(Menu.objects.get()) is None


def png(color="teal"):
    buffer = io.BytesIO()
    Picture.new("RGB", (600, 300), color).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_picture_under_the_name_of_another_is_refused(folder, media_root):
    name = "images/0123456789abcdef.png"
    row = f"- {{file: {name}, width: 600, height: 300, alternative_text: A}}"
    small_site(folder, **{"images.yaml": row, name: png()})

    with pytest.raises(CommandError, match="is not the picture its name says it is"):
        call_command("import_site", folder)


def test_an_import_that_fails_leaves_no_picture_behind(folder, media_root):
    row = "- {file: images/a.png, alternative_text: A}"
    small_site(
        folder, **{"images.yaml": row, "images/a.png": png(), "links.yaml": "- {address: x}"}
    )

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_site", folder)

    assert list(media_root.rglob("*.*")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["[a]", "{a: b}", "2020-01-01", "1e400", "''", "'\\0'", "~"])
@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("people.yaml", {"slug": "a", "name": "A", "credentials": "B", "portrait": None}),
        ("sections.yaml", {"slug": "a", "name": "A", "introduction": "B", "position": 1}),
        ("links.yaml", {"address": "https://a.example/", "title": "A", "kind": "page"}),
        ("menus.yaml", {"slug": "main", "name": "A", "keyboard_hint": "", "items": []}),
        ("site.yaml", {"site_name": "A", "home_title": "B", "featured": []}),
    ],
)
def test_values_of_another_kind_are_taken_as_text_or_refused_in_words(folder, name, row, value):
    """Whatever stands in a file, the answer is a site or a sentence."""
    for key in row:
        said = yaml.safe_dump({**row, key: None}).replace(f"{key}: null", f"{key}: {value}")
        text = said if name == "site.yaml" else "- " + said.replace("\n", "\n  ").rstrip() + "\n"
        small_site(folder, **{name: text})
        try:
            with transaction.atomic():
                site = read_site_folder(folder)
                write_site(site, by=None)
                transaction.set_rollback(True)
        except UnreadableFolder as refusal:
            assert re.match(r"[\w/.-]+\.(yaml|md)\b", str(refusal))


def test_a_link_that_leads_out_of_the_folder_is_refused(folder, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("[]")
    small_site(folder)
    (folder / "people.yaml").symlink_to(secret)

    with pytest.raises(CommandError, match="points outside the folder"):
        call_command("import_site", folder)


def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(folder):
    small_site(folder)
    os.mkfifo(folder / "people.yaml")

    with pytest.raises(CommandError, match="people.yaml is not a file"):
        call_command("import_site", folder)


def test_line_ends_of_windows_change_nothing(folder, client):
    page = b"---\r\ntitle: One\r\nsummary: A page.\r\n---\r\n\r\nText.\r\n"

    call_command("import_site", small_site(folder, **{"pages/symptoms/one.md": page}))

    assert "<p>Text.</p>" in client.get("/symptoms/one/").context["page"]["html"]
    assert Article.objects.get().body == "Text.\n"


def test_what_is_exported_is_plain_yaml_and_markdown(folder):
    factories.live_article(slug="fatigue", title="Fatigue", body="Rest *early*.")

    call_command("export_site", folder)

    page = Path(folder, "pages/symptoms/fatigue.md").read_text()
    _, facts, body = page.split("---\n", 2)
    assert yaml.safe_load(facts)["title"] == "Fatigue"
    assert body == "\nRest *early*."


# --- The sample site ------------------------------------------------------------------------


def test_the_sample_site_is_live_and_marked_as_a_sample(client, media_root):
    call_command("load_sample_site", verbosity=0)

    page = client.get("/treatments/stem-cell-therapy-explained/").content.decode()

    assert "Sample page" in page
    assert len(client.get("/").context["sections"]) == 6


def test_loading_the_sample_site_again_overwrites_nothing_that_was_edited(media_root, capsys):
    call_command("load_sample_site", verbosity=0)
    article = Article.objects.get(slug="stem-cell-therapy-explained")
    article.title = "As edited here"
    factories.publish(publishing.save_draft(article=article, by=None).revision)
    moved = Article.objects.get(slug="fatigue")
    publishing.move(article=moved, section=moved.section, slug="tiredness", by=None)
    publications = Publication.objects.count()

    call_command("load_sample_site")

    assert "already loaded" in capsys.readouterr().out
    article.refresh_from_db()
    assert article.title == "As edited here"
    assert Publication.objects.count() == publications


def test_a_section_that_an_editor_renamed_does_not_come_back(media_root, capsys):
    call_command("load_sample_site", verbosity=0)
    section = Section.objects.get(slug="treatments")
    section.slug = "therapies"
    publishing.save_section(section=section, by=None)

    call_command("load_sample_site")

    assert "already loaded" in capsys.readouterr().out
    assert not Section.objects.filter(slug="treatments").exists()


def test_a_section_of_the_same_name_is_told_and_nothing_is_loaded(media_root):
    factories.section("signs", name="Symptoms")

    with pytest.raises(CommandError, match="sections.yaml, entry 2: name: Section with this Name"):
        call_command("load_sample_site")

    assert not Article.objects.exists()
