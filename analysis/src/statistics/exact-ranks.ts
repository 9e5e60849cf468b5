import { type Tail, tailOf } from "../distributions/tails.ts";

/** Below this many cases a side the exact distribution is taken, as R's `wilcox.test` does by default. */
export const exactBelow = 50;

/** Both tails of `statistic`, a whole number, in a distribution counted by its value that is symmetric about the middle. */
function doubleTail(ways: Float64Array, statistic: number): Tail {
  const nearEnd = Math.min(statistic, ways.length - 1 - statistic);
  let [tail, all] = [0, 0];
  for (const [value, count] of ways.entries()) {
    all += count;
    if (value <= nearEnd) tail += count;
  }
  return tailOf(Math.min(1, (2 * tail) / all));
}

/** Exact test of `u` of the first of two groups without ties (Mann & Whitney 1947): how many choices of n1 ranks give each sum. */
export function exactMannWhitney(u: number, n1: number, n2: number): Tail {
  const chosen = Math.min(n1, n2);
  const most = n1 * n2;
  const ways = Array.from({ length: chosen + 1 }, () => new Float64Array(most + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (let rank = 1; rank <= n1 + n2; rank += 1) {
    for (let size = Math.min(rank, chosen); size >= 1; size -= 1) {
      const [into, from] = [ways[size] as Float64Array, ways[size - 1] as Float64Array];
      const step = rank - size;
      for (let sum = most; sum >= step; sum -= 1) into[sum] = (into[sum] ?? 0) + (from[sum - step] ?? 0);
    }
  }
  return doubleTail(ways[chosen] as Float64Array, u);
}

/** Exact signed rank test of `v` over n differences without ties and zeros: how many choices of signs give each sum. */
export function exactSignedRank(v: number, n: number): Tail {
  const ways = new Float64Array((n * (n + 1)) / 2 + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank += 1)
    for (let sum = (rank * (rank + 1)) / 2; sum >= rank; sum -= 1)
      ways[sum] = (ways[sum] ?? 0) + (ways[sum - rank] ?? 0);
  return doubleTail(ways, v);
}
