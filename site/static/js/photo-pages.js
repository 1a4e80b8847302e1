// <photo-pages> (templates/components/photo_pages.html): photos of pages become one PDF within the browser and go to the
// <upload-list>. Opened by links with data-photos-for="<document>", which lead to the same on the server; what this browser
// cannot read (HEIC) goes there as it is. Sentences come as data-.

import { PhotoPage } from "./photo-page.js";
import { pdfOf } from "./photo-pdf.js";

const WRAPPING = 1200; // bytes of the PDF for each page besides its picture

class PhotoPages extends HTMLElement {
  connectedCallback() {
    this.window = this.querySelector("dialog");
    if (!this.window || this.pages) return;
    this.pages = [];
    this.find = (name) => this.querySelector(`[data-${name}]`);
    document.addEventListener("click", (event) => this.open(event));
    for (const picker of this.querySelectorAll("input[type=file]")) picker.addEventListener("change", () => this.take(picker));
    for (const name of ["camera", "choose"]) this.find(name).addEventListener("click", () => this.find(`${name}-file`).click());
    this.find("use").addEventListener("click", () => this.use());
    this.find("cancel").addEventListener("click", () => this.close());
    this.window.addEventListener("cancel", () => (this.pages = []));
  }

  get list() {
    return document.querySelector("upload-list");
  }

  open(event) {
    const link = event.target.closest?.("[data-photos-for]");
    if (!link || !this.list?.rows || this.list.sending || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.place = this.find("slot").value = link.dataset.photosFor;
    this.name = link.dataset.photosName;
    this.find("title").textContent = this.name;
    this.pages = [];
    this.show();
    this.window.showModal();
  }

  close() {
    this.pages = [];
    this.window.close();
  }

  say(words) {
    this.find("status").textContent = words;
  }

  async take(picker) {
    const files = [...picker.files];
    picker.value = "";
    this.say(this.dataset.busy);
    for (const file of files) {
      if (this.pages.length >= Number(this.dataset.most)) return this.say(this.dataset.tooMany);
      try {
        this.pages.push(await new PhotoPage(file).read());
      } catch {
        return this.toServer(file, files);
      }
      this.show();
    }
    this.say(this.dataset.count.replace("{n}", this.pages.length));
  }

  // Send the originals, in their order, to the page that does the same on the server.
  toServer(unread, chosen) {
    if (!/\.(hei[cf]|jpe?g|png)$/i.test(unread.name) && !/^image\/(hei[cf]|jpeg|png)$/.test(unread.type)) {
      return this.say(`${unread.name}: ${this.dataset.unknown}`);
    }
    const all = new DataTransfer();
    const rest = chosen.slice(chosen.indexOf(unread));
    for (const file of [...this.pages.map((page) => page.file), ...rest]) all.items.add(file);
    this.say(this.dataset.server);
    this.find("originals").files = all.files;
    return this.find("form").submit();
  }

  show() {
    this.find("pages").replaceChildren(...this.pages.map((page, number) => this.row(page, number)));
    this.find("use").disabled = !this.pages.length;
  }

  row(page, number) {
    const row = this.find("row").content.cloneNode(true).querySelector("li");
    const part = (name) => row.querySelector(`[data-${name}]`);
    const label = this.dataset.page.replace("{n}", number + 1);
    page.preview.className = `photos__picture photos__picture--${page.turn}`;
    page.preview.setAttribute("role", "img");
    page.preview.setAttribute("aria-label", label);
    part("frame").append(page.preview);
    part("label").textContent = label;
    for (const found of page.warnings) part(found).hidden = false;
    const acts = { earlier: () => this.move(number, number - 1), later: () => this.move(number, number + 1), turn: () => (page.turn = (page.turn + 90) % 360), remove: () => this.pages.splice(number, 1) };
    for (const [name, act] of Object.entries(acts)) {
      const button = part(name);
      button.querySelector("span").textContent = ` ${label}`;
      button.addEventListener("click", () => this.change(act, name, page));
    }
    part("earlier").hidden = number === 0;
    part("later").hidden = number === this.pages.length - 1;
    this.drag(row, number);
    return row;
  }

  change(act, name, page) {
    act();
    this.show();
    const place = this.pages.indexOf(page);
    const row = this.find("pages").children[Math.max(place, 0)];
    const again = row?.querySelector(`[data-${name}]:not([hidden])`) ?? row?.querySelector("button:not([hidden])");
    (place >= 0 && again ? again : this.find("choose")).focus(); // the keyboard stays with the page it moves
    this.say(place >= 0 ? this.dataset.page.replace("{n}", place + 1) : this.dataset.count.replace("{n}", this.pages.length));
  }

  move(from, to) {
    if (to >= 0 && to < this.pages.length) this.pages.splice(to, 0, ...this.pages.splice(from, 1));
  }

  drag(row, number) {
    row.addEventListener("dragstart", () => (this.dragged = number));
    row.addEventListener("dragover", (event) => event.preventDefault());
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (this.dragged === undefined) return;
      this.move(this.dragged, number);
      this.dragged = undefined;
      this.show();
    });
  }

  // One PDF under the limit: each page gets its part of the room, as large as it is among the others.
  async use() {
    this.find("use").disabled = true;
    this.say(this.dataset.packing);
    const room = Number(this.dataset.maxBytes) - WRAPPING * (this.pages.length + 1);
    const all = this.pages.reduce((sum, page) => sum + page.size, 0);
    const share = Math.min(1, room / all);
    const made = [];
    for (const page of this.pages) made.push(await page.within(Math.floor(page.size * share)));
    const pdf = pdfOf(made);
    this.find("use").disabled = false;
    if (pdf.size > Number(this.dataset.maxBytes)) return this.say(this.dataset.tooMuch);
    const name = `${this.name.replace(/[\\/:*?"<>|]+/g, " ").trim()}.pdf`;
    this.list.take([new File([pdf], name, { type: "application/pdf" })], this.place);
    this.close();
    this.list.scrollIntoView({ block: "nearest" });
    return this.list.querySelector("[data-start]").focus();
  }
}

customElements.define("photo-pages", PhotoPages);
