// Someone who says "click Symptoms" is not understood.
document.querySelectorAll(".main-menu li > button")[1].setAttribute("aria-label", "Open the list");
