import { normalCritical95 } from "../distributions/tails.ts";

/** A share with its 95 % interval, all from 0 to 1. */
export interface ShareInterval {
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** `count` of `n` > 0 with the interval of Wilson (1927, JASA 22, pp. 209–212). */
export function wilsonInterval(count: number, n: number): ShareInterval {
  const z2 = normalCritical95 ** 2;
  const estimate = count / n;
  const center = (estimate + z2 / (2 * n)) / (1 + z2 / n);
  const half = (normalCritical95 / (1 + z2 / n)) * Math.sqrt((estimate * (1 - estimate)) / n + z2 / (4 * n * n));
  return { estimate, ciLow: Math.max(0, center - half), ciHigh: Math.min(1, center + half) };
}
