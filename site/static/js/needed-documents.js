// <needed-documents>questions (name=applicant, name=is_by_proxy) and items with data-applicants / data-by-proxy</needed-documents>
// The list of documents follows the answers at once; the button that asks the server for it, needed without
// JavaScript, goes away.

class NeededDocuments extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-show]");
    if (!button) return;
    button.remove(); // a hidden one would still answer the Enter key
    this.addEventListener("change", () => this.show());
    this.show();
  }

  show() {
    const applicant = this.querySelector("[name=applicant]:checked")?.value;
    const byProxy = this.querySelector("[name=is_by_proxy]")?.checked ?? false;
    for (const item of this.querySelectorAll("[data-condition]")) {
      const applicants = item.dataset.applicants?.split(" ") ?? [];
      const isTheirs = !applicants.length || !applicant || applicants.includes(applicant);
      item.hidden = !isTheirs || ("byProxy" in item.dataset && !byProxy);
    }
  }
}

customElements.define("needed-documents", NeededDocuments);
