from accessibility.admin.menus import MenuAdmin

__all__ = ["MenuAdmin"]
