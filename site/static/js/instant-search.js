// <instant-search data-result="found">GET form … <div id="found"><p data-count>3 results</p> …</div></instant-search>
// Asks while one types: fetches the page that the form would lead to and shows its element of the same id, one request at a
// time. The address follows, the count is read out, the focus stays. Enter and the button lead to the page itself, as without
// JavaScript. Requests while typing say so (X-Search: typing); a search that ends with [data-nothing-found] is asked once more
// without, so that only finished words are remembered.

const PAUSE = 300;

class InstantSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.result = document.getElementById(this.dataset.result);
    if (!this.form || !this.result) return;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.append(this.status);
    this.shown = this.address();
    this.form.addEventListener("input", (event) => this.soon(event.target.matches("[type=radio], [type=checkbox], select") ? 0 : PAUSE));
    this.form.addEventListener("change", () => this.tell());
    this.form.addEventListener("submit", () => (this.isLeaving = true));
    addEventListener("pageshow", () => (this.isLeaving = false)); // back from the page to a kept one
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  address() {
    const address = new URL(this.form.action);
    const said = [...new FormData(this.form)].filter(([, value]) => value.trim());
    address.search = new URLSearchParams(said);
    return address.href;
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    if (this.isAsking || this.isLeaving) return; // whoever asks now looks again at the end
    const address = this.address();
    if (address === this.shown) return;
    this.isAsking = true;
    this.result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "X-Search": "typing" } });
      if (answer.ok) this.show(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
    } catch {
      // No network: what stands there stays, and Enter asks the ordinary way.
    }
    this.shown = address;
    this.isAsking = false;
    this.result.removeAttribute("aria-busy");
    if (this.address() !== address) this.soon(0);
  }

  show(page, address) {
    const found = page.getElementById(this.result.id);
    if (!found || this.isLeaving || this.result.contains(document.activeElement)) return;
    this.result.replaceChildren(...found.childNodes);
    document.title = page.title;
    history.replaceState(history.state, "", address);
    this.status.textContent = this.result.querySelector("[data-count]")?.textContent.trim() ?? "";
  }

  tell() {
    if (this.isAsking || this.address() !== this.shown || !this.result.querySelector("[data-nothing-found]")) return;
    fetch(this.shown, { keepalive: true }).catch(() => {});
  }
}

customElements.define("instant-search", InstantSearch);
