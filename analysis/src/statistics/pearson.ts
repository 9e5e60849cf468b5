import { codeValues, countCodes, middleRanks } from "./ranks.ts";

/** What a product-moment correlation is made of, over the rows where neither is missing. */
export interface PairMoments {
  readonly n: number;
  /** Sample variances (n − 1) of both. */
  readonly variances: readonly [number, number];
  /** Largest sizes of both, what rounding is measured by. */
  readonly largest: readonly [number, number];
  /** NaN where one does not vary. */
  readonly r: number;
}

/** Product-moment correlation over complete pairs (`NaN` is missing), in two passes, so that a far origin costs no digits. */
export function correlatePairs(a: Float64Array, b: Float64Array): PairMoments {
  let [n, sumA, sumB, largeA, largeB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < a.length; row += 1) {
    const [x, y] = [a[row] ?? Number.NaN, b[row] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    n += 1;
    sumA += x;
    sumB += y;
    if (x > largeA || -x > largeA) largeA = Math.abs(x);
    if (y > largeB || -y > largeB) largeB = Math.abs(y);
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  let [squaresA, squaresB, products, restA, restB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < a.length; row += 1) {
    const [x, y] = [(a[row] ?? Number.NaN) - meanA, (b[row] ?? Number.NaN) - meanB];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    restA += x;
    restB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  squaresA -= (restA * restA) / n;
  squaresB -= (restB * restB) / n;
  const r = (products - (restA * restB) / n) / Math.sqrt(squaresA * squaresB);
  return {
    n,
    variances: [squaresA / (n - 1), squaresB / (n - 1)],
    largest: [largeA, largeB],
    r: Math.max(-1, Math.min(1, r)),
  };
}

/** Rank correlations of many columns: each column is coded once, each pair ranks its own complete cases by counting. */
export function createRankCorrelation(columns: readonly Float64Array[]): (a: number, b: number) => number {
  const coded = columns.map((column) => codeValues(column));
  return (a, b) => {
    const [first, second] = [coded[a], coded[b]];
    if (first === undefined || second === undefined) return Number.NaN;
    const [x, y] = [Int32Array.from(first.codes), Int32Array.from(second.codes)];
    for (let row = 0; row < x.length; row += 1)
      if ((x[row] ?? -1) < 0 || (y[row] ?? -1) < 0) {
        x[row] = -1;
        y[row] = -1;
      }
    const [ranksX, ranksY] = [rankCodes(x, first.values.length), rankCodes(y, second.values.length)];
    let [squaresX, squaresY, products] = [0, 0, 0];
    for (let row = 0; row < x.length; row += 1) {
      const code = x[row] ?? -1;
      if (code < 0) continue;
      const [dx, dy] = [ranksX[code] ?? 0, ranksY[y[row] ?? 0] ?? 0];
      squaresX += dx * dx;
      squaresY += dy * dy;
      products += dx * dy;
    }
    return Math.max(-1, Math.min(1, products / Math.sqrt(squaresX * squaresY)));
  };
}

/** Middle rank of each code less the mean of all ranks. */
function rankCodes(codes: Int32Array, distinct: number): Float64Array {
  const counts = countCodes(codes, distinct);
  const n = counts.reduce((sum, count) => sum + count, 0);
  return middleRanks(counts).map((rank) => rank - (n + 1) / 2);
}
