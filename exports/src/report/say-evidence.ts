import type { Evidence } from "../model/document.ts";

/** An entry of the evidence list in its parts: what is said, with its n where the words do not give it, what it rests on, and where it stands. */
export function sayEvidence({ value, n, query, place }: Evidence): {
  readonly said: string;
  readonly basis: string;
  readonly place: string;
} {
  const size = n === null || value.includes(`n=${n}`) ? "" : `（n=${n}）`;
  const where = place.replace(/:(\d+)$/, "第$1行");
  return { said: `${value}${size}`, basis: `依据：${query}`, place: `位置：${where}` };
}
