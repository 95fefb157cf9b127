/* Asks for the words and the address of a link. */

import { ask } from "./dialog.js";
import { Refused } from "./server.js";

const ADDRESS = /^(https?:\/\/[^\s/]+|mailto:[^\s@]+@|tel:\+?[\d-]|\/(?!\/)|#.)/i;

export function askForLink(template, words) {
  return ask(template, {
    prepare: (form) => {
      form.elements.text.value = words;
      if (words) {
        form.elements.text.removeAttribute("data-first");
        form.elements.address.setAttribute("data-first", "");
      }
    },
    answer: async (form) => {
      const text = form.elements.text.value.trim();
      const address = completed(form.elements.address.value.trim());
      const fields = {};
      if (!text) fields.text = ["Write the words that readers will follow."];
      if (!ADDRESS.test(address)) {
        fields.address = [
          "Write a whole address, such as https://www.example.org/ or, for a page of this site,"
          + " /treatments/.",
        ];
      }
      if (Object.keys(fields).length) throw new Refused("The link is not complete.", fields);
      return { text, address };
    },
  });
}

function completed(address) {
  return /^www\./i.test(address) ? `https://${address}` : address;
}
