"""Processes beside the web server: the task queue and signs of life."""
