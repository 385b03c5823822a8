// A part of the page is printed by itself.

/** Print one element and nothing else of the page. */
export function printAlone(part: HTMLElement): void {
  const page = document.documentElement;
  part.dataset["printed"] = "";
  page.classList.add("is-printing-part");
  const end = (): void => {
    page.classList.remove("is-printing-part");
    delete part.dataset["printed"];
  };
  addEventListener("afterprint", end, { once: true });
  globalThis.print();
}
