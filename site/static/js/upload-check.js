// What the browser can see of a file itself. The server decides; this only saves the way for what it would refuse.

const HEAD = 1024;
const starts = (bytes, ...signature) => signature.every((value, place) => bytes[place] === value);

// Returns the sentence of the refusal, or "" when the file may be sent.
export async function looksWrong(file, words) {
  if (!file.size) return words.empty;
  let head;
  try {
    head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  } catch {
    return words.unreadable; // deleted meanwhile, or it lies in a cloud that cannot be reached
  }
  const text = String.fromCharCode(...head);
  if (starts(head, 0xff, 0xd8, 0xff) || starts(head, 0x89, 0x50, 0x4e, 0x47) || /^.{4}ftyp(hei|hev|mif1|msf1)/s.test(text)) {
    return file.size > Number(words.maxPictureBytes) ? words.pictureTooBig : "";
  }
  if (!text.includes("%PDF-")) return words.unknown;
  return file.size > Number(words.maxBytes) ? words.tooBig : "";
}
