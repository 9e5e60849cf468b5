/** The sum of products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}

/** Adds `factor` times another vector of the same length, in place. */
export function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let place = 0; place < target.length; place += 1)
    target[place] = (target[place] ?? 0) + factor * (values[place] ?? 0);
}

/** Products by place of two vectors of one length. */
export function multiplyBy(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, place) => value * (b[place] ?? 0));
}
