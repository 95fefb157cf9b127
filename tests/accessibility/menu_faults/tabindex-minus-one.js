// The links of a list are for arrow keys alone.
for (const link of document.querySelectorAll(".main-menu li li a")) link.tabIndex = -1;
