// <mark-read><form method="post">… <button>Mark as read</button></form></mark-read>
// Whoever looks at a ticket has read what was told about it: the form is sent by itself, and the bells count down.

class MarkRead extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (form) this.send(form);
  }

  async send(form) {
    const data = new FormData(form);
    data.append("fetch", "1");
    const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
    if (!answer?.ok) return;
    const read = Number(await answer.text());
    if (read) document.querySelectorAll("[data-unread]").forEach((badge) => countDown(badge, read));
  }
}

const CAPPED = 99; // beyond it the bell does not know the number

function countDown(badge, read) {
  if (badge.dataset.unread > CAPPED) return;
  const left = Number(badge.dataset.unread) - read;
  if (left <= 0) {
    badge.remove();
    return;
  }
  badge.dataset.unread = left;
  const number = [...badge.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (number) number.data = String(left);
}

customElements.define("mark-read", MarkRead);
