// A scanned PDF over the limit: the server makes it smaller and shows it with both sizes; the person keeps it there or not.

export const canShrink = (file, sentence, words) =>
  Boolean(words.photos) && sentence === words.tooBig && file.size <= Number(words.maxScanBytes);

// Leads to the page that shows the smaller pages; returns the sentence where that is not possible.
export async function shrink(row) {
  const { words, file } = row;
  if (row.slot && !row.slot.value) return words.choosePlace;
  const facts = new FormData();
  facts.append("csrfmiddlewaretoken", row.list.form.elements.csrfmiddlewaretoken.value);
  facts.append("slot", row.slot ? row.slot.value : "other");
  facts.append("do", "add");
  facts.append("file", file);
  try {
    const answer = await fetch(words.photos, { method: "POST", body: facts, headers: { Accept: "application/json" }, credentials: "same-origin" });
    const told = await answer.json();
    if (!told.url) return told.results?.[0]?.sentence || told.sentence || words.busy;
    window.location.assign(told.url);
    return "";
  } catch {
    return words.busy;
  }
}
