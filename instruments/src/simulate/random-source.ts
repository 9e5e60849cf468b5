/** A source of numbers in [0, 1), uniform; comes in as a parameter so that runs can be repeated. */
export type RandomSource = () => number;

/**
 * A repeatable source: mulberry32 (Tommy Ettinger, 2017, public domain), 32 bits of state. For simulation and tests,
 * never for secrets.
 */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A draw from the standard normal distribution (Box & Muller, 1958, Ann. Math. Stat. 29, 610–611). */
export function drawNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One item, each with the same chance; the list must not be empty. */
export function drawItem<T>(items: readonly T[], random: RandomSource): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** The items in random order (Fisher & Yates, 1938; Durstenfeld, 1964, CACM 7, 420). */
export function shuffle<T>(items: readonly T[], random: RandomSource): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
