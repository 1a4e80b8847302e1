// <row-set data-prefix="documents">management form, [data-rows] with [data-row]s, <template data-empty>, [data-add]</row-set>
// Rows of a form are added, moved and taken out in place. Without JavaScript the button asks the server for one more row, and
// numbers and ticks do the rest; here they are hidden and kept in step, so that the server gets the same form.

class RowSet extends HTMLElement {
  connectedCallback() {
    this.rows = this.querySelector("[data-rows]");
    this.empty = this.querySelector("template[data-empty]");
    this.total = this.querySelector(`[name="${this.dataset.prefix}-TOTAL_FORMS"]`);
    if (!this.rows || !this.empty || !this.total) return;
    for (const row of this.all()) this.improve(row);
    this.querySelector("[data-add]").addEventListener("click", (event) => {
      event.preventDefault();
      this.add();
    });
    this.rows.addEventListener("click", (event) => this.press(event));
  }

  all() {
    return [...this.rows.children].filter((row) => row.matches("[data-row]"));
  }

  improve(row) {
    for (const part of row.querySelectorAll("[data-order-field], [data-delete-field]")) part.hidden = true;
    row.querySelector("[data-buttons]").hidden = false;
    row.hidden = row.querySelector("[data-delete-field] input")?.checked ?? false;
  }

  add() {
    const place = Number(this.total.value);
    const row = this.empty.content.querySelector("[data-row]").cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of element.attributes) attribute.value = attribute.value.replaceAll("__prefix__", place);
    }
    this.rows.append(row);
    this.total.value = place + 1;
    this.improve(row);
    this.number();
    row.querySelector("input:not([type=hidden]), textarea")?.focus();
  }

  press(event) {
    const button = event.target.closest("button");
    const row = event.target.closest("[data-row]");
    if (!button || !row) return;
    const shown = this.all().filter((one) => !one.hidden);
    const place = shown.indexOf(row);
    if (button.matches("[data-up]") && place > 0) shown[place - 1].before(row);
    else if (button.matches("[data-down]") && place < shown.length - 1) shown[place + 1].after(row);
    else if (button.matches("[data-remove]")) {
      row.querySelector("[data-delete-field] input").checked = true;
      row.hidden = true;
      this.querySelector("[data-add]").focus();
    } else return;
    this.number();
    if (!row.hidden) button.focus();
  }

  number() {
    this.all().forEach((row, place) => {
      const order = row.querySelector("[data-order-field] input"); // rows that the server sorts have none
      if (order) order.value = place + 1;
    });
  }
}

customElements.define("row-set", RowSet);
