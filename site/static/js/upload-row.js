// One chosen file in <upload-list>: its row, its check before sending, its way to the server.

import { Transfer } from "./tus-transfer.js";
import { looksWrong } from "./upload-check.js";
import { canShrink, shrink } from "./upload-smaller.js";
import { forget, remember } from "./upload-memory.js";

const OTHER = "other";

const sizeText = (bytes) => {
  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
  if (bytes < 1024) return `${bytes} B`;
  return bytes / 1024 < 1023.95 ? `${number(bytes / 1024)} kB` : `${number(bytes / 1024 ** 2)} MB`;
};

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

export class FileRow {
  constructor(list, file, template) {
    Object.assign(this, { list, file, words: list.dataset, url: "", done: false, refused: false, wrong: false, paused: false });
    this.element = template.cloneNode(true).querySelector("li");
    this.find = (name) => this.element.querySelector(`[data-${name}]`);
    this.slot = this.find("slot");
    this.find("name").textContent = file.name;
    this.find("size").textContent = sizeText(file.size);
    this.find("remove-name").textContent = ` ${file.name}`;
    this.find("bar").firstElementChild.setAttribute("aria-label", file.name);
    this.find("remove").addEventListener("click", () => this.drop());
    this.find("pause").addEventListener("click", () => this.pause());
    for (const name of ["retry", "go-on"]) this.find(name).addEventListener("click", () => this.again());
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

  // A file that was begun for this document goes on; where it went to stays as it was.
  continues(begun) {
    this.begun = begun;
    this.url = begun.dataset.url;
    begun.hidden = true;
    if (this.slot) this.slot.value = begun.dataset.place;
  }

  // Another document was chosen: what was refused for the old one may be sent again, what was begun begins anew.
  reconsider() {
    if (this.wrong) return;
    this.refused = false;
    if (this.url) this.forgetUpload();
    this.clear();
    this.list.show();
  }

  // Saves mobile data: what the server would refuse at first sight is not sent at all.
  async check() {
    this.checked = looksWrong(this.file, this.words).then((sentence) => {
      this.wrong = Boolean(sentence);
      if (sentence) this.fail(sentence, { refused: true });
      if (sentence && canShrink(this.file, sentence, this.words)) this.offerSmaller();
      this.list.show();
    });
    return this.checked;
  }

  // The document may still be chosen: the smaller one goes there.
  offerSmaller() {
    const button = this.find("smaller");
    button.hidden = false;
    if (this.slot) this.slot.disabled = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      this.result("wait", this.words.shrinking);
      const sentence = await shrink(this);
      button.disabled = false;
      if (sentence) this.fail(sentence, { refused: true });
      if (this.slot) this.slot.disabled = false;
    });
  }

  async send() {
    await this.checked;
    if (!this.waits) return;
    if (this.isTwice()) return this.fail(this.words.twice);
    this.paused = false;
    this.clear();
    this.busy(true);
    this.transfer = this.newTransfer();
    const end = await this.transfer.run();
    this.end(end);
    this.busy(false); // afterwards: the bar of a file that was sent stays
  }

  newTransfer() {
    const { tus: address } = this.words;
    const token = this.list.form.elements.csrfmiddlewaretoken.value;
    const place = this.slot ? this.slot.value : OTHER;
    const on = {
      begun: (url) => {
        if (this.begun && url !== this.begun.dataset.url) this.begun.hidden = false; // another file of that name
        this.url = url;
        remember(url, this.file, place).then((kept) => (this.isRemembered = kept));
      },
      progress: (bytes) => this.percent((100 * bytes) / this.file.size),
      waiting: (seconds) => this.waitFor(seconds),
      goesOn: () => this.goesOn(),
    };
    return new Transfer({ address, token, file: this.file, place, isBegun: Boolean(this.url), on });
  }

  end({ how, sentence, slot }) {
    if (how !== "stopped") this.forgetUnless(how);
    if (how === "kept") return this.succeed(sentence, slot);
    if (how === "refused") return this.fail(sentence || this.words.busy, { refused: true });
    if (how === "busy") return this.fail(sentence || this.words.busy, { retry: true });
    if (how !== "stopped") return this.fail(this.words[how]);
    if (this.paused) this.result("wait", this.words.paused);
    this.find("go-on").hidden = !this.paused;
  }

  // The browser keeps the file as long as the upload may go on.
  forgetUnless(how) {
    if (this.url && ["kept", "refused"].includes(how)) forget(this.url);
    if (how === "kept") this.begun?.remove();
  }

  pause() {
    this.paused = true;
    this.transfer?.stop();
    this.list.say(this.file.name, this.words.paused);
  }

  again() {
    if (this.transfer?.wake && this.list.sending) return this.transfer.wake();
    return this.list.run([this]);
  }

  // Take the file out of the list; what the server has of it goes too.
  drop() {
    this.paused = false;
    this.transfer?.stop();
    if (!this.done) this.forgetUpload();
    this.list.remove(this);
  }

  forgetUpload() {
    if (!this.url) return;
    (this.transfer ?? this.newTransfer()).giveUp(this.url);
    forget(this.url);
    this.begun?.remove();
    this.url = "";
  }

  // The second file for one document would replace the first.
  isTwice() {
    const place = this.slot?.value;
    const same = (row) => row !== this && !row.refused && row.slot.value === place;
    return Boolean(place) && place !== OTHER && this.list.rows.some(same);
  }

  // The line is gone; it goes on by itself. Said aloud once, not each second.
  waitFor(seconds) {
    const aloud = !this.element.classList.contains("upload__file--wait");
    this.result("wait", this.words.waiting.replace("{seconds}", seconds), { aloud });
    this.find("retry").hidden = false;
  }

  goesOn() {
    this.clear();
    this.list.say(this.file.name, this.words.goesOn);
  }

  succeed(sentence, slot) {
    this.done = true;
    this.percent(100);
    if (this.slot && slot) this.slot.value = slot;
    this.result("ok", sentence || this.words.sent);
    this.find("remove").hidden = true;
  }

  fail(sentence, { refused = false, retry = false } = {}) {
    this.refused = refused;
    this.result("bad", sentence);
    this.find("retry").hidden = !retry;
    if (this.slot) this.slot.disabled = Boolean(this.wrong);
  }

  result(state, words, { aloud = true } = {}) {
    for (const one of ["ok", "bad", "wait"]) {
      this.element.classList.toggle(`upload__file--${one}`, state === one);
      this.find(`icon-${one}`).hidden = state !== one;
    }
    this.find("words").textContent = words;
    this.find("result").hidden = false;
    if (aloud) this.list.say(this.file.name, words);
  }

  clear() {
    this.element.classList.remove("upload__file--bad", "upload__file--wait");
    for (const name of ["result", "retry", "go-on"]) this.find(name).hidden = true;
  }

  busy(isBusy) {
    this.find("pause").hidden = !isBusy;
    if (this.slot) this.slot.disabled = isBusy || Boolean(this.done);
    this.find("bar").hidden = !isBusy && !this.done && !this.paused;
  }

  // A part that was lost is sent again: the bar stands still meanwhile, it does not run back.
  percent(value) {
    this.shown = Math.max(this.shown ?? 0, Math.min(value, 100));
    this.find("bar").firstElementChild.value = this.shown;
    this.find("percent").textContent = `${Math.floor(this.shown)} %`;
  }
}
