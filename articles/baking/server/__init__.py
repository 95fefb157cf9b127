"""The WSGI wrapper that answers from baked files."""
