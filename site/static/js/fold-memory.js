// <fold-memory data-key="announcement-5"><details>…</details></fold-memory>
// Whoever folds or opens something here finds it so on the next page. The browser remembers it, the site is not told.

class FoldMemory extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    if (!this.details) return;
    const kept = read(this.key);
    if (kept) this.details.open = kept === "open";
    this.details.addEventListener("toggle", this);
  }

  disconnectedCallback() {
    this.details?.removeEventListener("toggle", this);
  }

  get key() {
    return `fold-${this.dataset.key}`;
  }

  handleEvent() {
    write(this.key, this.details.open ? "open" : "folded");
  }
}

// A browser may refuse to keep anything; then nothing is remembered.
function read(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // nothing is lost but the memory
  }
}

customElements.define("fold-memory", FoldMemory);
