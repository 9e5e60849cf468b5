import { invertMatrix } from "./invert-matrix.ts";

/** Loadings by item and factor. */
export type Loadings = readonly (readonly number[])[];

/** Rotated loadings; with an oblique rotation the correlations of the factors. */
export interface Rotated {
  readonly loadings: Loadings;
  readonly correlations: Loadings | null;
}

const at = (matrix: Loadings | readonly Float64Array[], row: number, column: number): number =>
  matrix[row]?.[column] ?? 0;

/** Kaiser's varimax (1958, Psychometrika 23, p. 187) with his normalisation: pairs of factors are turned until none moves. */
export function rotateVarimax(loadings: Loadings): Loadings {
  const sizes = loadings.map((row) => Math.hypot(...row));
  const items = loadings.map((row, item) => Float64Array.from(row, (value) => value / (sizes[item] || 1)));
  const m = loadings[0]?.length ?? 0;
  for (let step = 0; step < 1_000; step += 1) {
    let largest = 0;
    for (let a = 0; a < m; a += 1)
      for (let b = a + 1; b < m; b += 1) largest = Math.max(largest, Math.abs(turnPair(items, a, b)));
    if (largest < 1e-13) break;
  }
  return items.map((row, item) => Array.from(row, (value) => value * (sizes[item] ?? 0)));
}

/** Turns two factors to where the variance of squared loadings is largest; gives the angle. */
function turnPair(items: readonly Float64Array[], a: number, b: number): number {
  let [sumU, sumV, squares, products] = [0, 0, 0, 0];
  for (const row of items) {
    const [x, y] = [row[a] ?? 0, row[b] ?? 0];
    const [u, v] = [x * x - y * y, 2 * x * y];
    sumU += u;
    sumV += v;
    squares += u * u - v * v;
    products += u * v;
  }
  const p = items.length;
  const angle = Math.atan2(2 * products - (2 * sumU * sumV) / p, squares - (sumU ** 2 - sumV ** 2) / p) / 4;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (const row of items) {
    const [x, y] = [row[a] ?? 0, row[b] ?? 0];
    row[a] = cosine * x + sine * y;
    row[b] = cosine * y - sine * x;
  }
  return angle;
}

/**
 * Direct quartimin, which is oblimin with γ = 0 (Jennrich & Sampson 1966), by gradient projection (Jennrich 2002,
 * Psychometrika 67, p. 7) without normalisation; from the loadings as they are and from varimax, the lower end is kept.
 */
export function rotateOblimin(loadings: Loadings): Rotated {
  const m = loadings[0]?.length ?? 0;
  const unit = Array.from({ length: m }, (_, a) => Float64Array.from({ length: m }, (__, b) => (a === b ? 1 : 0)));
  const [plain, turned] = [descend(loadings, unit), descend(rotateVarimax(loadings), unit)];
  const { rotated, axes } = turned.criterion < plain.criterion - 1e-10 ? turned : plain;
  const correlations = unit.map((_, a) =>
    Array.from(unit, (__, b) => axes.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0)),
  );
  return { loadings: rotated, correlations };
}

interface Descent {
  readonly criterion: number;
  readonly rotated: Loadings;
  readonly axes: readonly Float64Array[];
}

function descend(loadings: Loadings, start: readonly Float64Array[]): Descent {
  let axes = start;
  let state = quartiminAt(loadings, axes);
  let size = 1;
  for (let step = 0; step < 5_000; step += 1) {
    const gradient = projectGradient(state.gradient, axes);
    const steep = Math.sqrt(
      gradient.reduce((sum, row) => sum + row.reduce((inner, value) => inner + value * value, 0), 0),
    );
    if (steep < 1e-9) break;
    const before = state;
    for (size *= 2; size > 1e-12 && state === before; size /= 2) {
      const next = normaliseColumns(axes, gradient, size);
      const tried = quartiminAt(loadings, next);
      if (tried.criterion < before.criterion - 0.5 * steep * steep * size) [axes, state] = [next, tried];
    }
    size *= 2;
    if (state === before) break;
  }
  return { criterion: state.criterion, rotated: state.rotated, axes };
}

/** ¼ΣΣ of products of squared loadings on different factors, at L = A(Tᵀ)⁻¹, with its slope by T. */
function quartiminAt(loadings: Loadings, axes: readonly Float64Array[]) {
  const inverse = invertMatrix(axes);
  const m = axes.length;
  const places = Array.from({ length: m }, (_, place) => place);
  const rotated = loadings.map((row) =>
    places.map((b) => places.reduce((sum, a) => sum + (row[a] ?? 0) * at(inverse, b, a), 0)),
  );
  let criterion = 0;
  const slopes = rotated.map((row) => {
    const total = row.reduce((sum, value) => sum + value * value, 0);
    return row.map((value) => {
      const others = total - value * value;
      criterion += (value * value * others) / 4;
      return value * others;
    });
  });
  const inner = places.map((a) =>
    places.map((b) => rotated.reduce((sum, row, item) => sum + (row[a] ?? 0) * at(slopes, item, b), 0)),
  );
  const gradient = places.map((a) =>
    Float64Array.from(places, (b) => -places.reduce((sum, c) => sum + at(inner, b, c) * at(inverse, c, a), 0)),
  );
  return { criterion, rotated, gradient };
}

/** The slope without what only changes the length of an axis. */
function projectGradient(gradient: readonly Float64Array[], axes: readonly Float64Array[]): readonly Float64Array[] {
  const along = axes.map((_, b) => axes.reduce((sum, row, a) => sum + (row[b] ?? 0) * at(gradient, a, b), 0));
  return gradient.map((row, a) => row.map((value, b) => value - at(axes, a, b) * (along[b] ?? 0)));
}

/** Axes moved against the slope and brought back to unit length. */
function normaliseColumns(
  axes: readonly Float64Array[],
  gradient: readonly Float64Array[],
  size: number,
): readonly Float64Array[] {
  const moved = axes.map((row, a) => row.map((value, b) => value - size * at(gradient, a, b)));
  const lengths = axes.map((_, b) => Math.hypot(...moved.map((row) => row[b] ?? 0)));
  return moved.map((row) => row.map((value, b) => value / (lengths[b] ?? 1)));
}
