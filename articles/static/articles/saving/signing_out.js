/* Whoever signs out leaves no words behind in this browser. */

import { forgetEverything } from "./store.js";

document.getElementById("logout-form")?.addEventListener("submit", forgetEverything);
