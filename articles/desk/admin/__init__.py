from articles.desk.admin import accounts, content, pages, settings

__all__ = ["accounts", "content", "pages", "settings"]
