// One sound at a time. A player that begins stops the others; the glossary's links become buttons that play in place.
(() => {
  "use strict";
  const sound = new Audio();
  sound.preload = "none";
  let sounding = null;

  const stop = () => {
    sound.pause();
    sounding?.setAttribute("aria-pressed", "false");
    sounding = null;
  };

  const say = (button, words) => {
    const place = button.parentElement.querySelector("[role=status]") ?? document.createElement("span");
    place.setAttribute("role", "status");
    button.parentElement.append(place);
    place.textContent = words;
  };

  const start = (button) => {
    stop();
    for (const player of document.querySelectorAll("audio")) player.pause();
    sounding = button;
    button.setAttribute("aria-pressed", "true");
    sound.src = button.dataset.sound;
    sound.play().then(
      () => button.parentElement.querySelector("[role=status]")?.remove(),
      (problem) => {
        if (problem.name === "AbortError") return; // another has begun before this one was there
        stop();
        say(button, " This sound could not be fetched: try again when you are connected.");
      },
    );
  };

  document.addEventListener(
    "play",
    (event) => {
      stop();
      for (const player of document.querySelectorAll("audio")) if (player !== event.target) player.pause();
    },
    true,
  );
  sound.addEventListener("ended", stop);
  addEventListener("pagehide", stop);

  for (const link of document.querySelectorAll("a.hear")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hear";
    button.dataset.sound = link.href;
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", link.getAttribute("aria-label"));
    button.append(...link.childNodes);
    button.addEventListener("click", () => (button === sounding ? stop() : start(button)));
    link.replaceWith(button);
  }
})();
