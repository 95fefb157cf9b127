"""Public pages become files, and the files follow what is published; see docs/architecture.md.

``layout`` names the files and knows neither Django nor a database: the web server's side reads
by it. ``dependencies`` is the one table of which pages a change affects.
"""
