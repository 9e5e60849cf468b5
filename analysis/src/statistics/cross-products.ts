/** Cases that are multiplied while they still are near at hand. */
export const nearCases = 1000;

/** Sums of products of all pairs of columns of equal length, XᵀX. */
export function crossProducts(columns: readonly Float64Array[]): readonly Float64Array[] {
  const n = columns[0]?.length ?? 0;
  const sums = columns.map(() => new Float64Array(columns.length));
  for (let from = 0; from < n; from += nearCases)
    addProducts(
      sums,
      columns.map((column) => column.subarray(from, from + nearCases)),
    );
  return mirrorLower(sums);
}

/** Adds the products of pairs of columns, of no more than `nearCases`, below the diagonal; two columns by two, which reads each number half as often. */
export function addProducts(sums: readonly Float64Array[], columns: readonly Float64Array[]): void {
  const four = new Float64Array(4);
  const pairs = pairUp(columns);
  for (const [a, first] of pairs.entries())
    for (const [b, second] of pairs.slice(0, a + 1).entries()) {
      multiplyFour(first, second, four);
      addFour(sums, [2 * a, 2 * b], four);
    }
}

/** Copies what stands below the diagonal above it. */
export function mirrorLower(matrix: readonly Float64Array[]): readonly Float64Array[] {
  for (const [a, row] of matrix.entries()) for (let b = a + 1; b < row.length; b += 1) row[b] = matrix[b]?.[a] ?? 0;
  return matrix;
}

/** Columns two by two; a last one alone stands for both. */
function pairUp(columns: readonly Float64Array[]): readonly Two[] {
  return columns.flatMap((column, place) => (place % 2 === 0 ? [[column, columns[place + 1] ?? column] as const] : []));
}

function addFour(sums: readonly Float64Array[], [row, column]: readonly [number, number], four: Float64Array): void {
  for (let place = 0; place < 4; place += 1) {
    const line = sums[row + (place >> 1)];
    const at = column + (place & 1);
    if (line !== undefined && at < line.length) line[at] = (line[at] ?? 0) + (four[place] ?? 0);
  }
}

type Two = readonly [Float64Array, Float64Array];

/** Σ of each of the first two by each of the second two, into `sums`. */
export function multiplyFour([a, b]: Two, [c, d]: Two, sums: Float64Array): void {
  let ac = 0;
  let ad = 0;
  let bc = 0;
  let bd = 0;
  for (let row = 0; row < a.length; row += 1) {
    const x = a[row] ?? 0;
    const y = b[row] ?? 0;
    const u = c[row] ?? 0;
    const v = d[row] ?? 0;
    ac += x * u;
    ad += x * v;
    bc += y * u;
    bd += y * v;
  }
  sums[0] = ac;
  sums[1] = ad;
  sums[2] = bc;
  sums[3] = bd;
}
