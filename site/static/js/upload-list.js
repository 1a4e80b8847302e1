// <upload-list> around the form of templates/components/upload.html (row A6): chosen files are listed, each is sent by
// itself with its own bar, result and error. A line that breaks loses nothing: what was begun goes on by itself, after a
// reload too, or when the person chooses the same file again. Sentences come as data-.

import { forget, remembered } from "./upload-memory.js";
import { FileRow } from "./upload-row.js";

class UploadList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector(".upload__form");
    if (!this.form || this.rows) return;
    this.rows = [];
    this.find = (name) => this.form.querySelector(`[data-${name}]`);
    this.picker = this.find("picker");
    this.start = this.find("start");
    const plain = this.find("plain");
    plain.hidden = plain.disabled = true;
    const add = this.find("add");
    add.hidden = false;
    add.addEventListener("click", () => {
      this.wanted = "";
      this.picker.click();
    });
    this.picker.addEventListener("change", () => this.take(this.picker.files));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("dragover", (event) => event.preventDefault());
    this.form.addEventListener("drop", (event) => this.drop(event));
    document.addEventListener("click", (event) => this.choose(event));
    window.addEventListener("beforeunload", (event) => this.wouldLose && event.preventDefault());
    for (const begun of this.begun) this.offer(begun);
    this.show();
    this.goOn();
  }

  // What the server has of files that were begun earlier.
  get begun() {
    return [...this.querySelectorAll("[data-begun]")].filter((one) => !one.hidden);
  }

  // Leaving costs work only where the browser could not keep the file.
  get wouldLose() {
    return this.sending && this.rows.some((row) => row.waits && !row.isRemembered);
  }

  offer(begun) {
    const choose = begun.querySelector("[data-choose]");
    choose.hidden = begun.querySelector("[data-choose-words]").hidden = false;
    choose.addEventListener("click", () => {
      this.wanted = begun.dataset.place;
      this.isAwaited = true;
      this.picker.click();
    });
  }

  // After a reload: the browser has kept the files, so nobody needs to choose them again.
  async goOn() {
    const kept = new Map((await remembered(this.dataset.tus)).map((one) => [one.url, one]));
    const rows = [];
    for (const begun of this.begun) {
      const one = kept.get(begun.dataset.url);
      if (one && begun.dataset.size === String(one.file.size)) rows.push(this.add(one.file, begun.dataset.place));
      kept.delete(begun.dataset.url);
    }
    for (const url of kept.keys()) forget(url); // ended somewhere else
    this.show();
    await this.run(rows);
  }

  // A link beside a document: choose the file for just that one.
  choose(event) {
    const link = event.target.closest?.("[data-upload-for]");
    if (!link || this.sending) return;
    event.preventDefault();
    this.wanted = link.dataset.uploadFor;
    this.scrollIntoView({ block: "nearest" });
    this.picker.click();
  }

  drop(event) {
    event.preventDefault();
    if (!this.sending) this.take(event.dataTransfer.files);
  }

  // Also called by elements that make files themselves. `place`: the document that they are for.
  take(files, place = this.wanted) {
    const rows = [...files].map((file) => this.add(file, place));
    this.wanted = "";
    this.picker.value = ""; // so that the same file may be chosen again
    this.show();
    if (this.isAwaited) this.run(rows.filter((row) => row.url));
    this.isAwaited = false;
  }

  add(file, place) {
    const row = new FileRow(this, file, this.find("row").content);
    this.rows.push(row);
    this.find("list").append(row.element);
    const same = (begun) => begun.dataset.name === file.name && begun.dataset.size === String(file.size);
    const begun = this.begun.find((one) => same(one) && (!place || one.dataset.place === place));
    if (begun) row.continues(begun);
    else row.guess(this.rows, place);
    row.check();
    return row;
  }

  say(name, words) {
    this.find("status").textContent = `${name}: ${words}`;
  }

  remove(row) {
    this.rows = this.rows.filter((other) => other !== row);
    row.element.remove();
    this.show();
    this.find("add").focus();
  }

  show() {
    this.start.disabled = this.sending || !this.rows.some((row) => row.waits);
    this.find("add").disabled = Boolean(this.sending);
  }

  async submit(event) {
    event.preventDefault();
    await this.run(this.rows.filter((row) => row.waits));
  }

  // One after the other: on a slow line the first files are safe before the last ones begin.
  async run(rows) {
    if (this.sending || !rows.length) return;
    this.sending = true;
    this.show();
    for (const row of rows) await row.send();
    this.sending = false;
    this.show();
    await this.finish(rows);
  }

  async finish(rows) {
    const sent = this.rows.filter((row) => row.done).length;
    const words = this.dataset.summary.replace("{sent}", sent).replace("{all}", this.rows.length);
    this.find("status").textContent = words;
    if (!rows.some((row) => row.done)) return;
    if (this.dataset.refresh) await this.refresh();
    else if (sent === this.rows.length) window.location.reload();
  }

  // Show the named parts of the page anew; this element and what it still lists stay as they are.
  async refresh() {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll(this.dataset.refresh)) {
        const fresh = old.id && page.getElementById(old.id);
        if (fresh && !old.contains(this)) old.replaceWith(document.adoptNode(fresh));
      }
    } catch {
      // No line just now: the sent files are safe, the list is old until the page is loaded again.
    }
  }
}

customElements.define("upload-list", UploadList);
