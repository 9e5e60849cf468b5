import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { datasetFromCsv } from "../dataset/dataset-from-csv.ts";
import type { Dataset } from "../model/dataset.ts";
import { runRequest } from "./run-request.ts";

interface ReferenceCase {
  readonly id: string;
  readonly data: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly tolerance: number;
  readonly source: string;
}

const folder = join(import.meta.dirname, "../../test-data/r-4.2.2");
const cases = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as readonly ReferenceCase[];
const loaded = new Map<string, Dataset>();

function load(name: string): Dataset {
  const data = loaded.get(name) ?? datasetFromCsv(readFileSync(join(folder, `${name}.csv`), "utf8"));
  loaded.set(name, data);
  return data;
}

/** Differences between what was expected and what came, each with its path; relative, or absolute below 1. */
function differences(expected: unknown, actual: unknown, tolerance: number, path = ""): readonly string[] {
  if (Array.isArray(expected)) {
    const list = actual as readonly unknown[] | undefined;
    return expected.flatMap((one, index) => differences(one, list?.[index], tolerance, `${path}[${index}]`));
  }
  if (expected !== null && typeof expected === "object")
    return Object.entries(expected).flatMap(([key, one]) =>
      differences(one, (actual as Record<string, unknown> | undefined)?.[key], tolerance, `${path}.${key}`),
    );
  if (typeof expected !== "number")
    return expected === actual ? [] : [`${path}: expected ${String(expected)}, got ${String(actual)}`];
  const limit = tolerance * Math.max(1, Math.abs(expected));
  const close = typeof actual === "number" && Math.abs(actual - expected) <= limit;
  return close ? [] : [`${path}: expected ${expected}, got ${String(actual)}`];
}

interface Pair extends Readonly<Record<string, unknown>> {
  readonly a: string;
  readonly b: string;
}

/** A pair the other way round: distances change their sign, limits their place as well. */
function turn({ a, b, ...rest }: Pair): Pair {
  const names: Readonly<Record<string, string>> = { ciLow: "ciHigh", ciHigh: "ciLow" };
  const signed = new Set(["difference", "z", "ciLow", "ciHigh"]);
  const figures = Object.entries(rest).map(([key, value]) => [
    names[key] ?? key,
    signed.has(key) ? -Number(value) : value,
  ]);
  return { ...Object.fromEntries(figures), a: b, b: a };
}

/** Post-hoc pairs in one order: R lists them by the levels of its factors, we by value. */
function orderPairs(result: unknown): unknown {
  const { postHoc, ...rest } = result as { readonly postHoc?: readonly Pair[] };
  if (postHoc === undefined) return result;
  const turned = postHoc.map((pair) => (pair.a < pair.b ? pair : turn(pair)));
  return { ...rest, postHoc: turned.sort((x, y) => (`${x.a} ${x.b}` < `${y.a} ${y.b}` ? -1 : 1)) };
}

describe("results of R and NIST", () => {
  it.each(cases.map((one) => [one.id, one] as const))("%s", (_, { data, kind, params, expected, tolerance }) => {
    const { result } = runRequest({ dataset: load(data) }, { kind, ...params }, { seed: 1 });
    expect(differences(orderPairs(expected), orderPairs(result), tolerance)).toEqual([]);
  });

  it("uses every data set that stands in the folder", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".csv"));
    expect(files.map((file) => file.slice(0, -4)).sort()).toEqual([...new Set(cases.map(({ data }) => data))].sort());
  });
});
