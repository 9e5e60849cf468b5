/** Cases that are multiplied while they still are near at hand. */
const block = 1024;

/** Sums of products of all pairs of columns of equal length, XᵀX; in blocks of cases and two columns by two, which reads each number a quarter as often. */
export function crossProducts(columns: readonly Float64Array[]): readonly Float64Array[] {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  const sums = columns.map(() => new Float64Array(p));
  const four = new Float64Array(4);
  for (let from = 0; from < n; from += block) {
    const pairs = pairUp(columns.map((column) => column.subarray(from, from + block)));
    for (const [a, first] of pairs.entries())
      for (const [b, second] of pairs.slice(0, a + 1).entries()) {
        multiplyFour(first, second, four);
        addFour(sums, [2 * a, 2 * b], four);
      }
  }
  for (const [a, line] of sums.entries()) for (let b = a + 1; b < p; b += 1) line[b] = sums[b]?.[a] ?? 0;
  return sums;
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
function multiplyFour([a, b]: Two, [c, d]: Two, sums: Float64Array): void {
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
