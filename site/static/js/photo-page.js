// One photographed page in <photo-pages>: decoded upright, drawn anew (EXIF stays behind), measured, shown.

import { clarity } from "./photo-clarity.js";

const LADDER = [[2000, 0.8], [1800, 0.68], [1600, 0.58], [1400, 0.5], [1200, 0.42], [1000, 0.36], [800, 0.3]]; // [px, JPEG quality]
const PREVIEW = 320; // px

async function drawn(source, side) {
  const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what is transparent becomes paper
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

const jpeg = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

export class PhotoPage {
  constructor(file) {
    Object.assign(this, { file, turn: 0, warnings: [] });
  }

  // Throws where the browser cannot read the picture (HEIC in most).
  async read() {
    const canvas = await drawn(this.file, LADDER[0][0]);
    this.warnings = clarity(canvas);
    this.width = canvas.width;
    this.height = canvas.height;
    this.blob = await jpeg(canvas, LADDER[0][1]);
    if (!this.blob) throw new Error("no room for this picture");
    this.preview = await drawn(this.blob, PREVIEW);
    return this;
  }

  get size() {
    return this.blob.size;
  }

  // The page as a JPEG of at most `room` bytes, or of the smallest size; for one PDF only, the page itself stays.
  async within(room) {
    let { blob, width, height } = this;
    for (const [side, quality] of LADDER.slice(1)) {
      if (blob.size <= room) break;
      const canvas = await drawn(this.blob, side);
      [blob, width, height] = [await jpeg(canvas, quality), canvas.width, canvas.height];
    }
    return { blob, width, height, turn: this.turn };
  }
}
