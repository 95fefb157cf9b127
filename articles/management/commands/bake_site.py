import logging
import os
import signal
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accessibility.changes.database_wait import limit_waits
from accessibility.changes.lock_waits import lock_waits
from accessibility.changes.query_timeout import limit_queries
from articles.baking import dependencies
from articles.baking.follower import AlreadyFollowed, Follower
from articles.baking.release import Trees, release
from articles.baking.writer import bake, differences

logger = logging.getLogger(__name__)
OF_ANOTHER_RELEASE = (
    "The served files were baked by another release, or with other settings than this command"
    " has. Make sure that SITE_ADDRESS and the center's variables are the ones the follower runs"
    " with."
)


class Command(BaseCommand):
    help = "Update the files of public pages, which readers get without a database."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--follow", action="store_true", help="Keep running and bake every change."
        )
        how.add_argument("--all", action="store_true", help="Bake every page again.")
        how.add_argument("--path", metavar="PATH", help="Bake the page at this address again.")
        how.add_argument(
            "--check", action="store_true", help="Compare every file with a fresh copy."
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=os.cpu_count() or 1,
            help="Number of processes for a full build.",
        )

    def handle(self, *, check, path, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if check:
            self.compare()
            return
        try:
            # What stays writes lines of a log; what ends reports to the shell.
            say = logger.info if options["follow"] else self.say
            follower = Follower(settings.BAKED_ROOT, workers=options["workers"], say=say)
        except AlreadyFollowed as refusal:
            raise CommandError(str(refusal)) from None
        try:
            self.bake(follower, path=path, **options)
        except KeyboardInterrupt:
            pass
        finally:
            follower.stop()

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def bake(self, follower, *, follow, path, **options):
        if follow:
            limit_waits()  # what was prepared happens on time, even if the database is silent
            limit_queries(lock_seconds=5, seconds=9)
            lock_waits.limit(seconds=5, most=1)
            follower.follow()
        elif path:
            self.bake_one(follower, path)
        else:
            follower.catch_up(everything=options["all"])
            self.say("Every file is up to date.")

    def bake_one(self, follower, path):
        baked = bake(
            follower.baker.trees.current() or follower.baker.tree, [path], at=timezone.now()
        )
        if baked.failed:
            raise CommandError(f"{path} could not be baked: {baked.failed[path]}")
        self.say(f"Baked {path}." if baked.changed else f"{path} was up to date.")

    def compare(self):
        trees, at = Trees(settings.BAKED_ROOT), timezone.now()
        tree = trees.current()
        if tree is None:
            raise CommandError("Nothing has been baked yet. Run: manage.py bake_site --all")
        if tree != trees.of(release()):
            raise CommandError(OF_ANOTHER_RELEASE)
        addresses, count = dependencies.every_address(at=at), 0
        for address, wrong in differences(tree, addresses, at=at):
            self.say(f"{address} {wrong}.")
            count += 1
        if count:
            raise CommandError(f"{count} of {len(addresses)} addresses differ.")
        self.say(f"All {len(addresses)} addresses are up to date.")
