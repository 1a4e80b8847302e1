// An eye in a password box that shows what was typed. Without JavaScript the box is an ordinary one.
class PasswordToggle extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.input = this.querySelector("input");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "password__show";
    this.button.append(this.querySelector("template").content.cloneNode(true)); // the open eye, the closed one
    this.append(this.button);
    this.button.addEventListener("click", () => this.show(this.input.type === "password"));
    // A password manager and the next person at the screen want dots again.
    this.input.form?.addEventListener("submit", () => this.show(false));
    this.show(false);
  }

  show(isVisible) {
    this.input.type = isVisible ? "text" : "password";
    this.button.setAttribute("aria-label", isVisible ? this.dataset.hide : this.dataset.show);
  }
}
customElements.define("password-toggle", PasswordToggle);
