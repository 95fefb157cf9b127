"""The MS Center site: a clinic's pages, and the desk where they are written."""

__version__ = "1.0.0.dev0"
