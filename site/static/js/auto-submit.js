// <auto-submit><form method="get">… <button>Show</button></form></auto-submit>
// A filter takes effect when a choice changes; its button, needed without JavaScript, goes away.

class AutoSubmit extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form) return;
    for (const button of form.querySelectorAll("[data-auto-submit-hide]")) button.hidden = true;
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
  }
}

customElements.define("auto-submit", AutoSubmit);
