"""Rendering addresses into a tree. A page that fails keeps its last good file, and is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from articles.baking import layout
from articles.baking.help_lines import as_file
from articles.baking.last_modified import newest_facts
from articles.baking.renderer import RenderContext, headers_for_cdn, headers_of_every_page
from articles.baking.tree import (
    Batch,
    Outcome,
    Tree,
    decoded_copies,
    leads_where_it_says,
    outcome_in,
)

A_FEW = 100  # addresses whose texts are read at once; their files the disk is asked for once
DATABASE_AWAY = (OperationalError, InterfaceError)


@dataclass
class Baked:
    """What came of baking some addresses."""

    tried: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)  # what is wrong, by address
    dated_ahead: dict[str, int] = field(default_factory=dict)  # see tree.Batch

    def add(self, other: "Baked") -> None:
        self.tried += other.tried
        self.changed |= other.changed
        self.failed |= other.failed
        self.dated_ahead |= other.dated_ahead


def bake(tree: Tree, addresses: Iterable[str], *, at: datetime, durable: bool = True) -> Baked:
    """Let files say what the addresses answer at ``at``. Raises only if the database is away."""
    addresses = list(addresses)
    baked = Baked(tried=addresses)
    if not addresses:
        return baked
    context, facts = RenderContext(addresses, at=at), newest_facts(addresses, at=at)
    with Batch(tree, durable=durable) as batch:
        for address in addresses:
            try:
                batch.put(address, context.render(address), moment=facts[address])
            except DATABASE_AWAY:
                raise
            except Exception as problem:  # whatever a view or a disk may do: the others go on
                baked.failed[address] = describe_error(problem)
    baked.changed, baked.dated_ahead = batch.changed, batch.dated_ahead
    return baked


def describe_error(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__


def bake_errors(tree: Tree, *, at: datetime) -> None:
    """The pages for what goes wrong, which the web server shows when nobody else can.

    And the crisis line and the patient portal alone, for what the site itself says then.
    """
    context, resolver = RenderContext([], at=at), get_resolver()

    def not_found(request: HttpRequest) -> HttpResponse:
        return resolver.resolve_error_handler(404)(request, exception=None)

    failed = context.error_page(resolver.resolve_error_handler(500), 500)
    with Batch(tree) as batch:
        batch.put_error(404, context.error_page(not_found, 404))
        batch.put_error(500, failed)
        batch.put_error(503, failed)
        batch.put_beside(layout.HELP_LINES, as_file(context.help_lines))


def describe(tree: Tree, *, secure: bool, proxy_header: str) -> None:
    """Tell the server of the tree what to send with its files."""
    headers = [*headers_of_every_page(), *headers_for_cdn()]
    tree.write_about({"headers": headers, "secure": secure, "proxy_header": proxy_header})


def remove_strays(tree: Tree, addresses: Iterable[str]) -> set[str]:
    """Files of addresses that are none any more; returns those addresses."""
    strays = tree.addresses() - set(addresses)
    with Batch(tree) as batch:
        for address in strays:
            batch.remove(address)
    return strays


def differences(tree: Tree, addresses: Sequence[str], *, at: datetime) -> Iterator[tuple[str, str]]:
    """(address, what is wrong), comparing every file with a fresh rendering."""
    for address, context in _with_contexts(addresses, at=at):
        try:
            outcome = context.render(address)
        except DATABASE_AWAY:
            raise
        except Exception as problem:
            yield address, f"cannot be rendered: {describe_error(problem)}"
            continue
        if wrong := _difference(tree, address, outcome):
            yield address, wrong
    for address in sorted(tree.addresses() - set(addresses)):
        yield address, "is no longer published, but has a file"


def _with_contexts(
    addresses: Sequence[str], *, at: datetime
) -> Iterator[tuple[str, RenderContext]]:
    for start in range(0, len(addresses), A_FEW):
        some = addresses[start : start + A_FEW]
        context = RenderContext(some, at=at)
        yield from ((address, context) for address in some)


def _difference(tree: Tree, address: str, outcome: Outcome) -> str:
    file = outcome.file(address.encode())
    if outcome_in(tree, address) != outcome:
        return "differs from what it would be now"
    if outcome.kind == "redirect" and not leads_where_it_says(tree, address, outcome):
        return "has a link for nginx that leads elsewhere"
    if file and any(copy != outcome.content for copy in decoded_copies(tree, file)):
        return "has a compressed copy that says something else"
    return ""
