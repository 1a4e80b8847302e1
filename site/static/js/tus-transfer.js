// One file on its way to the server by the tus protocol 1.0.0: in parts of 256 kB, begun once, gone on with as often as the
// line breaks. It tries again by itself, waiting longer each time, and at once when the browser says that it is online.

const PART = 256 * 1024;
const STALLED_AFTER = 90_000; // ms without progress
const LONGEST_WAIT = 60_000; // ms
const MOST_REFUSALS = 6; // in a row, of a server that answers but cannot
const BYTES = "application/offset+octet-stream";

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

// What tells this file from any other. Best its SHA-256, which the server then proves; browsers give it on HTTPS only.
export async function fingerprintOf(file) {
  const bytes = await file.arrayBuffer(); // throws where the device can no longer read it
  if (!globalThis.crypto?.subtle) return `${file.name}|${file.size}|${file.lastModified}`;
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Transfer {
  // `isBegun`: the server has a part already. `on`: begun(url), progress(bytes), waiting(seconds), goesOn().
  constructor({ address, token, file, place, isBegun, on }) {
    Object.assign(this, { address, token, file, place, isBegun, on, url: "", offset: null, furthest: -1, refusals: 0, losses: 0 });
  }

  // Resolves to {how, sentence, slot}; how: kept, refused, stopped, unreadable, signedOut, busy.
  async run() {
    this.isStopped = false;
    try {
      this.fingerprint ??= await fingerprintOf(this.file);
      while (!this.isStopped) {
        const end = await this.heed(await this.step());
        if (end) return end;
      }
    } catch {
      return { how: "unreadable" }; // deleted meanwhile, or in a cloud that cannot be reached
    }
    return { how: "stopped" };
  }

  stop() {
    this.isStopped = true;
    this.request?.abort();
    this.wake?.();
  }

  // Tell the server that the file is not wanted any more. What it does not hear, it forgets by itself after some days.
  giveUp(url) {
    this.stop();
    fetch(url, { method: "DELETE", headers: this.headers(), keepalive: true }).catch(() => {});
  }

  headers(more = {}) {
    return { "Tus-Resumable": "1.0.0", "X-CSRFToken": this.token, Accept: "application/json", ...more };
  }

  async step() {
    if (!this.url) return this.begin();
    if (this.offset === null) return this.ask("HEAD", this.url, {});
    const part = await this.part(this.offset);
    return this.ask("PATCH", this.url, { "Upload-Offset": this.offset, "Content-Type": BYTES }, part);
  }

  // Read before it is sent, so that a file that cannot be read is told from a line that is lost.
  part(offset) {
    return this.file.slice(offset, offset + PART).arrayBuffer();
  }

  // The first part goes along: a small file is one request. Of a file that was begun the server tells first what it has.
  async begin() {
    const said = { filename: this.file.name, place: this.place, fingerprint: this.fingerprint };
    const metadata = Object.entries(said).filter(([, value]) => value).map(([key, value]) => `${key} ${base64(value)}`);
    const headers = { "Upload-Length": this.file.size, "Upload-Metadata": metadata.join(","), "Content-Type": BYTES };
    return this.ask("POST", this.address, headers, this.isBegun ? null : await this.part(0));
  }

  ask(method, url, headers, body = null) {
    const request = (this.request = new XMLHttpRequest());
    this.method = method;
    request.open(method, url);
    for (const [name, value] of Object.entries(this.headers(headers))) request.setRequestHeader(name, value);
    return new Promise((resolve) => {
      let watch;
      const alive = () => {
        clearTimeout(watch);
        watch = setTimeout(() => request.abort(), STALLED_AFTER);
      };
      alive();
      request.upload.addEventListener("progress", (event) => {
        alive();
        this.on.progress((this.offset ?? 0) + event.loaded);
      });
      request.addEventListener("loadend", () => (clearTimeout(watch), resolve(request)));
      request.send(body);
    });
  }

  // What the answer means. Returns the end, or nothing when it goes on.
  async heed(request) {
    if (this.isStopped) return { how: "stopped" };
    if (request.status === 0) return this.lost();
    if (!request.getResponseHeader("Tus-Resumable")) {
      // The login, a refused form that has grown too old, or a proxy without a server behind it.
      return request.status < 500 ? { how: "signedOut" } : this.refused(request, {});
    }
    const said = this.read(request);
    const offset = request.getResponseHeader("Upload-Offset");
    if (request.status < 300 || (request.status === 409 && offset !== null)) return this.goOn(request, offset, said);
    if ([404, 410].includes(request.status)) Object.assign(this, { url: "", offset: null, isBegun: false });
    else if ([409, 413, 422].includes(request.status)) return { how: "refused", ...said };
    return this.refused(request, said);
  }

  read(request) {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return {};
    }
  }

  goOn(request, offset, said) {
    const url = request.getResponseHeader("Location");
    if (url && url !== this.url) {
      Object.assign(this, { url, isBegun: true });
      this.on.begun(url);
    }
    if (said.ok) return { how: "kept", ...said };
    this.offset = Number(offset);
    this.on.progress(this.offset);
    if (this.offset > this.furthest) {
      if (this.losses || this.refusals) this.on.goesOn();
      Object.assign(this, { furthest: this.offset, refusals: 0, losses: 0 });
    }
    // A server that never lets it go further must not be asked for ever.
    else if (this.method === "PATCH") return this.refused(request, said);
    return null;
  }

  // No line: where it stands is asked for when there is one again.
  async lost() {
    this.offset = null;
    this.losses += 1;
    await this.rest(1000 * 2 ** Math.min(this.losses - 1, 6));
    return null;
  }

  async refused(request, said) {
    this.refusals += 1;
    if (this.refusals > MOST_REFUSALS) return { how: "busy", sentence: said.sentence };
    const told = Number(request.getResponseHeader("Retry-After")) * 1000;
    if (this.url) this.offset = null;
    await this.rest(Math.max(told || 0, 500 * 2 ** this.refusals));
    return null;
  }

  // Wait, a little more or less than `ms`, so that not all phones of a building come back in the same second.
  async rest(ms) {
    const until = Date.now() + Math.min(ms, LONGEST_WAIT) * (0.75 + Math.random() / 2);
    const tell = () => this.on.waiting(Math.max(1, Math.ceil((until - Date.now()) / 1000)));
    tell();
    const clock = setInterval(tell, 1000);
    await new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, until - Date.now());
      window.addEventListener("online", resolve);
    });
    window.removeEventListener("online", this.wake);
    clearInterval(clock);
  }
}
