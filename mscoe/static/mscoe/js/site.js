// Every public page's behaviours, one a module. The menus come first: the page waits for them.
import "../../accessibility/js/menu.js";
import "./contents.js";
import "./printing.js";
import "./comfort.js";
import "./suggestions.js";
