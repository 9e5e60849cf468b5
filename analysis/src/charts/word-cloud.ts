import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A word and what its size tells. */
export interface CloudWord {
  readonly term: string;
  readonly count: number;
}

/** A word in its place: the middle of the word and its size in points, from the upper left corner. */
interface PlacedWord extends CloudWord {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const [width, height] = [560, 340];
/** Sizes of the letters, in points; the largest that leaves room for all is taken. */
const smallest = 12;
const largestSizes = [48, 38, 30, 24, 18];
/** Room around a word, in points. */
const gap = 3;

/** Words larger the more often they are said (the area follows the count), all upright, the most frequent in the middle; none covers another. A word that finds no room is left out, the rarest first. Null without words. */
export function makeWordCloud(words: readonly CloudWord[], countTitle: string): ChartSpec | null {
  const placed = placeWords(words);
  if (placed.length === 0) return null;
  const values = placed.map((word, place) => ({ ...word, tone: place % palette.groups.length }));
  const axis = { type: "quantitative", axis: null };
  const encoding = {
    x: { field: "x", ...axis, scale: { domain: [0, width], nice: false, zero: false } },
    y: { field: "y", ...axis, scale: { domain: [height, 0], nice: false, zero: false } },
    text: { field: "term", type: "nominal" },
    size: { field: "size", type: "quantitative", scale: null },
    color: { field: "tone", type: "nominal", scale: { range: palette.groups }, legend: null },
    tooltip: [
      { field: "term", type: "nominal", title: "" },
      { field: "count", type: "quantitative", title: countTitle },
    ],
  };
  const mark = { type: "text", align: "center", baseline: "middle" };
  return makeChart({ width, height, data: { values }, mark, encoding, config: { view: { stroke: null } } });
}

/**
 * Each word at the first free place of a spiral from the middle outwards; where not all find one, all become smaller. The
 * same words always stand in the same places.
 */
export function placeWords(words: readonly CloudWord[]): readonly PlacedWord[] {
  const ordered = [...words].sort((a, b) => b.count - a.count);
  let placed: readonly PlacedWord[] = [];
  for (const largest of largestSizes) {
    placed = placeAt(ordered, largest);
    if (placed.length === words.length) break;
  }
  return placed;
}

function placeAt(words: readonly CloudWord[], largest: number): readonly PlacedWord[] {
  const most = Math.max(1, words[0]?.count ?? 1);
  const placed: PlacedWord[] = [];
  for (const word of words) {
    const size = Math.round(smallest + (largest - smallest) * Math.sqrt(word.count / most));
    const free = findRoom({ ...word, size }, placed);
    if (free !== undefined) placed.push(free);
  }
  return placed;
}

function findRoom(word: CloudWord & { readonly size: number }, placed: readonly PlacedWord[]): PlacedWord | undefined {
  const reach = Math.hypot(width, height) / 2;
  for (let turn = 0; turn < 2_000; turn += 1) {
    const angle = turn * 0.35;
    const distance = (turn / 2_000) * reach;
    const x = width / 2 + distance * Math.cos(angle);
    const y = height / 2 + distance * Math.sin(angle) * (height / width);
    const here = { ...word, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    if (isInside(here) && placed.every((other) => !overlaps(here, other))) return here;
  }
  return undefined;
}

/** Half the room a word takes: a Han character is as wide as it is high, a Latin one a little over half. */
export function halfRoom({ term, size }: Pick<PlacedWord, "term" | "size">): {
  readonly across: number;
  readonly down: number;
} {
  const ems = [...term].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.62), 0);
  return { across: (ems * size) / 2 + gap, down: (size * 1.15) / 2 + gap };
}

function isInside(word: PlacedWord): boolean {
  const { across, down } = halfRoom(word);
  return word.x >= across && word.x <= width - across && word.y >= down && word.y <= height - down;
}

function overlaps(one: PlacedWord, other: PlacedWord): boolean {
  const [a, b] = [halfRoom(one), halfRoom(other)];
  return Math.abs(one.x - other.x) < a.across + b.across && Math.abs(one.y - other.y) < a.down + b.down;
}
