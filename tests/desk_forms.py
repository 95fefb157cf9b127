"""Forms of the desk as a browser would send them."""

from bs4 import BeautifulSoup


def as_sent(response, *, form="#content form", **changed):
    """What the form of a row sends if nobody types anything but ``changed``.

    ``form``: a selector of it, where the page has others and no row.
    """
    page = BeautifulSoup(response.content, "lxml")
    form = page.select_one("#content form:has([name=based_on])") or page.select_one(form)
    sent = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        for value in _values(field):
            sent.setdefault(field["name"], []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return {name: values for name, values in (sent | changed).items() if values is not None}


def _values(field):
    if field.has_attr("disabled"):
        return []
    if field.name == "select":
        chosen = field.select("option[selected]")
        return [option["value"] for option in chosen or field.select("option")[:1]]
    if field.name == "textarea":
        return [field.text.removeprefix("\n").replace("\n", "\r\n")]
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [] if field.get("type") in ("submit", "file") else [field.get("value", "")]


def opened(client, address, **changed):
    return as_sent(client.get(address), **changed)
