"""Roles, names, descriptions and states: what a page gives to assistive technology. Pure.

``Semantics(root)`` reads one tree of ``html_tree.parse`` and answers for each of its elements. It
knows the page's HTML, not its style sheets or scripts: what those hide, show or
change, it cannot tell (inline ``display: none`` and ``visibility`` it does see).

Sources: HTML Accessibility API Mappings 1.0 and WAI-ARIA 1.2 (roles and states), Accessible Name
and Description Computation 1.2 (names and descriptions).
"""

from accessibility.names.semantics import Semantics

__all__ = ["Semantics"]
