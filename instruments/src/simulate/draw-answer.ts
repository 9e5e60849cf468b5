import { isOffered } from "../compile/settle-choices.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { PreparedAnswer, PreparedField, PreparedOffer } from "../program/prepare-program.ts";
import type { Scalar } from "../program/program.ts";
import { codePointLength } from "../text/code-points.ts";
import { drawFormatted, drawOpinion } from "./draw-text.ts";
import { drawItem, drawNormal, type RandomSource, shuffle } from "./random-source.ts";

/** What the drawing of answers needs besides the field: chance, missing codes and the latent level of an item. */
export interface Draw {
  readonly random: RandomSource;
  readonly missing: ReadonlySet<number>;
  /** Level of the latent trait behind a variable, already reversed for reversed items; null for no item. */
  readonly level: (variable: string) => number | null;
}

/** Share of 不清楚/不适用 among those who may choose it. */
const missingShare = 0.04;

/** Correlation of an item with its trait; √0.5 gives items that correlate 0.5, so alpha is 0.8 for four items. */
const loading = Math.SQRT1_2;

type Of<K extends PreparedAnswer["kind"]> = Extract<PreparedAnswer, { kind: K }>;

function shownValues(offer: PreparedOffer, scope: Scope): Scalar[] {
  return [...offer.choices]
    .filter(
      ([value, { visible, enabled }]) =>
        (visible === null || visible(scope)) && (enabled === null || enabled(scope)) && value !== undefined,
    )
    .map(([value]) => value);
}

/** The position on `count` ordered steps that a latent level leads to: centred, one step a standard deviation of 1.1. */
function stepFor(level: number, count: number, random: RandomSource): number {
  const latent = loading * level + Math.sqrt(1 - loading * loading) * drawNormal(random);
  const spread = (count - 1) / 3.6;
  const step = Math.round((count - 1) / 2 + 0.25 * spread + latent * spread);
  return Math.min(count - 1, Math.max(0, step));
}

function drawOne(values: readonly Scalar[], variable: string, draw: Draw): Scalar | undefined {
  const missing = values.filter((value) => draw.missing.has(Number(value)));
  if (missing.length > 0 && draw.random() < missingShare) return drawItem(missing, draw.random);
  const valid = values.filter((value) => !draw.missing.has(Number(value)));
  const usual = valid.filter((value) => value !== "other" && value !== "none");
  if (usual.length < valid.length && draw.random() < 0.06) return drawItem(valid, draw.random);
  const level = draw.level(variable);
  if (usual.length === 0) return values.length === 0 ? undefined : drawItem(values, draw.random);
  if (level === null) return drawItem(usual, draw.random);
  const ordered = usual.every((value) => Number.isFinite(Number(value)))
    ? [...usual].sort((a, b) => Number(a) - Number(b))
    : usual;
  return ordered[stepFor(level, ordered.length, draw.random)];
}

function drawCount(least: number, most: number, random: RandomSource): number {
  return least + Math.floor(random() * (Math.max(least, most) - least + 1));
}

function drawMany(answer: Of<"one" | "many" | "order">, scope: Scope, draw: Draw): Json | undefined {
  const { rule } = answer;
  if (rule.kind === "one") return undefined;
  const values = shownValues(answer.offer, scope).filter((value) => !draw.missing.has(Number(value)));
  const usual = values.filter((value) => value !== "none" && (value !== "other" || draw.random() < 0.15));
  if (values.includes("none") && (rule.min ?? 0) <= 1 && draw.random() < 0.05) return ["none"];
  if (rule.kind === "order" && !rule.partial) return shuffle(values, draw.random);
  const most = Math.min(rule.max ?? (rule.kind === "order" ? usual.length : Math.ceil(usual.length / 2)), usual.length);
  const picked = shuffle(usual, draw.random).slice(0, Math.max(rule.min ?? 1, drawCount(1, most, draw.random)));
  if (picked.length === 0) return undefined;
  return rule.kind === "order" ? picked : values.filter((value) => picked.includes(value));
}

function drawNumber({ min, max, step }: Of<"number">, random: RandomSource): number {
  const low = min ?? 0;
  const unit = step ?? 1;
  const high = max ?? low + 40 * unit;
  const steps = Math.max(0, Math.floor((high - low) / unit + 1e-9));
  return Number((low + Math.floor(random() * (steps + 1)) * unit).toPrecision(12));
}

function firstCharacters(text: string, count: number): string {
  return [...text].slice(0, count).join("");
}

function drawTextAnswer(field: PreparedField, answer: Of<"text">, random: RandomSource): string {
  let text =
    answer.format === "text" && answer.maxLength >= 200 ? drawOpinion(random) : drawFormatted(answer.format, random);
  for (const validator of field.validators) {
    if (validator.type === "email") text = drawFormatted("email", random);
    if (validator.type === "numeric")
      text = String(drawNumber({ kind: "number", min: validator.min ?? 0, max: validator.max ?? 100 }, random));
    while (validator.type === "text" && validator.min !== undefined && codePointLength(text) < validator.min)
      text += drawOpinion(random);
    if (validator.type === "text" && validator.max !== undefined) text = firstCharacters(text, validator.max);
  }
  if (answer.min !== undefined && text < answer.min) text = answer.min;
  if (answer.max !== undefined && text > answer.max) text = answer.max;
  return answer.format === "text" ? firstCharacters(text, answer.maxLength) : text;
}

function drawGrid(answer: Of<"grid">, variable: string, scope: Scope, draw: Draw): Json {
  const columns = [...answer.columns.choices.keys()];
  const free = shuffle(columns, draw.random);
  const cells: Record<string, Json> = {};
  for (const row of answer.rows.choices.keys()) {
    if (!isOffered(answer.rows, row, scope)) continue;
    const value = answer.rule.uniqueRows ? free.pop() : drawOne(columns, `${variable}_${row}`, draw);
    if (value !== undefined) cells[String(row)] = value;
  }
  return cells;
}

/** Draws an answer to a field that holds no further fields; undefined where it offers nothing. */
export function drawAnswer(field: PreparedField, variable: string, scope: Scope, draw: Draw): Json | undefined {
  const { answer } = field;
  switch (answer.kind) {
    case "one":
      return drawOne(shownValues(answer.offer, scope), variable, draw);
    case "many":
    case "order":
      return drawMany(answer, scope, draw);
    case "flag":
      return draw.random() < 0.5 ? answer.yes : answer.no;
    case "number":
      return drawNumber(answer, draw.random);
    case "text":
      return drawTextAnswer(field, answer, draw.random);
    case "grid":
      return drawGrid(answer, variable, scope, draw);
    default:
      return undefined;
  }
}
