// <list-filter data-none="Nothing found" data-some="{n} found">search form and groups</list-filter>
// Narrows a list that is on the page while one types: items [data-item], groups [data-group]. Enter asks the server, which
// also forgives slips of the finger. Without JavaScript only the server answers.

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

class ListFilter extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    this.status = this.querySelector("[data-status]");
    if (!this.input || !this.status) return;
    this.items = [...this.querySelectorAll("[data-item]")].map((element) => {
      const group = element.closest("[data-group]");
      return { element, group, text: plain(`${element.textContent} ${group?.dataset.group ?? ""}`) };
    });
    this.asked = this.input.value;
    this.input.addEventListener("input", () => this.narrow());
  }

  narrow() {
    // What the server found for these very words may share none of their letters.
    const words = this.input.value === this.asked ? [] : plain(this.input.value).split(/\s+/).filter(Boolean);
    const shown = this.items.filter((item) => (item.element.hidden = !words.every((word) => item.text.includes(word))) === false);
    for (const group of this.querySelectorAll("[data-group]")) group.hidden = !shown.some((item) => item.group === group);
    this.status.textContent = !words.length ? "" : shown.length ? this.dataset.some.replace("{n}", shown.length) : this.dataset.none;
  }
}

customElements.define("list-filter", ListFilter);
