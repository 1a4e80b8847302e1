// <useful-answer><a data-vote="ya" href="/faq/5/nilai/?nilai=ya">Yes</a> …</useful-answer>
// “Was this useful?” in place. The page is the same for everybody and carries no token, so pressing Yes or No first fetches
// the small form with one, then sends it; after No it asks why. Without JavaScript, or when that fails, the links lead to the form.

const HEADERS = { "X-Fragment": "opinion" };

class UsefulAnswer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("submit", (event) => this.onSubmit(event));
  }

  async onClick(event) {
    const link = event.target.closest("[data-vote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      const form = body(await text(await fetch(link.href, { headers: HEADERS }))).querySelector("form");
      const said = new FormData(form);
      said.set("useful", link.dataset.vote);
      await this.send(form.action, said);
    } catch {
      location.assign(link.href);
    }
    this.isAsking = false;
  }

  async onSubmit(event) {
    event.preventDefault();
    if (this.isAsking) return;
    this.isAsking = true;
    const form = event.target;
    try {
      await this.send(form.action, new FormData(form));
    } catch {
      form.submit();
    }
    this.isAsking = false;
  }

  async send(address, said) {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(said), headers: HEADERS });
    const shown = body(await text(answer, [422, 429]));
    this.replaceChildren(shown);
    (shown.querySelector("[tabindex='-1'], [aria-invalid]") ?? shown).focus();
  }
}

async function text(answer, alsoGood = []) {
  if (!answer.ok && !alsoGood.includes(answer.status)) throw new Error(answer.status);
  return answer.text();
}

function body(html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-opinion]");
  if (!found) throw new Error("no form");
  return document.adoptNode(found);
}

customElements.define("useful-answer", UsefulAnswer);
