"""Writing in a real browser: the tools, the keyboard, undo, the preview, images."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from PIL import Image as Picture
from playwright.sync_api import expect

from articles import images, publishing
from articles.models import Article, Image
from tests import factories
from tests.articles.images.test_images import HTML, encoded

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "\n".join(
    [
        "Before",
        "",
        "| Heading | Heading |",
        "| ------- | ------- |",
        "| Text    | Text    |",
        "| Text    | Text    |",
    ]
)
PNG = encoded(Picture.new("RGB", (60, 40), (13, 59, 79)))


@pytest.fixture
def author():
    return factories.administrator(first_name="Rosa", last_name="Example")


@pytest.fixture
def form(page, sign_in, author):
    """The form of a new page, its editor ready."""
    sign_in(page, author)
    page.goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".markdown-editor.is-ready")
    return page


@pytest.fixture
def field(form):
    return form.locator("#id_body")


def write(field, text, selected=""):
    """Type ``text`` and select the first ``selected`` in it."""
    field.fill("")
    field.focus()
    field.page.keyboard.insert_text(text)
    start = text.index(selected) if selected else len(text)
    field.evaluate("(it, [a, b]) => it.setSelectionRange(a, b)", [start, start + len(selected)])


def selection(field):
    return field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)")


def tool(page, label):
    return page.get_by_role("toolbar", name="Text tools").get_by_role(
        "button", name=label, exact=True
    )


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")


def preview(page):
    return page.frame_locator("iframe").locator("[data-preview=text]")


# --- The keyboard ---------------------------------------------------------------------------


def test_tab_leaves_the_field_and_shift_tab_goes_to_the_tools(form, field):
    write(field, "Words")

    form.keyboard.press("Tab")
    assert focused(form) != "id_body"

    field.focus()
    form.keyboard.press("Shift+Tab")
    assert focused(form) == "Bold"
    assert field.input_value() == "Words"


def test_the_tools_are_one_stop_and_the_arrow_keys_move_inside(form, field):
    field.focus()
    form.keyboard.press("Shift+Tab")
    walked = [focused(form)]
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        form.keyboard.press(key)
        walked.append(focused(form))
    assert walked == ["Bold", "Italic", "Heading", "Find", "Bold", "Find", "Bold"]

    form.keyboard.press("ArrowRight")
    form.keyboard.press("Tab")
    assert focused(form) == "id_body"
    form.keyboard.press("Shift+Tab")
    assert focused(form) == "Italic"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Control+b", "Rest **now**."), ("Control+i", "Rest *now*."), ("Meta+b", "Rest **now**.")],
)
def test_shortcuts_mark_what_is_selected_and_take_the_mark_away_again(keys, expected, form, field):
    write(field, "Rest now.", "now")

    form.keyboard.press(keys)
    assert (field.input_value(), selection(field)) == (expected, "now")

    form.keyboard.press(keys)
    assert field.input_value() == "Rest now."


@pytest.mark.parametrize(
    ("label", "text", "selected", "expected"),
    [
        ("Bold", "", "", "**bold text**"),
        ("Bold", "a  b ", " b ", "a  **b** "),
        ("Bold", "a *b* c", "b", "a ***b*** c"),
        ("Italic", "a **b** c", "b", "a ***b*** c"),
        ("Italic", "a ***b*** c", "b", "a **b** c"),
        ("Heading", "One\nTwo", "Two", "One\n\n## Two"),
        ("Heading", "## Two", "Two", "### Two"),
        ("Heading", "### Two", "Two", "Two"),
        ("List", "One\nTwo", "One\nTwo", "- One\n- Two"),
        ("Numbered list", "One\nTwo", "One\nTwo", "1. One\n2. Two"),
        ("Quote", "Said.", "Said.", "> Said."),
        ("Quote", "> Said.", "Said.", "Said."),
        ("Other language", "Say hola.", "hola", "Say [hola]{lang=es}."),
        ("Other language", "", "", "[palabras]{lang=es}"),
        (
            "Table",
            "Before",
            "",
            TABLE,
        ),
    ],
)
def test_each_tool_changes_the_text_and_undo_takes_it_back(
    label, text, selected, expected, form, field
):
    write(field, text, selected)

    tool(form, label).click()
    assert field.input_value().rstrip("\n") == expected
    assert focused(form) == "id_body"

    form.keyboard.press("Control+z")
    assert field.input_value() == text


ROWS = "| a | b |\n|---|---|\n| c | d |"
LISTS = [
    ("List", "Do:\nWalk\n\nRest\nThen", "Walk\n\nRest", "Do:\n\n- Walk\n- Rest\n\nThen"),
    ("List", "## Walk\n\nWords", "Walk", "- Walk\n\nWords"),
    ("List", f"{ROWS}\n\nWords", "c | d", f"{ROWS}\n\n- First point\n\nWords"),
    ("List", "- a\n- b\n- c", "- b", "- a\n\nb\n\n- c"),
    ("List", "- a\n  more\n- b", "- a\n  more\n- b", "a\nmore\n\nb"),
    ("List", "- a\n  - b\n- c", "  - b", "- a\n- b\n- c"),
    ("List", "- a\nb", "b", "- a\n- b"),
    ("List", "•\ta\n•\tb", "•\ta\n•\tb", "- a\n- b"),
    ("List", "> Said\n> b", "> b", "> Said\n>\n> - b"),
    ("Numbered list", "- a\n  - b\n- c", "- a\n  - b\n- c", "1. a\n   1. b\n2. c"),
    ("List", "1. a\n   1. b\n2. c", "1. a\n   1. b\n2. c", "- a\n  - b\n- c"),
]


def test_a_list_is_made_of_what_is_selected_whatever_it_was_and_undone_at_once(form, field):
    for label, text, selected, expected in LISTS:
        write(field, text, selected)
        tool(form, label).click()
        assert field.input_value() == expected
        form.keyboard.press("Control+z")
        assert field.input_value() == text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Control+b", "Rest **before** noon"), ("Control+i", "Rest *before* noon")],
)
def test_a_shortcut_while_writing_begins_the_mark_and_pressed_again_ends_it(
    keys, expected, form, field
):
    write(field, "Rest ")

    form.keyboard.press(keys)
    form.keyboard.type("before")
    form.keyboard.press(keys)
    form.keyboard.type(" noon")

    assert field.input_value() == expected


def test_undo_goes_back_through_typing_and_tools_alike(form, field):
    write(field, "Rest")
    form.keyboard.type(" now", delay=5)
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+b")
    form.keyboard.press("End")
    form.keyboard.type("!")
    assert field.input_value().startswith("**Rest now**")

    for _ in range(9):
        form.keyboard.press("Control+z")
    assert field.input_value() == ""

    for _ in range(9):
        form.keyboard.press("Control+Shift+z")
    assert "**Rest now" in field.input_value()


# --- Links ----------------------------------------------------------------------------------


def test_a_link_asks_for_its_address_and_says_what_is_wrong_with_one(form, field):
    write(field, "Read the study today.", "the study")

    form.keyboard.press("Control+k")
    dialog = form.get_by_role("dialog", name="Insert a link")
    assert dialog.get_by_label("Link text").input_value() == "the study"
    assert focused(form) == "editor-link-search"
    address = dialog.get_by_label("Address")
    address.fill("study")
    form.keyboard.press("Enter")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(address).to_have_accessible_description(re.compile("Enter a full address"))
    expect(address).to_be_focused()

    address.fill("www.example.org/a (b)")
    form.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expected = "Read [the study](https://www.example.org/a%20%28b%29) today."
    expect(field).to_have_value(expected)
    expect(field).to_be_focused()

    form.keyboard.press("Control+z")
    expect(field).to_have_value("Read the study today.")


def test_a_cancelled_link_leaves_text_and_selection_as_they_were(form, field):
    write(field, "Read the study.", "the study")

    form.keyboard.press("Control+k")
    form.keyboard.press("Escape")

    assert (field.input_value(), selection(field)) == ("Read the study.", "the study")
    assert focused(form) == "id_body"


# --- Preview --------------------------------------------------------------------------------


def test_the_preview_follows_the_text_after_a_pause_and_says_nothing_while_one_types(form, field):
    form.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector(".markdown-editor [role=status]");
            new MutationObserver(() => window.said.push(status.textContent))
                .observe(status, { childList: true, characterData: true, subtree: true });
        }"""
    )
    asked = []
    form.on("request", lambda request: asked.append(request.url) if "preview" in request.url else 0)
    field.focus()
    form.keyboard.type("## Rest\n\nSleep *before* you are tired.", delay=15)

    expect(preview(form).get_by_role("heading", name="Rest", level=2)).to_be_visible()
    expect(preview(form).locator("em")).to_have_text("before")
    assert form.evaluate("window.said") == []
    assert len(asked) < 5
    expect(form.locator("[data-words]")).to_have_text("6 words")


def test_the_preview_of_a_few_words_begins_at_its_top(form, field):
    write(field, "Few words.")

    words = preview(form).get_by_text("Few words.")
    expect(words).to_be_visible()
    frame = form.locator("iframe").bounding_box()
    assert words.bounding_box()["y"] - frame["y"] < 100


def test_the_preview_shows_title_summary_and_language_as_they_are_typed(form):
    form.fill("#id_title", "Fatiga")
    form.fill("#id_summary", "Por qué cansa.")
    form.select_option("#id_language", "es")

    frame = form.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Fatiga")
    expect(frame.locator("[data-preview=summary]")).to_have_text("Por qué cansa.")
    expect(frame.get_by_role("main")).to_have_attribute("lang", "es")


def test_the_preview_looks_like_the_public_page_and_runs_no_scripts(form, field):
    publication = factories.live_article(body="## Rest\n\nSleep.")
    write(field, "## Rest\n\nSleep.\n\n<img src=x onerror=alert(1)>")
    expect(preview(form).locator("h2")).to_be_visible()
    style = "it => { const s = getComputedStyle(it); return [s.fontSize, s.color, s.fontFamily] }"
    previewed = preview(form).locator("h2").evaluate(style)
    assert preview(form).locator("img").count() == 0

    form.goto(publication.path)

    assert previewed == form.locator(".prose h2").evaluate(style)


def test_trouble_with_the_preview_is_said_once_and_never_written_into_the_text(
    browser, live_server, sign_in, author
):
    context = browser.new_context(base_url=live_server.url)
    page = sign_in(context.new_page(), author)
    page.goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".markdown-editor.is-ready")
    field = page.locator("#id_body")
    context.set_offline(True)
    field.focus()
    page.keyboard.type("Words.")
    status = page.locator(".markdown-editor > [role=status]")
    expect(status).to_have_text("The site cannot be reached. Your text is still here.")

    context.set_offline(False)
    page.keyboard.type(" More.")

    expect(status).to_have_text("The preview is working again.")
    expect(preview(page)).to_have_text("Words. More.")
    assert field.input_value() == "Words. More."
    context.close()


def test_a_link_in_the_preview_never_takes_the_form_away(form, field):
    write(field, "Text[^1] and [home](/).\n\n[^1]: A note.")
    preview(form).locator("sup a").click()

    with form.context.expect_page() as opened:
        preview(form).get_by_role("link", name="home").click()

    assert opened.value.url.endswith("/")
    assert field.input_value().startswith("Text[^1]")


# --- Images ---------------------------------------------------------------------------------


def image_dialog(page):
    return page.get_by_role("dialog", name="Insert an image")


def file(name="photo.png", content=PNG, kind="image/png"):
    return {"name": name, "mimeType": kind, "buffer": content}


def test_an_image_goes_in_only_with_words_that_stand_in_for_it(form, field, media_root):
    write(field, "Before.")
    tool(form, "Image").click()
    dialog = image_dialog(form)
    dialog.get_by_role("button", name="Insert image").click()
    described = dialog.get_by_label("Alternative text")
    expect(dialog.get_by_role("alert")).to_have_text("The image is not inserted yet.")
    expect(dialog.get_by_label("Image file")).to_be_focused()
    expect(described).to_have_accessible_description(re.compile("Say what the image shows"))
    assert field.input_value() == "Before."

    dialog.get_by_label("Image file").set_input_files(file())
    expect(dialog.get_by_role("img", name="The file photo.png")).to_be_visible()
    described.fill("A [nerve] fiber")
    dialog.get_by_role("button", name="Insert image").click()
    expect(dialog).to_have_count(0)

    image = Image.objects.get()
    expect(field).to_have_value(f"Before.\n\n![A \\[nerve\\] fiber]({image.address})\n")
    expect(preview(form).get_by_role("img", name="A [nerve] fiber")).to_be_visible()
    expect(field).to_be_focused()
    form.keyboard.press("Control+z")
    expect(field).to_have_value("Before.")


def test_a_decorative_image_goes_in_without_words(form, field, media_root):
    tool(form, "Image").click()
    dialog = image_dialog(form)
    dialog.get_by_label("Image file").set_input_files(file())
    dialog.get_by_label("The image is decorative").check()
    expect(dialog.get_by_label("Alternative text")).to_be_hidden()
    dialog.get_by_role("button", name="Insert image").click()
    expect(dialog).to_have_count(0)

    expect(field).to_have_value(f"![]({Image.objects.get().address})\n")


def test_a_link_is_found_by_the_title_of_its_page(form, field):
    live = factories.live_article(title="Heat and MS", slug="heat-and-ms")
    write(field, "See ")
    tool(form, "Link").click()
    dialog = form.get_by_role("dialog")

    dialog.get_by_label("Find a page or link by its title").fill("heat")
    expect(dialog.get_by_text("1 result.")).to_be_visible()
    form.keyboard.press("Tab")
    form.keyboard.press("Space")
    expect(dialog.get_by_label("Address")).to_have_value(live.path)
    dialog.get_by_role("button", name="Insert link").click()
    expect(dialog).to_have_count(0)

    expect(field).to_have_value(f"See [Heat and MS]({live.path})")


def test_a_title_that_nothing_has_is_said(form):
    tool(form, "Link").click()
    dialog = form.get_by_role("dialog")

    dialog.get_by_label("Find a page or link by its title").fill("zebra")

    expect(dialog.get_by_text("No page or link has these words in its title.")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Key points", "Rest\nDrink", "::: keypoints\n- Rest\n- Drink\n:::\n"),
        ("Key points", "", "::: keypoints\n- First point\n:::\n"),
        ("Note", "Bring water.", "::: note\nBring water.\n:::\n"),
        ("Warning", "Call us.", "::: warning\nCall us.\n:::\n"),
        ("Footnote", "Rest helps", "Rest helps[^1]\n\n[^1]: What the note says\n"),
        (
            "Footnote",
            "One[^1]\n\n[^1]: First",
            "One[^1]\n\n[^1]: First[^2]\n\n[^2]: What the note says\n",
        ),
    ],
)
def test_a_button_puts_in_what_it_is_called_and_one_undo_takes_it_back(
    form, field, name, before, after
):
    write(field, before)
    if name != "Footnote":
        field.evaluate("it => it.select()")

    tool(form, name).click()
    expect(field).to_have_value(after)
    form.keyboard.press("Control+z")

    expect(field).to_have_value(before)


def paste(field, *, way="paste"):
    field.evaluate(
        """(it, [way, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "pasted.png", { type: "image/png" }));
            const options = { bubbles: true, cancelable: true };
            it.dispatchEvent(way === "paste"
                ? new ClipboardEvent("paste", { ...options, clipboardData: data })
                : new DragEvent("drop", { ...options, dataTransfer: data }));
        }""",
        [way, list(PNG)],
    )


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_pasted_or_dropped_image_asks_first(way, form, field, media_root):
    write(field, "")
    paste(field, way=way)

    dialog = image_dialog(form)
    expect(dialog.get_by_label("Alternative text")).to_be_focused()
    assert field.input_value() == ""
    form.keyboard.type("A nerve")
    dialog.get_by_role("button", name="Insert image").click()
    expect(dialog).to_have_count(0)
    expect(field).to_have_value(f"![A nerve]({Image.objects.get().address})\n")


def test_an_image_that_is_here_already_is_found_by_its_words(form, field, media_root):
    for color, words in [((200, 0, 0), "A red field"), ((0, 0, 200), "A blue field")]:
        stored_image(Picture.new("RGB", (30, 20), color), words)
    tool(form, "Image").click()
    dialog = image_dialog(form)

    dialog.get_by_label("An image that is already on the site").check()
    expect(dialog.get_by_text("2 images.")).to_be_visible()
    dialog.get_by_label("Find an image").fill("blue")
    expect(dialog.get_by_text("One image.")).to_be_visible()
    dialog.get_by_role("radio", name="A blue field").check()
    expect(dialog.get_by_label("Alternative text")).to_have_value("A blue field")
    dialog.get_by_label("Alternative text").fill("Blue, for this page")
    dialog.get_by_role("button", name="Insert image").click()
    expect(dialog).to_have_count(0)

    blue = Image.objects.get(alternative_text="A blue field")
    expect(field).to_have_value(f"![Blue, for this page]({blue.address})\n")


def test_whoever_may_not_send_images_chooses_among_those_that_are_here(page, sign_in, media_root):
    stored_image(Picture.new("RGB", (30, 20), (200, 0, 0)), "A red field")
    writer = factories.user(is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename="add_article"))
    sign_in(page, writer).goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".markdown-editor.is-ready")
    field = page.locator("#id_body")

    paste(field)
    expect(page.locator(".markdown-status")).to_contain_text(
        "You do not have permission to upload images"
    )
    tool(page, "Image").click()
    dialog = image_dialog(page)
    expect(dialog.get_by_label("Image file")).to_be_hidden()
    expect(dialog.get_by_label("Find an image")).to_be_focused()
    dialog.get_by_role("radio", name="A red field").check()
    dialog.get_by_role("button", name="Insert image").click()
    expect(dialog).to_have_count(0)

    expect(field).to_have_value(f"![A red field]({Image.objects.get().address})\n")


def stored_image(picture, words):
    prepared = images.prepare(encoded(picture))
    return publishing.add_image(prepared=prepared, by=None, alternative_text=words)


def test_a_refused_file_is_explained_in_the_dialog_and_the_text_stays(
    browser, live_server, sign_in, author, media_root
):
    context = browser.new_context(base_url=live_server.url)
    page = sign_in(context.new_page(), author)
    page.goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".markdown-editor.is-ready")
    write(page.locator("#id_body"), "Before.")
    tool(page, "Image").click()
    dialog = image_dialog(page)
    dialog.get_by_label("Image file").set_input_files(file("evil.gif", HTML, "image/gif"))
    dialog.get_by_label("Alternative text").fill("A nerve")

    dialog.get_by_role("button", name="Insert image").click()

    expect(dialog.get_by_label("Image file")).to_have_accessible_description(
        re.compile("This is a web page, not a picture")
    )
    expect(dialog.get_by_label("Alternative text")).to_have_value("A nerve")
    page.keyboard.press("Escape")
    assert page.locator("#id_body").input_value() == "Before."
    assert Image.objects.count() == 0
    context.close()


# --- Beginning a page -----------------------------------------------------------------------


def test_pages_with_similar_titles_are_named_while_a_title_is_typed(form, axe):
    factories.live_article(title="Living with fatigue", slug="fatigue")
    title = form.get_by_label("Title", exact=False).first

    title.press_sequentially("Fatigue in MS")

    named = form.get_by_text("A page with a similar title exists already:")
    expect(named).to_be_visible()
    expect(named).to_have_attribute("role", "status")
    link = form.get_by_role("link", name="Living with fatigue")
    expect(link).to_have_attribute("href", re.compile("/fatigue/$"))
    assert axe(form) == []
    title.fill("Heat")
    expect(link).to_have_count(0)


# --- Authors and resources ------------------------------------------------------------------


def test_authors_are_found_by_typing_and_ordered_with_buttons(form, axe):
    factories.person("Rosa Núñez", affiliation="Eastern clinic")
    for name in ("Sam", "Ann"):
        factories.person(name)
    form.reload()
    authors = form.get_by_role("group", name="Authors")
    first = authors.get_by_role("combobox", name="Person").first
    first.press_sequentially("nunez east")
    expect(authors.get_by_role("option")).to_have_text(["Rosa Núñez Eastern clinic"])
    first.press("Enter")
    authors.get_by_role("button", name="Add another author").click()
    second = authors.get_by_role("combobox", name="Person").nth(1)
    second.press("ArrowDown")
    expect(authors.get_by_role("option")).to_have_count(3)
    second.press_sequentially("s")
    second.press("ArrowDown")
    second.press("ArrowDown")
    expect(authors.get_by_role("option", selected=True)).to_have_text("Sam")
    assert axe(form) == []
    second.press("Enter")

    moved = authors.get_by_role("group", name="Author 2")
    moved.get_by_role("button", name="Move up").click()

    expect(authors.get_by_text("Moved to position 1 of 2.")).to_be_visible()
    chosen = authors.get_by_role("combobox", name="Person")
    assert [field.input_value() for field in chosen.all()] == ["Sam", "Rosa Núñez"]
    assert focused(form) == "Move up"
    form.get_by_role("button", name="Save draft").click()
    form.wait_for_url(re.compile("/change/"))
    article = Article.objects.get()
    assert [line.person.name for line in article.byline.all()] == ["Sam", "Rosa Núñez"]


def test_words_that_are_no_entry_of_a_list_choose_nothing(form):
    factories.link("https://example.org/heat", title="Heat waves")
    form.reload()
    links = form.get_by_role("group", name="Additional information")
    field = links.get_by_role("combobox", name="Link")

    field.fill("cold")
    field.press("Tab")
    expect(links.get_by_text("“cold” is not in the list. Nothing is chosen.")).to_be_visible()
    expect(field).to_have_value("")
    field.fill("heat waves")
    field.press("Tab")

    assert links.locator("select").evaluate("list => list.selectedOptions[0].text") == "Heat waves"


def test_words_that_fit_one_entry_alone_choose_it_when_the_field_is_left(form):
    for name in ("Rosa Núñez", "Ida Rosales", "Sam Example"):
        factories.person(name)
    form.reload()
    authors = form.get_by_role("group", name="Authors")
    field = authors.get_by_role("combobox", name="Person")

    field.fill("nunez")
    field.press("Tab")
    expect(field).to_have_value("Rosa Núñez")

    field.fill("rosa")
    field.press("Tab")
    expect(
        authors.get_by_text("“rosa” fits more than one entry. “Rosa Núñez” stays.")
    ).to_be_visible()
    expect(field).to_have_value("Rosa Núñez")


# --- Without scripts, and leaving ------------------------------------------------------------


def test_without_scripts_the_field_is_a_plain_one_and_everything_saves(
    page_without_scripts, sign_in, author
):
    factories.person("Rosa")
    page = sign_in(page_without_scripts, author)
    page.goto(reverse("admin:articles_article_add"))
    assert page.get_by_role("toolbar").count() == 0
    assert page.locator("iframe:visible").count() == 0

    page.get_by_label("Text:").fill("Plain words.")
    page.get_by_label("Person").select_option(label="Rosa")
    page.get_by_role("button", name="Save draft").click()

    page.wait_for_url(re.compile("/change/"))
    article = Article.objects.get()
    assert (article.body, article.byline.count()) == ("Plain words.", 1)


def test_leaving_with_unsaved_words_asks_first_and_saving_does_not(form, field):
    asked = []
    form.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    field.focus()
    form.keyboard.type("Words.")

    form.get_by_role("link", name="Home").click()
    assert asked == ["beforeunload"]
    assert field.input_value() == "Words."

    form.get_by_role("button", name="Save draft").click()
    form.wait_for_url(re.compile("/change/"))
    assert asked == ["beforeunload"]
