// Pack JPEGs into one PDF: a PDF shows a JPEG as it is (DCTDecode), so nothing is lost, and nothing but the pages is in it.

const LONG_SIDE = 842; // points: as long as A4
const bytes = (text) => new TextEncoder().encode(text);

// `pages`: {blob (JPEG), width, height (px), turn (degrees to the right)}. Returns a Blob.
export function pdfOf(pages) {
  const parts = [bytes("%PDF-1.4\n"), new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a])];
  const places = [];
  let length = parts.reduce((sum, part) => sum + part.length, 0);
  const put = (part) => {
    const piece = typeof part === "string" ? bytes(part) : part;
    parts.push(piece);
    length += piece.size ?? piece.length;
  };
  const object = (...content) => {
    places.push(length);
    put(`${places.length} 0 obj\n`);
    content.forEach(put);
    put("\nendobj\n");
  };
  const kids = pages.map((_page, number) => `${3 + 3 * number} 0 R`).join(" ");
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  pages.forEach((page, number) => {
    const first = 3 + 3 * number;
    const scale = LONG_SIDE / Math.max(page.width, page.height);
    const [width, height] = [page.width, page.height].map((side) => (side * scale).toFixed(2));
    const drawing = `${width} 0 0 ${height} 0 0 cm /P Do`;
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${page.turn} /Contents ${first + 1} 0 R `,
      `/Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
    );
    object(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
    object(
      `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${page.blob.size} >>\nstream\n`,
      page.blob,
      "\nendstream",
    );
  });
  const table = length;
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  put(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows}`);
  put(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}
