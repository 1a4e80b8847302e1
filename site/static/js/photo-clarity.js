// Can a photographed page be read? The same measures as the server's (helpdesk/attachments/inside/clarity.py).

const SIDE = 1000; // px of the longer side at which pages are measured
const TILES = 6; // judged by the sharpest part of 6 × 6: most of a page is empty paper
const PAPER = 0.9;
const INK = 0.001;
const DARK = 95;
const SHARP = 120; // variance of the Laplacian
const PLAIN = 0.18; // contrast, as part of the brightness, below which there is nothing to be sharp

function greyOf(canvas) {
  const scale = Math.min(1, SIDE / Math.max(canvas.width, canvas.height));
  const width = Math.max(3, Math.round(canvas.width * scale));
  const height = Math.max(3, Math.round(canvas.height * scale));
  const small = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  small.imageSmoothingQuality = "high";
  small.drawImage(canvas, 0, 0, width, height);
  const { data } = small.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i += 1) grey[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
  return { grey, width, height };
}

function shareOf(counts, all, part) {
  let left = all * part;
  return Math.max(counts.findIndex((count) => (left -= count) <= 0), 0);
}

function sharpest({ grey, width, height }) {
  const columns = Math.max(Math.floor(width / TILES), 3);
  const rows = Math.max(Math.floor(height / TILES), 3);
  let best = 0;
  for (let top = 1; top < height - 2; top += rows) {
    for (let left = 1; left < width - 2; left += columns) {
      let [count, sum, squares] = [0, 0, 0];
      for (let y = top; y < Math.min(top + rows, height - 1); y += 1) {
        for (let x = left; x < Math.min(left + columns, width - 1); x += 1) {
          const at = y * width + x;
          const edge = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - 4 * grey[at];
          const value = Math.max(-128, Math.min(127, edge));
          count += 1;
          sum += value;
          squares += value * value;
        }
      }
      best = Math.max(best, squares / count - (sum / count) ** 2);
    }
  }
  return best;
}

// Returns "dark", "blurred", both or none.
export function clarity(canvas) {
  const picture = greyOf(canvas);
  const counts = new Array(256).fill(0);
  for (const value of picture.grey) counts[value] += 1;
  const brightness = shareOf(counts, picture.grey.length, PAPER);
  const contrast = brightness - shareOf(counts, picture.grey.length, INK);
  const found = brightness < DARK ? ["dark"] : [];
  return contrast >= PLAIN * brightness && sharpest(picture) < SHARP ? [...found, "blurred"] : found;
}
