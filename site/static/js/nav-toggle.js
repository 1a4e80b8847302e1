// <nav-toggle><details class="menu">…</details></nav-toggle>
// The menu opens and closes without JavaScript; this closes it by Escape, by a click elsewhere and when the focus leaves.

class NavToggle extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    this.addEventListener("focusout", this);
    document.addEventListener("click", this);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this);
  }

  handleEvent(event) {
    const details = this.querySelector("details");
    if (!details?.open) return;
    if (event.type === "keydown" && event.key === "Escape") {
      details.open = false;
      details.querySelector("summary").focus();
    }
    if (event.type === "click" && !this.contains(event.target)) details.open = false;
    if (event.type === "focusout" && event.relatedTarget && !this.contains(event.relatedTarget)) details.open = false;
  }
}

customElements.define("nav-toggle", NavToggle);
