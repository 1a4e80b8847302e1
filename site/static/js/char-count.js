// <char-count><textarea data-limit="20000"></textarea></char-count>; maxlength counts too, but cuts what is pasted.
// Says how much room is left, once most of it is used; the words come from data-left ("{n} characters left").

const FROM = 0.8;

class CharCount extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.limit = Number(this.field?.getAttribute("maxlength") ?? this.field?.dataset.limit);
    if (!this.limit) return;
    this.note = document.createElement("span");
    this.note.className = "field__count";
    this.note.setAttribute("role", "status");
    this.append(this.note);
    this.field.addEventListener("input", () => this.show());
    this.show();
  }

  show() {
    const used = this.field.value.length;
    const left = (this.limit - used).toLocaleString(document.documentElement.lang);
    const words = this.dataset.left || "{n}";
    this.note.textContent = used >= this.limit * FROM ? words.replace("{n}", left) : "";
  }
}

customElements.define("char-count", CharCount);
