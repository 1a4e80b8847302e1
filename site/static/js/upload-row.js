// One chosen file in <upload-list>: its row, its check before sending, its way to the server.

import { looksWrong } from "./upload-check.js";

const OTHER = "other";
const STALLED_AFTER = 90_000; // ms without progress

const sizeText = (bytes) => {
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  if (bytes < 1024) return `${bytes} B`;
  return bytes / 1024 < 1023.95 ? `${number(bytes / 1024)} kB` : `${number(bytes / 1024 ** 2)} MB`;
};

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

export class FileRow {
  constructor(list, file, template) {
    Object.assign(this, { list, file, words: list.dataset, done: false, refused: false, wrong: false });
    this.element = template.cloneNode(true).querySelector("li");
    this.find = (name) => this.element.querySelector(`[data-${name}]`);
    this.slot = this.find("slot");
    this.find("name").textContent = file.name;
    this.find("size").textContent = sizeText(file.size);
    this.find("remove-name").textContent = ` ${file.name}`;
    this.find("bar").firstElementChild.setAttribute("aria-label", file.name);
    this.find("remove").addEventListener("click", () => this.list.remove(this));
    this.find("retry").addEventListener("click", () => this.list.run([this]));
    this.slot?.addEventListener("change", () => this.reconsider());
  }

  // Sent neither now nor refused for good.
  get waits() {
    return !this.done && !this.refused;
  }

  // "NPWP PT Contoh.pdf" is most likely the NPWP. What is not clear stays open: the server says so, or the person.
  guess(rows, wanted) {
    if (!this.slot) return;
    if (wanted) this.slot.value = wanted;
    if (this.slot.value) return;
    const taken = new Set(rows.filter((row) => row !== this).map((row) => row.slot.value));
    const free = [...this.slot.options].filter((option) => option.dataset.match && !taken.has(option.value));
    const name = new Set(wordsOf(this.file.name));
    const score = (option) => wordsOf(option.dataset.match).filter((word) => name.has(word)).length;
    const best = free.map((option) => [score(option), option]).sort((a, b) => b[0] - a[0]);
    if (best.length && best[0][0] > 0 && best[0][0] !== best[1]?.[0]) this.slot.value = best[0][1].value;
  }

  // Another document was chosen: what was refused for the old one may be sent again.
  reconsider() {
    if (this.wrong) return;
    this.refused = false;
    this.clear();
    this.list.show();
  }

  // Saves mobile data: what the server would refuse at first sight is not sent at all.
  async check() {
    this.checked = looksWrong(this.file, this.words).then((sentence) => {
      this.wrong = Boolean(sentence);
      if (sentence) this.fail(sentence, { refused: true });
      this.list.show();
    });
    return this.checked;
  }

  async send() {
    await this.checked;
    if (!this.waits) return;
    if (this.isTwice()) return this.fail(this.words.twice);
    this.clear();
    this.busy(true);
    await this.post();
    this.busy(false);
  }

  // The second file for one document would replace the first.
  isTwice() {
    const place = this.slot?.value;
    const same = (row) => row !== this && !row.refused && row.slot.value === place;
    return Boolean(place) && place !== OTHER && this.list.rows.some(same);
  }

  post() {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", this.list.form.elements.csrfmiddlewaretoken.value);
    form.append("slot", this.slot ? this.slot.value : OTHER);
    form.append("file", this.file);
    const request = new XMLHttpRequest();
    request.open("POST", this.list.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.get("csrfmiddlewaretoken"));
    return new Promise((resolve) => {
      let watch;
      const alive = () => {
        clearTimeout(watch);
        watch = setTimeout(() => request.abort(), STALLED_AFTER);
      };
      alive();
      request.upload.addEventListener("progress", (event) => {
        alive();
        if (event.lengthComputable) this.percent((100 * event.loaded) / event.total);
      });
      request.addEventListener("load", () => this.answer(request));
      for (const lost of ["error", "abort", "timeout"]) request.addEventListener(lost, () => this.fail(this.words.lost, { retry: true }));
      request.addEventListener("loadend", () => (clearTimeout(watch), resolve()));
      request.send(form);
    });
  }

  answer(request) {
    let said = null;
    try {
      said = JSON.parse(request.responseText);
    } catch {
      // A page instead of an answer; the status below tells which.
    }
    const result = said?.results?.[0];
    if (result?.ok) return this.succeed(result);
    if (result || said?.sentence) return this.fail(result?.sentence ?? said.sentence, { refused: true });
    if (request.status === 413) return this.fail(this.words.tooBig, { refused: true });
    // The login, or a refusal of a form that has grown too old.
    if (request.status < 500) return this.fail(this.words.signedOut);
    return this.fail(this.words.busy, { retry: true });
  }

  succeed(result) {
    this.done = true;
    this.percent(100);
    if (this.slot && result.slot) this.slot.value = result.slot;
    this.result("ok", result.sentence || this.words.sent);
    this.find("remove").hidden = true;
  }

  fail(sentence, { refused = false, retry = false } = {}) {
    this.refused = refused;
    this.result("bad", sentence);
    this.find("retry").hidden = !retry;
    if (this.slot) this.slot.disabled = Boolean(this.wrong);
  }

  result(state, words) {
    this.element.classList.toggle("upload__file--ok", state === "ok");
    this.element.classList.toggle("upload__file--bad", state === "bad");
    this.find("icon-ok").hidden = state !== "ok";
    this.find("icon-bad").hidden = state !== "bad";
    this.find("words").textContent = words;
    this.find("result").hidden = false;
    this.list.find("status").textContent = `${this.file.name}: ${words}`;
  }

  clear() {
    this.element.classList.remove("upload__file--bad");
    this.find("result").hidden = true;
    this.find("retry").hidden = true;
  }

  busy(isBusy) {
    this.find("remove").disabled = isBusy;
    if (this.slot) this.slot.disabled = isBusy || Boolean(this.done);
    if (isBusy) this.percent(0);
    this.find("bar").hidden = !isBusy && !this.done;
  }

  percent(value) {
    this.find("bar").firstElementChild.value = value;
    this.find("percent").textContent = `${Math.floor(value)} %`;
  }
}
