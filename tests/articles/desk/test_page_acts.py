from itertools import product

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture

from articles.images import ImageFile
from articles.models import Image
from tests import factories
from tests.articles.images.test_images import REFUSED, decoded, encoded, photograph

pytestmark = pytest.mark.django_db

CANARY = "canary words that nobody published"
JSON_VIEWS = [
    "markdown-links",
    "markdown-preview",
    "markdown-paste",
    "markdown-upload",
    "markdown-images",
    "markdown-frame",
]
MARKDOWNX_ADDRESSES = [
    f"{prefix}markdownx/{name}{slash}"
    for prefix, name, slash in product(
        ["/", "/admin/"], ["", "upload", "markdownify", "preview"], ["", "/"]
    )
]


def editor(*permissions):
    """A member of staff who may do just this."""
    someone = factories.user(is_staff=True)
    someone.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return someone


def signed_in(someone, **options):
    client = Client(**options)
    client.force_login(someone)
    return client


def picture(width=40, height=30):
    return SimpleUploadedFile("a.png", encoded(Picture.new("RGB", (width, height), (200, 0, 0))))


def upload(client, file, **words):
    words = {"alternative_text": "A red field"} | words
    return client.post(reverse("admin:markdown-upload"), {"image": file, **words})


def stored_files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# --- Who may ask ----------------------------------------------------------------------------


@pytest.mark.parametrize("enforces_csrf", [True, False])
@pytest.mark.parametrize("address", MARKDOWNX_ADDRESSES)
def test_no_address_of_markdownx_answers_or_stores_anything(address, enforces_csrf, media_root):
    client = Client(enforce_csrf_checks=enforces_csrf)

    response = client.post(address, {"image": picture(), "content": "<script>"}, follow=True)

    assert response.status_code in (403, 404)
    assert (stored_files(media_root), Image.objects.count()) == ([], 0)


def somebodies():
    return {
        "nobody": None,
        "a reader with an account": factories.user(),
        "staff without rights": editor(),
        "staff who may only look": editor("view_article", "view_image"),
        "an author who left": factories.user(is_staff=True, is_superuser=True, is_active=False),
    }


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", JSON_VIEWS)
def test_the_editor_answers_nobody_but_editors_and_says_so_as_json(name, method, media_root):
    address = reverse(f"admin:{name}")

    for who, someone in somebodies().items():
        client = signed_in(someone) if someone else Client()
        response = getattr(client, method)(
            address, {"content": CANARY, "image": picture(), "alternative_text": "x"}
        )
        answer = (response.status_code, response["Content-Type"], "canary" in response.text)
        assert answer == (403, "application/json", False), who

    assert (stored_files(media_root), Image.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["markdown-preview", "markdown-paste", "markdown-upload"])
def test_previews_and_uploads_need_a_csrf_token_and_a_post(name, media_root):
    someone = editor("change_article", "add_image")
    address = reverse(f"admin:{name}")

    forged = signed_in(someone, enforce_csrf_checks=True).post(
        address, {"content": "words", "image": picture(), "alternative_text": "x"}
    )
    fetched = signed_in(someone).get(address)

    assert (forged.status_code, forged["Content-Type"]) == (403, "application/json")
    assert fetched.status_code == 405
    assert Image.objects.count() == 0


def test_an_author_without_the_right_may_preview_but_not_upload(media_root):
    client = signed_in(editor("change_article"))

    assert client.post(reverse("admin:markdown-preview"), {"content": "x"}).status_code == 200
    assert upload(client, picture()).status_code == 403


# --- Preview of the text --------------------------------------------------------------------


def test_the_preview_is_what_the_pipeline_makes_of_the_text():
    client = signed_in(editor("change_article"))

    response = client.post(
        reverse("admin:markdown-preview"), {"content": "## Rest\n\n**Now**. <script>x()</script>"}
    )

    answer = response.json()
    assert '<h2 id="c-rest" data-line="0">Rest</h2>' in answer["html"]
    assert "<strong>Now</strong>" in answer["html"]
    assert "<script" not in answer["html"]
    assert answer["words"] > 1
    assert "no-store" in response["Cache-Control"]


def test_the_preview_knows_the_images_of_the_library(media_root):
    client = signed_in(editor("change_article", "add_image"))
    address = upload(client, picture(), caption="Red").json()["address"]

    html = client.post(reverse("admin:markdown-preview"), {"content": f"![]({address})"}).json()[
        "html"
    ]

    assert 'alt="A red field"' in html
    assert 'width="40"' in html
    assert "Red</figcaption>" in html


def test_a_text_past_the_limits_is_refused_in_words():
    client = signed_in(editor("change_article"))

    response = client.post(reverse("admin:markdown-preview"), {"content": "a " * 150_000})

    assert response.status_code == 422
    assert response.json()["error"].endswith(".")


# --- Images ---------------------------------------------------------------------------------


def test_an_uploaded_image_is_ours_in_name_format_and_content(media_root):
    client = signed_in(editor("change_article", "add_image"))
    file = SimpleUploadedFile("../../evil.html", photograph(6), content_type="text/html")

    response = upload(client, file, caption="A field", credit="Someone, CC0")

    image = Image.objects.get()
    assert response.status_code == 201
    assert response.json()["address"] == image.address == f"/media/{image.file.name}"
    assert (image.width, image.height) == (400, 200)
    assert image.alternative_text == "A red field"
    in_webp = image.file.name.replace(".jpg", ".webp")
    assert stored_files(media_root) == [image.file.name, in_webp]
    content = (media_root / image.file.name).read_bytes()
    kept = decoded(ImageFile("", 0, 0, content))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (400, 200), {})
    assert b"GPS" not in content
    assert client.get(image.address).status_code == 200


def test_a_wide_image_is_stored_in_narrower_copies_too(media_root):
    client = signed_in(editor("change_article", "add_image"))

    upload(client, picture(1000, 500))

    image = Image.objects.get()
    assert [source["width"] for source in image.narrower()] == [480, 960]
    assert [width for _, width in image.in_webp()] == [480, 640, 960, 1000]
    names = [source["file"] for source in image.sources]
    assert stored_files(media_root) == sorted([image.file.name, *names])


@pytest.mark.parametrize("content", REFUSED)
def test_what_is_not_a_picture_we_take_is_refused_and_nothing_stored(content, media_root):
    sent, reason = REFUSED[content]
    client = signed_in(editor("change_article", "add_image"))

    response = upload(client, SimpleUploadedFile("evil.gif", sent, content_type="image/gif"))

    (sentence,) = response.json()["fields"]["image"]
    assert response.status_code == 422
    assert sentence.endswith(".")
    assert (stored_files(media_root), Image.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alternative_text": ""}, "alternative_text"),
        ({"alternative_text": "   "}, "alternative_text"),
        ({"alternative_text": "x" * 301}, "alternative_text"),
        ({"alternative_text": "A field", "is_decorative": "on"}, "is_decorative"),
    ],
)
def test_an_image_needs_a_description_or_to_be_decorative(words, field, media_root):
    client = signed_in(editor("change_article", "add_image"))

    response = upload(client, picture(), **words)

    assert (response.status_code, list(response.json()["fields"])) == (422, [field])
    assert (stored_files(media_root), Image.objects.count()) == ([], 0)


def test_a_decorative_image_goes_in_without_words(media_root):
    client = signed_in(editor("change_article", "add_image"))

    response = upload(client, picture(), alternative_text="", is_decorative="on")

    assert response.status_code == 201
    assert Image.objects.values_list("alternative_text", "is_decorative").get() == ("", True)


def test_the_same_picture_sent_again_is_the_one_that_is_there(media_root):
    client = signed_in(editor("change_article", "add_image"))

    first, again = (
        upload(client, picture(), alternative_text=words) for words in ("A field", "Another")
    )

    assert first.json()["address"] == again.json()["address"]
    assert Image.objects.get().alternative_text == "A field"


def test_images_are_found_by_all_their_words(media_root):
    client = signed_in(editor("change_article", "add_image"))
    upload(client, picture(40), alternative_text="A nerve fiber", caption="Myelin")
    upload(client, picture(41), alternative_text="A nerve cell")

    def found(words):
        answer = client.get(reverse("admin:markdown-images"), {"q": words}).json()
        return answer["total"], [image["alternative_text"] for image in answer["images"]]

    assert found("") == (2, ["A nerve cell", "A nerve fiber"])
    assert found("NERVE myelin") == (1, ["A nerve fiber"])
    assert found("nothing like it") == (0, [])


def test_two_dozen_images_are_listed_at_once_and_all_are_counted(
    media_root, django_assert_num_queries
):
    client = signed_in(factories.administrator())
    for width in range(40, 66):
        upload(client, picture(width))

    with django_assert_num_queries(4):  # the session, its user, the count, the images
        answer = client.get(reverse("admin:markdown-images")).json()

    assert (len(answer["images"]), answer["total"]) == (24, 26)
