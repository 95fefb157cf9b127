// Two landmarks of one name.
document.querySelector("footer nav").setAttribute("aria-label", "Main");
