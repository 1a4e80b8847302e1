// <server-clock datetime="2026-11-21T17:05:00+07:00" zone="Asia/Jakarta">text</server-clock>
// Keeps the server's date and time going (row A14), to the minute: nothing blinks.

const MINUTE = 60_000;
// A cached page is this old at most; within it the visitor's own clock is the better source.
const TRUST = 15 * MINUTE;

class ServerClock extends HTMLElement {
  connectedCallback() {
    const written = Date.parse(this.getAttribute("datetime"));
    if (Number.isNaN(written)) return;
    const difference = Date.now() - written;
    this.offset = difference >= 0 && difference < TRUST ? 0 : difference;
    this.english = document.documentElement.lang.startsWith("en");
    // The zone's name stands at the end of the text that the server wrote: "… 17.05 WIB".
    this.zoneName = this.textContent.trim().split(" ").pop();
    this.show();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  show() {
    const now = new Date(Date.now() - this.offset);
    this.textContent = `${this.date(now)}, ${this.time(now)} ${this.zoneName}`;
    this.timer = setTimeout(() => this.show(), MINUTE - (now.getTime() % MINUTE) + 50);
  }

  format(options) {
    return new Intl.DateTimeFormat(this.english ? "en-GB" : "id-ID", { timeZone: this.zone, ...options });
  }

  get zone() {
    return this.getAttribute("zone") || "Asia/Jakarta";
  }

  date(now) {
    const name = (options) => this.format(options).format(now);
    return `${name({ weekday: "long" })}, ${name({ day: "numeric" })} ${name({ month: "long" })} ${name({ year: "numeric" })}`;
  }

  time(now) {
    const parts = this.format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
    const value = (type) => parts.find((part) => part.type === type).value;
    return `${value("hour")}${this.english ? ":" : "."}${value("minute")}`;
  }
}

customElements.define("server-clock", ServerClock);
