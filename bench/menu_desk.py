"""How long the desk takes over a menu of 1,300 entries: to show it, to move an entry, to undo.

Three shapes: 13 lists of 99 entries, three levels of 13 x 9 x 10, and one flat list. The
database is the one that ``make run`` serves; whatever is made here is rolled back.
"""

import os
import statistics
import time

from bench.served_site import prepare_site
from mscoe import environment
from mscoe.startup import run

ROUNDS = 5


def shapes():
    def row(name, items=()):
        return {"label": f"Page {name}", "address": f"/page/{name}/", "items": list(items)}

    return {
        "13 lists of 99": [row(a, [row(f"{a}-{b}") for b in range(99)]) for a in range(13)],
        "13 x 9 x 10": [
            row(a, [row(f"{a}-{b}", [row(f"{a}-{b}-{c}") for c in range(10)]) for b in range(9)])
            for a in range(13)
        ],
        "one flat list": [row(a) for a in range(1300)],
    }


def main():
    environment.make_up_values()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")
    with run.database():
        prepare_site()
        measure_all()


def measure_all():
    # Django is ready only now.
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.test import Client

    class Enough(Exception):
        pass

    try:
        with transaction.atomic():
            fields = {"is_staff": True, "is_superuser": True}
            someone = get_user_model().objects.create_user("bench-of-menus", **fields)
            client = Client(headers={"host": "127.0.0.1"})
            client.force_login(someone)
            for name, tree in shapes().items():
                measure(client, name, tree)
            raise Enough
    except Enough:
        pass


def measure(client, name, tree):
    from django.urls import reverse

    from accessibility.menus import acts as menu_acts
    from accessibility.menus import undo as menus_undo

    menu = menu_acts.save_menu(slug="bench", name="Bench", items=tree)
    page = reverse("admin:accessibility_menu_change", args=[menu.pk])
    move = reverse("admin:accessibility_menu_move", args=[menu.pk])
    undo = reverse("admin:accessibility_menu_undo", args=[menu.pk])
    entry = menu.items.filter(parent=None).last()
    found = {"show": [], "show one entry's panel": [], "find": [], "move": [], "undo": []}
    for _ in range(ROUNDS):
        found["show"].append(timed(lambda: client.get(page)))
        found["show one entry's panel"].append(timed(lambda: client.get(page, {"at": entry.pk})))
        found["find"].append(timed(lambda: client.get(page, {"find": "Page 7-7"})))
        found["move"].append(timed(lambda: client.post(move, {"up": entry.pk})))
        step = menus_undo.last_step(menu)
        found["undo"].append(timed(lambda step=step: client.post(undo, {"step": step.pk})))
    size = len(client.get(page).content)
    print(f"{name}: {menu.items.count()} entries, a page of {size / 1000:,.0f} KB")
    for what, times in found.items():
        wall, own = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
        print(f"  {what:24} {wall:6,.0f} ms, {own:6,.0f} ms CPU of Python")


def timed(ask):
    start, own = time.perf_counter(), time.process_time()
    answer = ask()
    if answer.status_code not in (200, 302):
        raise SystemExit(f"The desk answered {answer.status_code}.")
    return time.perf_counter() - start, time.process_time() - own


if __name__ == "__main__":
    main()
