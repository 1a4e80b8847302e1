// <check-round><form>…</form></check-round>: documents are judged by keyboard; every step is a button or a link of the page.
// A accept, U ask again, 1–9 reasons, 0 own words, Enter save and go on, J/K or arrows next and previous document.
// The keys rest while somebody writes, and can be switched off (remembered in this browser).

const REMEMBERED = "check-round-keys";
const WRITES = "textarea, select, input:not([type=radio], [type=checkbox])";

class CheckRound extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.go = this.querySelector("[data-go]");
    const help = this.querySelector("[data-keys-help]");
    if (!this.form || !this.go) return;
    this.button = help?.querySelector("[data-keys-switch]");
    if (help) help.hidden = false;
    if (this.button) {
      this.button.checked = this.remembered !== "off";
      this.button.addEventListener("change", () => this.remember(this.button.checked ? "on" : "off"));
      this.show();
    }
    this.before = this.said();
    this.onKey = this.onKey.bind(this);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("click", (event) => this.onClick(event));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  get remembered() {
    try {
      return localStorage.getItem(REMEMBERED);
    } catch {
      return null;
    }
  }

  show() {
    this.toggleAttribute("data-keys", this.button.checked);
  }

  remember(value) {
    this.show();
    try {
      localStorage.setItem(REMEMBERED, value);
    } catch {
      // A browser that keeps nothing asks again.
    }
  }

  said() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  onKey(event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    // A key that is held down must not run through the documents, nor send the result of the last one.
    if (event.repeat && event.key === "Enter" && !event.target.matches("textarea")) return event.preventDefault();
    if (event.key === "Enter" && event.ctrlKey) return this.take(event, () => this.save("next"));
    if (event.ctrlKey || event.repeat || (this.button && !this.button.checked)) return;
    if (event.target.matches(WRITES)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const isChoice = event.target.matches("input");
    const key = event.key.toLowerCase();
    if (key === "a") this.take(event, () => this.choose("accept"));
    else if (key === "u") this.take(event, () => this.choose("refuse"));
    else if (/^[1-9]$/.test(key)) this.take(event, () => this.reason(Number(key)));
    else if (key === "0") this.take(event, () => this.write());
    else if (key === "j" || (key === "arrowright" && !isChoice)) this.take(event, () => this.move(1));
    else if (key === "k" || (key === "arrowleft" && !isChoice)) this.take(event, () => this.move(-1));
    else if (key === "enter" && !event.target.closest("a, button, summary, input")) this.take(event, () => this.save("next"));
  }

  take(event, act) {
    event.preventDefault();
    act();
  }

  choose(value) {
    const choice = this.form.querySelector(`.verdict input[type=radio][value="${value}"]`);
    if (!choice) return;
    choice.checked = true;
    choice.focus();
    const day = this.form.querySelector(".verdict__accept input[type=date]");
    if (value === "accept" && day && !day.value) day.focus();
  }

  reason(number) {
    const box = this.form.querySelectorAll(".verdict__reasons input[type=checkbox]")[number - 1];
    if (!box) return;
    this.choose("refuse");
    box.checked = !box.checked;
    box.focus();
  }

  write() {
    this.choose("refuse");
    this.form.querySelector(".verdict__refuse textarea")?.focus();
  }

  move(step) {
    const entries = [...this.querySelectorAll("[data-document]")];
    const entry = entries[entries.findIndex((one) => one.hasAttribute("aria-current")) + step];
    if (entry) this.leave(entry);
  }

  onClick(event) {
    const entry = event.target.closest("button[data-document]");
    if (!entry) return;
    event.preventDefault();
    this.leave(entry);
  }

  // What was chosen is noted on the way; where nothing was, nothing needs to be sent.
  leave(entry) {
    if (entry.href || this.said() === this.before) location.assign(entry.href ?? entry.dataset.url);
    else this.save(entry.dataset.document);
  }

  save(where) {
    this.go.value = where;
    this.form.requestSubmit(this.go);
  }
}

customElements.define("check-round", CheckRound);
