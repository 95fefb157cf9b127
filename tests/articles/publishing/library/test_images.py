"""Images: copies for phones, where they are used, their focus, and another file in their place."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageDraw

from accessibility.changes.act_lock import EVERY_PAGE
from accessibility.menus import acts as menu_acts
from accessibility.menus import reorder
from accessibility.menus.tree import walk
from accessibility.menus.undo import last_step, undo
from accessibility.models import Change
from articles import images, publishing
from articles.models import Article, Event, Image, Person, Publication, Rendering, Revision
from articles.publishing.approval.state import is_approved
from articles.publishing.errors import SameImage
from articles.publishing.library.images import uses_of
from tests import factories
from tests.articles.images.test_images import encoded
from tests.desk_forms import as_sent, opened
from tests.journeys.whole_site import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def drawing(width=1200, color=(20, 60, 90)):
    picture = Picture.new("RGB", (width, width // 2), (250, 250, 245))
    pen = ImageDraw.Draw(picture)
    for step in range(0, width, 40):
        pen.line([(step, 0), (width - step, width // 2)], fill=color, width=3)
    return encoded(picture)


def image(content=None, **words):
    words = {"alternative_text": "Lines that cross"} | words
    return publishing.add_image(prepared=images.prepare(content or drawing()), by=None, **words)


def forget_webp(picture):
    """As an image of an earlier release stands in the database."""
    picture.sources = picture.narrower()
    picture.save()


def html_of(revision):
    return revision.renderings.latest("pk").rendered.html


# --- Copies -----------------------------------------------------------------------------------


def test_an_image_is_offered_as_webp_in_widths_for_phones():
    noise = Picture.effect_noise((1200, 600), 60).convert("RGB")
    picture = image(encoded(noise, "JPEG"))

    html = html_of(factories.draft(body=f"![]({picture.address})"))

    stem = picture.address.removesuffix(".jpg")
    assert (
        f'<picture><source type="image/webp" srcset="{stem}-480.webp 480w, {stem}-640.webp 640w, '
        f'{stem}-960.webp 960w, {stem}.webp 1200w"'
    ) in html
    assert f'<img src="{picture.address}" alt="Lines that cross"' in html


def test_a_drawing_in_webp_is_lighter_and_not_one_pixel_differs():
    prepared = images.prepare(drawing())

    largest = prepared.in_webp[-1]
    assert len(largest.content) < len(prepared.largest.content)
    pixels = [
        Picture.open(io.BytesIO(file.content)).convert("RGB").tobytes()
        for file in (largest, prepared.largest)
    ]
    assert pixels[0] == pixels[1]


def test_a_narrower_copy_that_would_weigh_more_is_left_out():
    for content in (drawing(), drawing(1000), encoded(Picture.effect_noise((1000, 500), 60))):
        weights = [len(file.content) for file in images.prepare(content).in_webp]

        assert weights == sorted(set(weights))


def test_webp_copies_of_an_old_image_are_those_a_new_one_gets(media_root):
    picture = image()
    made = picture.sources
    stored = {each["file"]: (media_root / each["file"]).read_bytes() for each in made}
    for address, _ in picture.in_webp():
        (media_root / address.removeprefix("/media/")).unlink()
    forget_webp(picture)

    assert publishing.complete_images() == 1

    picture.refresh_from_db()
    assert picture.sources == made
    assert {name: (media_root / name).read_bytes() for name in stored} == stored
    assert publishing.complete_images() == 0


def test_pages_of_an_earlier_release_show_the_new_copies_and_stay_approved():
    picture = image()
    forget_webp(picture)
    revision = factories.draft(body=f"![]({picture.address})")
    factories.approve(revision)
    publishing.publish(revision=revision, by=None)
    assert "<picture>" not in html_of(revision)

    publishing.complete_images()
    publishing.render_pages()

    assert "<picture>" in html_of(revision)
    article = Article.objects.get()
    again = publishing.save_draft(article=article, by=None).revision
    assert (again, is_approved(again)) == (revision, True)
    assert Rendering.objects.count() == 2


def test_an_image_whose_file_is_lost_stops_no_other(media_root):
    lost, kept = image(), image(drawing(color=(200, 0, 0)))
    for picture in (lost, kept):
        forget_webp(picture)
    (media_root / lost.file.name).unlink()

    assert publishing.complete_images() == 1
    assert list(Image.objects.without_webp()) == [lost]


def test_a_comparison_names_images_by_what_they_show(desk):
    picture = image()
    article = factories.draft(body=f"Look.\n\n![]({picture.address})").article
    article.body = f"Look.\n\n![Red and blue lines]({picture.address})"
    publishing.save_draft(article=article, by=None)

    address = reverse("admin:articles_article_compare", args=[article.pk])
    html = desk.get(address, {"from": 1, "to": 2}).content.decode()

    assert "[Image:" in html
    assert picture.address not in html


# --- Focus ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [
        (0, 0, "left-top"),
        (33, 34, "left-center"),
        (50, 50, "center-center"),
        (67, 100, "right-bottom"),
        (100, 0, "right-top"),
    ],
)
def test_a_focus_is_in_one_of_nine_parts(x, y, name):
    assert Image(focus_x=x, focus_y=y).focus_name() == name


@pytest.fixture
def desk(client):
    someone = factories.administrator()
    client.force_login(someone)
    return client


def change_words(desk, picture, **fields):
    address = reverse("admin:articles_image_change", args=[picture.pk])
    response = desk.post(address, opened(desk, address) | fields)
    picture.refresh_from_db()
    return response


def test_a_ninth_chosen_in_the_grid_becomes_the_focus(desk):
    picture = image()

    change_words(desk, picture, focus="left-top")

    assert (picture.focus_x, picture.focus_y) == (17, 17)


def test_numbers_written_win_over_the_grid(desk):
    picture = image()

    change_words(desk, picture, focus_x=20, focus_y=90)

    assert (picture.focus_x, picture.focus_y, picture.focus_name()) == (20, 90, "left-bottom")


def test_a_focus_outside_the_picture_is_refused(desk):
    picture = image()

    response = change_words(desk, picture, focus_x=101)

    assert "less than or equal to 100" in response.content.decode()
    assert picture.focus_x == 50


def test_a_portrait_keeps_its_focus_in_sight(client):
    picture = image(focus_x=10, focus_y=10)
    someone = factories.person(portrait=picture)

    html = client.get(someone.get_absolute_url()).content.decode()

    assert f'<img class="focus-left-top" src="{picture.address}"' in html
    assert '<source type="image/webp"' in html


# --- Where it is used -------------------------------------------------------------------------


def test_uses_are_live_pages_newest_drafts_and_portraits():
    picture = image()
    shown = factories.live_article(title="Shown", body=f"![]({picture.address})")
    once = factories.live_article(title="Once", body=f"![]({picture.address})").article
    once.body = "No picture any more."
    publishing.save_draft(article=once, by=None)
    gone = factories.draft(title="Gone", body=f"![]({picture.address})").article
    gone.body = "Gone."
    publishing.save_draft(article=gone, by=None)
    rosa = factories.person(portrait=picture)

    uses = uses_of([picture], at=timezone.now())[picture.address]

    live_at = dict(Publication.objects.values_list("article", "path"))
    assert {page.pk: place for page, place in uses["pages"].items()} == {
        shown.article_id: {"live": shown.path},
        once.pk: {"live": live_at[once.pk]},
    }
    assert uses["people"] == [rosa]


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_takes_as_many_queries_for_one_image_as_for_three(
    desk, count, django_assert_num_queries
):
    for number in range(count):
        picture = image(drawing(color=(number * 40, 0, 0)))
        factories.draft(body=f"![]({picture.address})")

    with django_assert_num_queries(10):
        html = desk.get(reverse("admin:articles_image_changelist")).content.decode()

    assert html.count('alt="Lines that cross"') == count
    assert html.count("1 page") >= count


def test_the_library_says_in_words_what_each_picture_shows(desk):
    image(alternative_text="A ramp at the north entrance")
    image(drawing(color=(9, 0, 0)), alternative_text="", is_decorative=True)

    html = desk.get(reverse("admin:articles_image_changelist")).text

    assert ">A ramp at the north entrance<" in html
    assert ">Decorative image " in html


def test_drafts_one_may_not_read_are_only_counted_beside_an_image(client):
    picture = image()
    factories.draft(title="Canary draft", body=f"![]({picture.address})")
    helper = factories.user(is_staff=True)
    helper.user_permissions.add(*_rights("view_image"))
    client.force_login(helper)

    html = client.get(reverse("admin:articles_image_change", args=[picture.pk])).content.decode()

    assert "Canary draft" not in html
    assert "1 draft that you cannot read" in html


def _rights(*names):
    return Permission.objects.filter(codename__in=names)


# --- Another file in its place ----------------------------------------------------------------


def replace(picture, *, by=None, reason=""):
    prepared = images.prepare(drawing(color=(200, 30, 30)))
    return publishing.replace_image(
        image=picture, prepared=prepared, by=by, reason=reason, alternative_text="Red lines"
    )


def test_a_replaced_image_is_in_the_drafts_and_waits_for_approval_on_live_pages():
    picture = image()
    live = factories.live_article(title="Live", body=f"![]({picture.address})")
    draft = factories.draft(title="Draft", body=f"![]({picture.address})").article

    done = replace(picture)

    picture.refresh_from_db()
    assert picture.replaced_by == done.image
    assert [each.title for each in done.waiting] == ["Live", "Draft"]
    for article in Article.objects.all():
        assert article.latest_revision().body == f"![]({done.image.address})"
    still = Publication.objects.get(article=live.article, ends_at=None).revision
    assert still.body == f"![]({picture.address})"
    assert draft.revisions.count() == 2
    assert Event.objects.filter(verb="image replaced").count() == 1


def test_with_a_reason_live_pages_show_the_new_image_at_once():
    picture = image()
    live = factories.live_article(body=f"![]({picture.address})")

    done = replace(picture, reason="The old one names the wrong drug.")

    now = Publication.objects.get(article=live.article, ends_at=None)
    assert now.revision.body == f"![]({done.image.address})"
    assert now.event.data["urgent"] is True
    assert done.published == [live.article]


def test_a_draft_that_waits_is_not_published_along_with_a_replaced_image():
    picture = image()
    live = factories.live_article(body=f"![]({picture.address})")
    article = Article.objects.get()
    article.body = f"Unchecked words. ![]({picture.address})"
    publishing.save_draft(article=article, by=None)

    done = replace(picture, reason="Urgent.")

    assert Publication.objects.get(article=article, ends_at=None) == live
    assert (done.published, done.waiting) == ([], [article])


def test_pages_one_may_not_write_keep_the_old_image():
    picture = image()
    factories.draft(title="Of someone else", body=f"![]({picture.address})")
    helper = factories.user(is_staff=True)
    helper.user_permissions.add(*_rights("change_image"))

    done = replace(picture, by=helper)

    assert [each.title for each in done.left] == ["Of someone else"]
    assert Revision.objects.count() == 1


def test_a_portrait_follows_its_replaced_image():
    picture = image()
    factories.person("Rosa Example", portrait=picture)

    done = replace(picture)

    assert Person.objects.get().portrait == done.image


def test_a_biography_follows_an_image_that_is_replaced_and_the_library_counts_it(desk):
    picture = image()
    words = f"She runs. ![]({picture.address})"
    rosa = factories.person("Rosa Example", biography=words)
    listed = desk.get(reverse("admin:articles_image_changelist")).text

    done = replace(picture)

    assert "1 person" in listed
    assert Person.objects.get().biography == f"She runs. ![]({done.image.address})"
    assert (done.people, done.biographies) == ([], [rosa])


def test_an_image_does_not_replace_itself():
    picture = image()

    with pytest.raises(SameImage):
        publishing.replace_image(
            image=picture, prepared=images.prepare(drawing()), by=None, alternative_text="Same"
        )

    picture.refresh_from_db()
    assert picture.replaced_by is None


def test_the_screen_replaces_and_tells_what_became_of_each_use(desk):
    picture = image()
    factories.live_article(title="Walking", body=f"![]({picture.address})")
    file = SimpleUploadedFile("new.png", drawing(color=(200, 30, 30)))

    response = desk.post(
        reverse("admin:articles_image_replace", args=[picture.pk]),
        {"image": file, "alternative_text": "Red lines"},
        follow=True,
    )

    html = response.content.decode()
    assert "Image replaced." in html
    assert "Readers will see it once these drafts are published: “Walking”" in html
    assert Image.objects.get(replaces=picture).alternative_text == "Red lines"


def send_another_file(desk, picture, opened, **words):
    """What a browser sends of the form that replaces an image, with a file chosen again."""
    file = SimpleUploadedFile("new.png", drawing(color=(200, 30, 30)))
    address = reverse("admin:articles_image_replace", args=[picture.pk])
    return desk.post(address, as_sent(opened, **words) | {"image": file})


def test_words_that_someone_saved_while_an_image_is_replaced_are_shown_first(desk):
    picture = image(caption="A hand")
    opened = desk.get(reverse("admin:articles_image_replace", args=[picture.pk]))
    theirs = Image.objects.get(pk=picture.pk)
    theirs.caption = "A right hand"
    publishing.save_image(image=theirs, by=None)

    refused = send_another_file(desk, picture, opened, credit="Mine")
    nothing_yet = Image.objects.count()
    done = send_another_file(desk, picture, refused, caption="A right hand")

    assert "caption: “A right hand”" in refused.text
    assert "Nothing was replaced." in refused.text
    assert nothing_yet == 1
    assert done.status_code == 302
    new = Image.objects.get(replaces=picture)
    assert (new.caption, new.credit) == ("A right hand", "Mine")


def test_words_that_nobody_changed_meanwhile_are_replaced_without_a_question(desk):
    picture = image(caption="A hand")
    opened = desk.get(reverse("admin:articles_image_replace", args=[picture.pk]))

    done = send_another_file(desk, picture, opened, caption="A foot")

    assert done.status_code == 302
    assert Image.objects.get(replaces=picture).caption == "A foot"


def test_whoever_may_not_change_images_cannot_replace_one(client):
    picture = image()
    helper = factories.user(is_staff=True)
    helper.user_permissions.add(*_rights("view_image", "add_image"))
    client.force_login(helper)

    address = reverse("admin:articles_image_replace", args=[picture.pk])

    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


# --- In menus ---------------------------------------------------------------------------------


def badge_menu(picture, *, is_live=True):
    """A menu whose second level shows the picture, with an unpublished label beside it."""
    inner = entry("Help", "/keyboard-help/") | {"badge": picture.address}
    menu = menu_acts.save_menu(
        slug="footer", items=[entry("Index", "/site-index/") | {"items": [inner]}]
    )
    if is_live:
        menu_acts.publish_menu(menu, by=None)
        menu.items.filter(label="Index").update(label="Not yet")
    return menu


def badges(tree):
    return [node["badge"] for _, node in walk(tree) if node.get("badge")]


def test_menus_arranged_with_a_replaced_image_show_the_new_one_when_published():
    picture = image()
    menu = badge_menu(picture)

    done = replace(picture)

    assert (done.menus_waiting, done.menus_published) == ([menu], [])
    assert badges(menu_acts.working_tree(menu)) == [done.image.address]
    assert badges(menu_acts.live_version(menu).tree) == [picture.address]


def test_with_a_reason_live_menus_show_the_new_image_at_once_and_nothing_else_new():
    picture = image()
    menu = badge_menu(picture)

    done = replace(picture, reason="The old one names the wrong drug.")

    live = menu_acts.live_version(menu).tree
    assert (done.menus_waiting, done.menus_published) == ([], [menu])
    assert badges(live) == badges(menu_acts.working_tree(menu)) == [done.image.address]
    assert live[0]["label"] == "Index"
    assert EVERY_PAGE in Change.objects.latest("pk").paths


def test_undoing_a_step_does_not_bring_a_replaced_image_back():
    picture = image()
    menu = badge_menu(picture, is_live=False)
    reorder.save_item(set_label(menu.items.get(label="Help"), "Keys"))

    done = replace(picture)
    undo(last_step(menu))

    assert menu.items.get(label="Help").badge == done.image.address


def set_label(item, label):
    item.label = label
    return item


def test_menus_one_may_not_arrange_keep_the_old_image():
    picture = image()
    menu = badge_menu(picture)
    helper = factories.user(is_staff=True)
    helper.user_permissions.add(*_rights("change_image"))

    done = replace(picture, by=helper, reason="Urgent.")

    assert done.menus_left == [menu]
    assert badges(menu_acts.working_tree(menu)) == [picture.address]


def test_the_desk_of_an_image_names_the_menus_that_show_it(desk):
    picture = image()
    badge_menu(picture)
    file = SimpleUploadedFile("new.png", drawing(color=(200, 30, 30)))

    listed = desk.get(reverse("admin:articles_image_changelist")).text
    shown = desk.get(reverse("admin:articles_image_change", args=[picture.pk])).text
    asked = desk.get(reverse("admin:articles_image_replace", args=[picture.pk])).text
    told = desk.post(
        reverse("admin:articles_image_replace", args=[picture.pk]),
        {"image": file, "alternative_text": "Red lines"},
        follow=True,
    ).text

    assert "1 menu" in listed
    assert "In the menu “Footer”" in shown
    assert "It is in 1 menu." in asked
    assert "Readers will see it once these menus are published: “Footer”" in told
