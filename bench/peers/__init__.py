"""Two other systems with the same page and the same menus, to be measured beside this site."""
