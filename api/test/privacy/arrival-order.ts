/** How far places follow the order of arrival: concordant less discordant pairs, with its variance if they do not. */
export interface Concordance {
  readonly score: number;
  readonly variance: number;
}

const pageBytes = 4096;

/** What the later of two stands for beside the earlier: 1 behind it, −1 before it, 0 where nothing tells. */
type Vote = (earlier: number, later: number) => number;

/**
 * Kendall's S of `n` that arrived in order, each pair by its vote. Under a random order its variance is n(n−1)(2n+5)/18,
 * and less where some pairs have no vote.
 */
function tally(n: number, vote: Vote): Concordance {
  let score = 0;
  for (let later = 1; later < n; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) score += vote(earlier, later);
  }
  return { score, variance: (n * (n - 1) * (2 * n + 5)) / 18 };
}

/** Whether places, in the order of arrival, rise with it; those that are none (−1) are left out. */
export function concordanceOf(places: readonly number[]): Concordance {
  const known = places.filter((place) => place >= 0);
  return tally(known.length, (earlier, later) => Math.sign((known[later] ?? 0) - (known[earlier] ?? 0)));
}

/**
 * Whether marks that stand on one page of a database file follow each other there in the order of arrival, wherever two of
 * them meet: a page keeps its cells in the order in which they came, while its pointers follow the keys.
 */
export function concordanceOnPages(bytes: Buffer, marks: readonly string[]): Concordance {
  const places = marks.map((mark) => findAll(bytes, mark));
  return tally(marks.length, (earlier, later) => {
    let sum = 0;
    for (const [page, offset] of places[earlier] ?? []) {
      const other = places[later]?.get(page);
      if (other !== undefined) sum += Math.sign(other - offset);
    }
    return Math.sign(sum);
  });
}

/** The last place of a mark on every page. */
function findAll(bytes: Buffer, mark: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1))
    found.set(Math.floor(at / pageBytes), at);
  return found;
}

/** Standard deviations by which several groups together differ from chance. */
export function zOf(groups: readonly Concordance[]): number {
  const variance = groups.reduce((sum, group) => sum + group.variance, 0);
  return variance === 0 ? 0 : groups.reduce((sum, group) => sum + group.score, 0) / Math.sqrt(variance);
}
