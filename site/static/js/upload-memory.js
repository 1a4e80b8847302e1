// The files that are on their way, kept by the browser (IndexedDB) so that an upload goes on by itself after a reload. They go
// when the upload ends, after three days, and when the person leaves: a computer may be shared.

const NAME = "uploads";
const STORE = "files";
const KEPT_FOR = 3 * 24 * 3600 * 1000; // ms, as long as the server keeps the parts

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });

async function store(mode) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "url" });
  const database = await asked(request);
  database.onversionchange = () => database.close();
  return database.transaction(STORE, mode).objectStore(STORE);
}

// Private windows and full disks have no place: then the person chooses the file again.
async function quietly(work, otherwise) {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

export const remember = (url, file, place) =>
  quietly(async () => {
    await asked((await store("readwrite")).put({ url, file, place, at: Date.now() }));
    return true;
  }, false);

export const forget = (url) => quietly(async () => asked((await store("readwrite")).delete(url)));

// The files of the uploads below this address, by their URL.
export const remembered = (address) =>
  quietly(async () => {
    const all = await asked((await store("readonly")).getAll());
    const old = all.filter((one) => one.at < Date.now() - KEPT_FOR);
    for (const one of old) await forget(one.url);
    return all.filter((one) => one.url.startsWith(address) && !old.includes(one));
  }, []);

export const forgetAll = () => quietly(async () => asked(indexedDB.deleteDatabase(NAME)));

document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/logout/")) forgetAll();
});
if (document.querySelector("form[action$='/login/']")) forgetAll();
