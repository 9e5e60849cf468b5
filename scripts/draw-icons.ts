import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

/** A sheet of notes with a time stamp; all of it inside the inner 80 %, which every mask of a phone leaves. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <rect width="96" height="96" fill="#1a5599"/>
  <path d="M24 20h48a4 4 0 0 1 4 4v36L60 76H24a4 4 0 0 1-4-4V24a4 4 0 0 1 4-4z" fill="#fff"/>
  <path d="M76 60H64a4 4 0 0 0-4 4v12z" fill="#b9cfe8"/>
  <g stroke="#1a5599" stroke-width="4" stroke-linecap="round">
    <path d="M42 33h24M42 45h24M30 57h24"/>
  </g>
  <circle cx="31" cy="33" r="3.5" fill="#a3480b"/><circle cx="31" cy="45" r="3.5" fill="#a3480b"/>
</svg>`;

/** Draws the icons of the interviewers' page into web/public. */
function drawIcons(): void {
  for (const width of [192, 512]) {
    const png = new Resvg(drawing, { fitTo: { mode: "width", value: width } }).render().asPng();
    writeFileSync(join(import.meta.dirname, `../web/public/field-icon-${width}.png`), png);
  }
}

drawIcons();
