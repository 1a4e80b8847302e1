// <copy-text data-text="#1259" data-done="Copied"><button type="button" hidden>Copy</button></copy-text>
// The button shows only where copying works; afterwards it says so for a moment.

const SHOWN_FOR = 2000;

class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => this.copy(button));
  }

  async copy(button) {
    await navigator.clipboard.writeText(this.dataset.text);
    const words = button.querySelector("[data-words]") ?? button;
    this.before ??= words.textContent;
    words.textContent = this.dataset.done;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (words.textContent = this.before), SHOWN_FOR);
  }
}

customElements.define("copy-text", CopyText);
