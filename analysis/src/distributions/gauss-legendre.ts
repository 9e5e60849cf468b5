/** Nodes and weights on [-1, 1] of the Gauss–Legendre rule with `count` points (Newton on the Legendre polynomial). */
function gaussLegendre(count: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step += 1) {
      const { value, derivative } = legendre(count, x);
      slope = derivative;
      const next = x - value / derivative;
      if (Math.abs(next - x) < 1e-16) break;
      x = next;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

function legendre(count: number, x: number): { readonly value: number; readonly derivative: number } {
  let before = 1;
  let value = x;
  for (let n = 2; n <= count; n += 1) {
    const next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
    before = value;
    value = next;
  }
  return { value, derivative: (count * (x * value - before)) / (x * x - 1) };
}

/** One node of a rule with its weight. */
export interface Node {
  readonly x: number;
  readonly weight: number;
}

/** Nodes and weights that integrate over a range, the 16-point rule applied to `pieces` equal parts. */
export function quadrature([from, to]: readonly [number, number], pieces: number): readonly Node[] {
  const width = (to - from) / pieces;
  return Array.from({ length: pieces }, (_, piece) => from + (piece + 0.5) * width).flatMap((middle) =>
    Array.from(rule.nodes, (node, i) => ({
      x: middle + (width / 2) * node,
      weight: ((rule.weights[i] ?? 0) * width) / 2,
    })),
  );
}

const rule = gaussLegendre(16);
