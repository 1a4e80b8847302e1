// Registration: of the fields below “You ask for services as” only those that the choice needs stay on the screen.
// What was typed into a hidden field is kept, and not sent.
class ApplicantFields extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => event.target.name === "kind" && this.choose());
    this.choose();
  }

  choose() {
    const kind = this.querySelector("input[name=kind]:checked")?.value ?? "";
    for (const group of this.querySelectorAll("[data-for]")) {
      group.hidden = !group.dataset.for.split(" ").includes(kind);
      for (const field of group.querySelectorAll("input, select")) field.disabled = group.hidden;
    }
  }
}
customElements.define("applicant-fields", ApplicantFields);
