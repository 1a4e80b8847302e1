// <answer-proposals data-url="/helpdesk/faq/usul/" data-service="code">answers</answer-proposals> inside of a form
// Offers answers while one types a title or, where the service has its own title, what one adds to the description. An answer
// that is opened is told to the desk once. What was there before stays when nothing matches or the network is gone.

const PAUSE = 500;
const FEWEST = 4; // letters that say something
const MOST = 200;

class AnswerProposals extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form?.elements.title ?? this.form?.elements.description;
    this.told = new Set();
    this.addEventListener("toggle", (event) => this.tell(event.target), true);
    this.own = [...this.childNodes];
    this.asked = "";
    this.field?.addEventListener("input", () => this.soon());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  // What the person wrote beside what the form had written.
  words() {
    const given = new Set((this.field.defaultValue ?? "").split(/\s+/));
    return this.field.value.split(/\s+/).filter((word) => word && !given.has(word)).join(" ").slice(-MOST).trim();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.words();
    if (words === this.asked || this.querySelector("details[open]")) return;
    this.asked = words;
    if (words.length < FEWEST) {
      this.replaceChildren(...this.own);
      return;
    }
    const address = `${this.dataset.url}?${new URLSearchParams({ judul: words, layanan: this.dataset.service })}`;
    try {
      const answer = await fetch(address);
      const html = answer.ok && !answer.redirected ? (await answer.text()).trim() : "";
      // Parsed, never run: a page that is parsed this way starts no script.
      const found = new DOMParser().parseFromString(html, "text/html").body.childNodes;
      if (words === this.asked) this.replaceChildren(...(found.length ? found : this.own));
    } catch {
      // The form works without.
    }
  }

  tell(details) {
    const address = details.dataset?.opened;
    if (!address || !details.open || this.told.has(address)) return;
    this.told.add(address);
    const token = this.form?.elements.csrfmiddlewaretoken?.value ?? "";
    fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => this.told.delete(address));
  }
}

customElements.define("answer-proposals", AnswerProposals);
