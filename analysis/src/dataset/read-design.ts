import { fpcInvalid, lonelyStratum, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { SurveyDesign } from "../statistics/survey-design.ts";
import { readCategories, readNumbers, readWeights } from "./read-column.ts";

/** Variables that say how cases were drawn. */
export interface DesignVariables {
  readonly weight: string;
  readonly strata?: string | undefined;
  readonly cluster?: string | undefined;
  readonly fpc?: string | undefined;
}

/** A design over the rows that have a weight and all design variables. */
export interface ReadDesign extends SurveyDesign {
  readonly rows: readonly number[];
  readonly weights: Float64Array;
  readonly strata: number;
}

/** Reads a design. Throws without cases, where a stratum holds one cluster that is not all of it, and where `fpc` is no population size. */
export function readSurveyDesign(data: Dataset, names: DesignVariables): ReadDesign {
  const weights = readWeights(data, names.weight);
  const strata = names.strata === undefined ? null : readCategories(data, names.strata);
  const cluster = names.cluster === undefined ? null : readCategories(data, names.cluster);
  const sizes = names.fpc === undefined ? null : readNumbers(data, names.fpc);
  const rows = Array.from({ length: data.rowCount }, (_, row) => row).filter(
    (row) =>
      !Number.isNaN(weights[row]) &&
      (strata?.codes[row] ?? 0) >= 0 &&
      (cluster?.codes[row] ?? 0) >= 0 &&
      !Number.isNaN(sizes?.[row] ?? 0),
  );
  if (!rows.some((row) => (weights[row] ?? 0) > 0))
    throw tooFew(`design with weight “${names.weight}”`, "at least one case with a weight above 0", "none");
  const clusters = new Int32Array(rows.length);
  const strataOf: number[] = [];
  const places = new Map<string, number>();
  const strataPlaces = new Map<number, number>();
  for (const [place, row] of rows.entries()) {
    const stratum = placeOf(strataPlaces, strata?.codes[row] ?? 0);
    const own = placeOf(places, cluster === null ? String(row) : `${stratum} ${cluster.codes[row]}`);
    strataOf[own] = stratum;
    clusters[place] = own;
  }
  const design = {
    rows,
    weights: Float64Array.from(rows, (row) => weights[row] ?? 0),
    clusters,
    strataOf: Int32Array.from(strataOf),
    strata: strataPlaces.size,
  };
  const nameOf = new Map([...strataPlaces].map(([code, place]) => [place, strata?.values[code] ?? ""]));
  const fractions = readFractions(design, sizes, names.fpc ?? "");
  refuseLonely(design.strataOf, fractions, (place) => nameOf.get(place) ?? "");
  return { ...design, fractions };
}

function placeOf<Key>(places: Map<Key, number>, key: Key): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

/** Shares drawn of each stratum: clusters over the population size, or the share itself where all are at most 1. */
function readFractions(
  { rows, clusters, strataOf, strata }: Pick<ReadDesign, "rows" | "clusters" | "strataOf" | "strata">,
  sizes: Float64Array | null,
  name: string,
): Float64Array {
  const fractions = new Float64Array(strata);
  if (sizes === null) return fractions;
  const found = new Float64Array(strata).fill(Number.NaN);
  for (const [place, row] of rows.entries()) {
    const stratum = strataOf[clusters[place] ?? 0] ?? 0;
    const size = sizes[row] ?? 0;
    if (!Number.isNaN(found[stratum] ?? 0) && found[stratum] !== size)
      throw fpcInvalid(name, `differs within a stratum (${found[stratum]} and ${size})`);
    found[stratum] = size;
  }
  const shares = found.every((size) => size <= 1);
  for (const [stratum, size] of found.entries()) {
    const drawn = strataOf.reduce((count, one) => count + (one === stratum ? 1 : 0), 0);
    if (!(size > 0) || (!shares && size < drawn)) throw fpcInvalid(name, `is ${size} where ${drawn} were drawn`);
    fractions[stratum] = shares ? size : drawn / size;
  }
  return fractions;
}

function refuseLonely(strataOf: Int32Array, fractions: Float64Array, nameOf: (place: number) => string): void {
  const counts = new Int32Array(fractions.length);
  for (const stratum of strataOf) counts[stratum] = (counts[stratum] ?? 0) + 1;
  const lonely = counts.findIndex((count, stratum) => count === 1 && (fractions[stratum] ?? 0) < 1);
  if (lonely >= 0) throw lonelyStratum(nameOf(lonely));
}
