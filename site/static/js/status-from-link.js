// <status-from-link>a form with number and pin</status-from-link>
// The QR code of a receipt leads to /status/#<number>-<pin>. What stands behind # never leaves the browser: it is put
// into the form here, taken out of the address, and sent by POST. Without JavaScript both are typed.
class StatusFromLink extends HTMLElement {
  connectedCallback() {
    const [, number, pin] = location.hash.match(/^#(\d{1,9})-(\d{6})$/) ?? [];
    const form = this.querySelector("form");
    if (!pin || !form) return;
    history.replaceState(null, "", location.pathname);
    form.elements.number.value = number;
    form.elements.pin.value = pin;
    form.requestSubmit();
  }
}
customElements.define("status-from-link", StatusFromLink);
