"""Screens of what pages are made with: images, links, the trash."""
