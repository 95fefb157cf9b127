"""The live page at an address with its menus and what the site says: one query, made once."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Func, JSONField, Subquery, TextField, Value
from django.db.models.functions import JSONObject

from accessibility.changes.compiled_queries import CompiledQuery
from accessibility.menus.live import live_as_text, menus_in
from articles.models.site_settings import SiteSettings

RELATED = ("revision", "section")
ADDED = ("html", "headings", "review", "review_due_on")
AS_JSON = ("headings", "review")
BETWEEN = "\x1e"  # JSON has it escaped only


@dataclass(frozen=True)
class Around:
    """What every page shows around its own text: the site's settings and the live menus."""

    site: SiteSettings
    menus: dict


def find_live_page(model, path, *, at):
    """(publication, Around) as of the moment ``at``; (None, None) without a page.

    ``model`` is Publication. Its row comes as ``with_rendering`` would give it.
    """
    for row in _query(model).rows(path=path, at=at):
        values = iter(row)
        page, *related = [_instance(each, values) for each in _models(model)]
        for name, instance in zip(RELATED, related, strict=True):
            setattr(page, name, instance)
        for name in ADDED:
            value = next(values)
            setattr(page, name, json.loads(value) if value and name in AS_JSON else value)
        return page, _around(_settings(next(values)), filter(None, next(values).split(BETWEEN)))
    return None, None


def _around(site, texts):
    return Around(site, menus_in(texts, help_lines=lambda: site.help_lines))


def _models(model):
    return [model, *(model._meta.get_field(name).related_model for name in RELATED)]


def _instance(model, values):
    """One object from the values of its columns, which are next."""
    fields = _fields(model)
    read = [
        field.from_db_value(value, None, connection) if isinstance(field, JSONField) else value
        for field, value in zip(fields, values, strict=False)
    ]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], read)


@cache
def _fields(model):
    return model._meta.concrete_fields


def _settings(text):
    return SiteSettings(**json.loads(text)) if text else SiteSettings.first_values()


def _joined(array):
    """One text: an array's own notation takes longer to read than what is in it."""
    return Func(array, Value(BETWEEN), function="ARRAY_TO_STRING", output_field=TextField())


@cache
def _query(model):
    prefixes = ["", *(f"{name}__" for name in RELATED)]
    columns = [
        prefix + field.attname
        for prefix, each in zip(prefixes, _models(model), strict=True)
        for field in _fields(each)
    ]
    said = JSONObject(**{field.attname: field.attname for field in _fields(SiteSettings)})

    def make(path, at):
        live = model.objects.live(at=at).pages().filter(path=path).with_rendering()
        around = live.annotate(
            site=Subquery(SiteSettings.objects.values(said=said)[:1]),
            menus=_joined(ArraySubquery(live_as_text())),
        )
        return around.values_list(*columns, *ADDED, "site", "menus")

    return CompiledQuery(make, path="/an/address/", at=datetime.max.replace(tzinfo=UTC))
