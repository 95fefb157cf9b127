"""Pasting from other programs, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories

HTML = "<h2>Heat</h2><ul><li>Cold <b>water</b></li><li>A fan</li></ul>"
MARKDOWN = "## Heat\n\n- Cold **water**\n- A fan\n"
PLAIN = "Heat\nCold water\nA fan"


@pytest.fixture
def form(page, sign_in):
    sign_in(page, factories.administrator()).goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".markdown-editor.is-ready")
    return page


@pytest.fixture
def field(form):
    return form.locator("#id_body")


def paste(field, html, plain):
    field.evaluate(
        """(it, [html, plain]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", plain);
            const options = { bubbles: true, cancelable: true, clipboardData: data };
            const event = new ClipboardEvent("paste", options);
            if (it.dispatchEvent(event)) document.execCommand("insertText", false, plain);
        }""",
        [html, plain],
    )


def status(page):
    return page.locator(".markdown-status")


def test_what_is_pasted_keeps_its_formatting_and_one_undo_takes_it_back(form, field):
    field.focus()
    form.keyboard.insert_text("Before.")

    paste(field, HTML, PLAIN)
    expect(field).to_have_value(f"Before.\n\n{MARKDOWN}")
    expect(status(form)).to_contain_text("Pasted with its formatting.")
    form.keyboard.press("Control+z")

    expect(field).to_have_value("Before.")


def test_words_go_into_the_line_where_they_are_pasted(form, field):
    field.fill("Take  tablet.")
    field.evaluate("it => it.setSelectionRange(5, 5)")

    paste(field, "<meta charset=utf-8><b>one</b>", "one")

    expect(field).to_have_value("Take **one** tablet.")


def test_plain_text_stays_plain(form, field):
    field.focus()

    paste(field, "", "*one* <b>")

    expect(field).to_have_value("*one* <b>")


def test_what_a_code_editor_copies_is_its_plain_text(form, field):
    field.focus()

    paste(field, '<div style="white-space: pre;font-family: Menlo"># Rest</div>', "# Rest")

    expect(field).to_have_value("# Rest")


def test_without_an_answer_the_plain_words_go_in_and_are_told(form, field):
    form.route("**/markdown/paste/", lambda route: route.abort("aborted"))
    field.focus()

    paste(field, HTML, PLAIN)

    expect(field).to_have_value(PLAIN)
    expect(status(form)).to_contain_text("Pasted as plain text.")
    expect(field).to_be_editable()


def test_what_another_page_shows_is_copied_and_pasted_by_keyboard(form, field):
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    other = form.context.new_page()
    other.set_content(f"<main>{HTML}</main>")
    other.keyboard.press("Control+a")
    other.keyboard.press("Control+c")
    other.close()
    field.focus()

    form.keyboard.press("Control+v")

    expect(field).to_have_value(MARKDOWN)
