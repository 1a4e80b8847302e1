// <passkey-trouble hidden>…</passkey-trouble> shows its sentence when the browser could not make or use a passkey.

class PasskeyTrouble extends HTMLElement {
  connectedCallback() {
    document.addEventListener("allauth.error", (event) => {
      event.preventDefault(); // said here instead of in the console
      this.hidden = false;
    });
  }
}

customElements.define("passkey-trouble", PasskeyTrouble);
