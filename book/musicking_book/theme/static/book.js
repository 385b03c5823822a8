// What a page needs a script for: choosing light or dark, opening the contents on a small screen, and paper.
(() => {
  "use strict";
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");

  // The first look is at what is in view (see book.css); the rest stands right after it.
  requestAnimationFrame(() => setTimeout(() => root.classList.add("is-whole")));

  const setTheme = (choice) => {
    const dark = choice === "auto" ? device.matches : choice === "dark";
    root.dataset.mode = choice;
    root.dataset.theme = dark ? "dark" : "light";
  };
  for (const radio of document.querySelectorAll('input[name="theme"]')) {
    radio.checked = radio.value === root.dataset.mode;
    radio.addEventListener("change", () => {
      setTheme(radio.value);
      try {
        localStorage.setItem("theme", radio.value);
      } catch {
        // Storage is closed: the choice holds for this page.
      }
    });
  }
  device.addEventListener("change", () => setTheme(root.dataset.mode));

  const button = document.querySelector("button.menu");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
  });

  // The list of chapters is longer than a window: it opens where the reader is.
  const masthead = document.querySelector(".masthead");
  const here = masthead.querySelector("a.current");
  if (here) masthead.scrollTop = here.offsetTop - masthead.clientHeight / 2;

  // A teacher's link, …?classroom#<name of a widget>: that widget opens over the whole window. This script runs before the widgets'.
  if (location.search === "?classroom") {
    const widget = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const traits = widget?.querySelector(":scope > .musicking-traits");
    if (traits) traits.textContent = JSON.stringify({ ...JSON.parse(traits.textContent), classroom: true });
  }

  // On paper an answer cannot be opened, so it is printed open.
  const answers = () => document.querySelectorAll("details.sd-dropdown");
  addEventListener("beforeprint", () => {
    for (const answer of answers()) {
      answer.dataset.wasOpen = String(answer.open);
      answer.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const answer of answers()) answer.open = answer.dataset.wasOpen === "true";
  });
})();
