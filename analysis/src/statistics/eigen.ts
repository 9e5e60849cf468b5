import { addScaled } from "./vectors.ts";

/** Eigenvalues of a symmetric matrix in falling order, each with its unit vector. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

type Rows = readonly (readonly number[] | Float64Array)[];

/**
 * Eigenvalues and vectors of a symmetric matrix: Householder's reduction to three diagonals, then QL with implicit
 * shifts (Wilkinson & Reinsch 1971, Handbook for Automatic Computation II/2 and II/3). Without `vectors` they are left
 * out, which saves most of the work.
 */
export function eigenSymmetric(matrix: Rows, vectors = true): Eigen {
  const { diagonal, beside, basis } = reduceToThree(matrix, vectors);
  diagonalise(diagonal, beside, basis);
  const order = [...diagonal.keys()].sort((a, b) => (diagonal[b] ?? 0) - (diagonal[a] ?? 0));
  return {
    values: Float64Array.from(order, (place) => diagonal[place] ?? 0),
    vectors: vectors ? order.map((place) => basis[place] ?? new Float64Array()) : [],
  };
}

interface ThreeDiagonals {
  readonly diagonal: Float64Array;
  /** Off the diagonal; the last is 0. */
  readonly beside: Float64Array;
  /** The axes of the new basis; empty where nobody asked. */
  readonly basis: readonly Float64Array[];
}

/** Mirrors the matrix column by column until only three diagonals are left. */
function reduceToThree(matrix: Rows, vectors: boolean): ThreeDiagonals {
  const n = matrix.length;
  const rows = matrix.map((row) => Float64Array.from(row));
  const basis = vectors ? rows.map((_, a) => Float64Array.from({ length: n }, (__, b) => (a === b ? 1 : 0))) : [];
  for (let k = 0; k + 2 < n; k += 1) {
    const mirror = new Float64Array(n);
    let size = 0;
    for (let row = k + 1; row < n; row += 1) {
      mirror[row] = rows[row]?.[k] ?? 0;
      size = Math.hypot(size, mirror[row] ?? 0);
    }
    if (size === 0) continue;
    const first = mirror[k + 1] ?? 0;
    mirror[k + 1] = first + (first < 0 ? -size : size);
    reflect(rows, mirror, k + 1);
    reflectAxes(basis, mirror);
  }
  return {
    diagonal: Float64Array.from(rows, (row, place) => row[place] ?? 0),
    beside: Float64Array.from(rows, (row, place) => row[place + 1] ?? 0),
    basis,
  };
}

/** A ← H A H with H = I − 2vvᵀ/vᵀv, in place, from the row before `from` on; v is 0 before `from`. */
function reflect(rows: readonly Float64Array[], v: Float64Array, from: number): void {
  const n = v.length;
  let norm = 0;
  for (let row = from; row < n; row += 1) norm += (v[row] ?? 0) ** 2;
  const beta = 2 / norm;
  // above and left of the row before `from` the matrix is done with
  const first = from - 1;
  const image = new Float64Array(n);
  for (let a = first; a < n; a += 1) {
    const row = rows[a] ?? v;
    let sum = 0;
    for (let column = from; column < n; column += 1) sum += (row[column] ?? 0) * (v[column] ?? 0);
    image[a] = beta * sum;
  }
  let inner = 0;
  for (let row = from; row < n; row += 1) inner += (image[row] ?? 0) * (v[row] ?? 0);
  for (let row = from; row < n; row += 1) image[row] = (image[row] ?? 0) - (beta / 2) * inner * (v[row] ?? 0);
  for (let a = first; a < n; a += 1) {
    const row = rows[a] ?? v;
    const [va, wa] = [v[a] ?? 0, image[a] ?? 0];
    for (let b = first; b < n; b += 1) row[b] = (row[b] ?? 0) - va * (image[b] ?? 0) - wa * (v[b] ?? 0);
  }
}

/** The axes of the basis after the same mirror. */
function reflectAxes(basis: readonly Float64Array[], v: Float64Array): void {
  const norm = v.reduce((sum, value) => sum + value * value, 0);
  const along = new Float64Array(v.length);
  for (const [axis, values] of basis.entries()) addScaled(along, values, v[axis] ?? 0);
  for (const [axis, values] of basis.entries()) addScaled(values, along, (-2 / norm) * (v[axis] ?? 0));
}

/** Turns the three diagonals to one, in place: `diagonal` holds the eigenvalues, `basis` their vectors. */
function diagonalise(diagonal: Float64Array, beside: Float64Array, basis: readonly Float64Array[]): void {
  const n = diagonal.length;
  for (let low = 0; low < n; low += 1)
    for (let step = 0; step < 200; step += 1) {
      const high = findSplit(diagonal, beside, low);
      if (high === low) break;
      sweep({ diagonal, beside, basis }, low, high);
    }
}

/** The first place from `low` on below which what stands beside the diagonal is only rounding. */
function findSplit(diagonal: Float64Array, beside: Float64Array, low: number): number {
  let high = low;
  while (high + 1 < diagonal.length) {
    const size = Math.abs(diagonal[high] ?? 0) + Math.abs(diagonal[high + 1] ?? 0);
    if (Math.abs(beside[high] ?? 0) <= Number.EPSILON * size) break;
    high += 1;
  }
  return high;
}

/** One QL step with Wilkinson's shift on the block from `low` to `high`. */
function sweep({ diagonal, beside, basis }: ThreeDiagonals, low: number, high: number): void {
  const at = (list: Float64Array, place: number): number => list[place] ?? 0;
  const ratio = (at(diagonal, low + 1) - at(diagonal, low)) / (2 * at(beside, low));
  const root = Math.hypot(ratio, 1);
  let g = at(diagonal, high) - at(diagonal, low) + at(beside, low) / (ratio + (ratio < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let place = high - 1; place >= low; place -= 1) {
    const f = sine * at(beside, place);
    const b = cosine * at(beside, place);
    const length = Math.hypot(f, g);
    beside[place + 1] = length;
    if (length === 0) {
      diagonal[place + 1] = at(diagonal, place + 1) - shift;
      beside[high] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = at(diagonal, place + 1) - shift;
    const turned = (at(diagonal, place) - g) * sine + 2 * cosine * b;
    shift = sine * turned;
    diagonal[place + 1] = g + shift;
    g = cosine * turned - b;
    turnAxes(basis[place], basis[place + 1], [cosine, sine]);
  }
  diagonal[low] = at(diagonal, low) - shift;
  beside[low] = g;
  beside[high] = 0;
}

function turnAxes(
  first: Float64Array | undefined,
  second: Float64Array | undefined,
  [cosine, sine]: readonly [number, number],
): void {
  if (first === undefined || second === undefined) return;
  for (let place = 0; place < first.length; place += 1) {
    const [x, y] = [first[place] ?? 0, second[place] ?? 0];
    second[place] = sine * x + cosine * y;
    first[place] = cosine * x - sine * y;
  }
}
