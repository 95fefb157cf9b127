from articles.admin import content, pages, settings

__all__ = ["content", "pages", "settings"]
