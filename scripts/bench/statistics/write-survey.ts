import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { seededRandom } from "@diaoyan/instruments";

export const itemCount = 60;
export const itemNames = Array.from({ length: itemCount }, (_, place) => `q${place + 1}`);
const thresholds = [-1.2, -0.4, 0.4, 1.2];
const linesAWrite = 2_000;

/**
 * Writes a generated survey as CSV: 60 five-step items on six factors with 3 % missing, ten questions of five boxes, unit,
 * title, age, sex and a weight: 115 columns.
 */
export async function writeSurvey(file: string, rows: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const out = createWriteStream(file);
  const boxes = Array.from({ length: 50 }, (_, place) => `m${Math.floor(place / 5) + 1}_${(place % 5) + 1}`);
  let lines: string[] = [[...itemNames, ...boxes, "unit", "title", "age", "sex", "w"].join(",")];
  for (let row = 0; row < rows; row += 1) {
    lines.push(writeRow(random));
    if (lines.length === linesAWrite || row === rows - 1) {
      if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
      lines = [];
    }
  }
  out.end();
  await once(out, "finish");
}

function writeRow(random: () => number): string {
  const factors = Array.from({ length: 6 }, () => drawNormal(random));
  const cells: (string | number)[] = [];
  for (let item = 0; item < itemCount; item += 1) {
    const score = 0.7 * (factors[item % 6] ?? 0) + 0.7 * drawNormal(random);
    const step = 1 + thresholds.filter((threshold) => score >= threshold).length;
    cells.push(random() < 0.03 ? "" : step);
  }
  for (let box = 0; box < 50; box += 1) cells.push(random() < 0.3 ? 1 : 0);
  for (const groups of [5, 4, 10, 2]) cells.push(1 + Math.floor(random() * groups));
  cells.push((0.5 + 1.5 * random()).toFixed(6));
  return cells.join(",");
}

/** A standard normal number (Box & Muller 1958). */
function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
