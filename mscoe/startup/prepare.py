"""What a database and a machine need before the site is served: each step only if it is due."""

import fcntl
import hashlib
import os
import secrets
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from mscoe import staticfiles


def prepare(say):
    django.setup()
    migrate(say)
    collect_static_files(say)
    load_sample_site(say)
    render_pages(say)
    index_pages(say)
    create_first_administrator(say)


def migrate(say):
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Migrating the database.")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=False)


def collect_static_files(say):
    """Again whenever a source, or the code that joins them, is another than at the last time."""
    stamp = Path(f"{settings.STATIC_ROOT}.sources")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    with open(stamp, "a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        sources = static_sources()
        if file.read() != sources:
            say("Collecting static files.")
            call_command("collectstatic", interactive=False, verbosity=0)
            file.truncate(0)
            file.write(sources)


def static_sources():
    """A digest of what collectstatic would read."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            note(digest, storage.path(path))
    for module in Path(staticfiles.__file__).parent.glob("*.py"):
        note(digest, module)
    return digest.hexdigest()


def note(digest, path):
    facts = os.stat(path)
    digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())


def load_sample_site(say):
    """Into an empty site only, once; SAMPLE_SITE=0 leaves it empty."""
    from articles.models import Article, Section  # models can be imported after setup only

    wanted = os.environ.get("SAMPLE_SITE", "1") != "0"
    if wanted and not Section.objects.exists() and not Article.objects.exists():
        say("Loading the sample site.")
        with transaction.atomic():  # all of it or nothing, however this ends
            call_command("load_sample_site", verbosity=0)
            passwords = make_sample_accounts()
        for name, password in passwords.items():
            say(
                f"Created the sample account {name} with the password {password} (shown only once)."
            )


def make_sample_accounts():
    """One account a role, called a sample at the desk too; returns passwords by user name."""
    from django.contrib.auth.models import Group  # models can be imported after setup only

    from articles import publishing
    from articles.roles import ROLES

    users, passwords = get_user_model().objects, {}
    for role in ROLES:
        name = role.lower()
        if users.filter(username=name).exists():
            continue
        passwords[name] = secrets.token_urlsafe(12)
        account = users.model(username=name, first_name="Sample", last_name=name, is_staff=True)
        account.set_password(passwords[name])
        publishing.add_account(account=account, by=None, groups=[Group.objects.get(name=role)])
    return passwords


def render_pages(say):
    """Once after a new release whose Markdown pipeline shows pages differently."""
    from articles import publishing
    from articles.publishing.pages import pages_need_rendering

    publishing.complete_images()
    if pages_need_rendering(at=timezone.now()):
        say("Rendering pages again for this release.")
        publishing.render_pages()


def index_pages(say):
    """Once after a new release that compares words otherwise in a search."""
    from articles import search

    if search.needs_indexing():
        say("Indexing pages again for this release.")
        search.index_again()


def create_first_administrator(say):
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    from articles import publishing

    name = os.environ.get("ADMIN_USERNAME") or "admin"
    given = os.environ.get("ADMIN_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    account = users.model(username=name, is_staff=True, is_superuser=True)
    account.set_password(password)
    publishing.add_account(account=account, by=None)
    shown = "the password in ADMIN_PASSWORD" if given else f"the password {password}"
    say(f"Created the administrator {name} with {shown} (shown only once).")
