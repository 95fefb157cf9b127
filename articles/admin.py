"""Django looks here for the admin; it is in ``articles.desk.admin``."""

from articles.desk import admin  # noqa: F401
