import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { datasetFromCsv } from "../dataset/dataset-from-csv.ts";
import { parseVariablesFile } from "../dataset/variables-file.ts";
import type { Dataset } from "../model/dataset.ts";
import { runRequest } from "./run-request.ts";

interface AwkwardCase {
  readonly id: string;
  /** Left out, the one data set of the folder. */
  readonly data?: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly tolerance: number;
  readonly variables?: unknown;
}

const loaded = new Map<string, Dataset>();

function readCases(folder: string): readonly AwkwardCase[] {
  return JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as readonly AwkwardCase[];
}

function load(folder: string, { data = "survey", variables = [] }: AwkwardCase): Dataset {
  const key = folder + data + JSON.stringify(variables);
  const text = () => readFileSync(join(folder, `${data}.csv`), "utf8");
  const dataset = loaded.get(key) ?? datasetFromCsv(text(), parseVariablesFile(variables));
  loaded.set(key, dataset);
  return dataset;
}

/** Differences between what was expected and what came, each with its path; relative, so that far tails count. */
function differences(expected: unknown, actual: unknown, tolerance: number, path = ""): readonly string[] {
  if (expected !== null && typeof expected === "object") {
    const entries = Object.entries(expected).flatMap(([key, one]) =>
      differences(one, (actual as Record<string, unknown> | undefined)?.[key], tolerance, `${path}.${key}`),
    );
    const lengths = [expected, actual].map((list) => (Array.isArray(list) ? list.length : 0));
    return lengths[0] === lengths[1] ? entries : [...entries, `${path}: expected ${lengths[0]}, got ${lengths[1]}`];
  }
  if (typeof expected !== "number" || typeof actual !== "number")
    return expected === actual ? [] : [`${path}: expected ${String(expected)}, got ${String(actual)}`];
  const close = Math.abs(actual - expected) <= tolerance * Math.abs(expected) + 1e-13;
  return close ? [] : [`${path}: expected ${expected}, got ${actual}`];
}

describe.each(["r-4.2.2-unseen", "r-4.2.2-weighted", "r-4.2.2-more"])("results of R in %s", (name) => {
  const folder = join(import.meta.dirname, "../../test-data", name);
  it.each(readCases(folder).map((one) => [one.id, one] as const))("%s", (_, one) => {
    const { result } = runRequest({ dataset: load(folder, one) }, { kind: one.kind, ...one.params }, { seed: 1 });
    expect(differences(one.expected, result, one.tolerance)).toEqual([]);
  });
});
