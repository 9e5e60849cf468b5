import { hashText, type RandomSource, seededRandom } from "@diaoyan/instruments";
import { doubledInFrame, emptyFrame, wrongSampleTotal } from "../errors.ts";

/** Somebody of the sampling frame and the stratum they belong to. */
export interface FrameMember {
  readonly id: string;
  readonly stratum: string;
}

/** How many are drawn: `proportional` to the strata, or `equal` numbers of each; reserves stand ready in each stratum. */
export interface SampleDesign {
  readonly seed: number;
  readonly total: number;
  readonly allocation: "proportional" | "equal";
  /** Reserves a stratum, drawn after the sample; fewer where the stratum has no more. */
  readonly reserves: number;
}

/** A stratum: members, drawn ones, and the chance each member had of being drawn. */
export interface SampledStratum {
  readonly stratum: string;
  readonly size: number;
  readonly drawn: number;
  /** Inclusion probability n/N, the same for all members of the stratum. */
  readonly probability: number;
}

/** A member of the frame that was drawn, with its inclusion probability. */
export interface DrawnMember extends FrameMember {
  readonly probability: number;
  /** Order in which a stratum was drawn, from 1; reserves go on counting. */
  readonly order: number;
}

/** A sample with all that is needed to draw it again. */
export interface Sample {
  readonly design: SampleDesign;
  readonly frameSize: number;
  /** SHA-256 of the sorted frame: whether it is still the same one. */
  readonly frameHash: string;
  readonly strata: readonly SampledStratum[];
  readonly drawn: readonly DrawnMember[];
  readonly reserves: readonly DrawnMember[];
}

/**
 * Draws a stratified simple random sample without replacement (Cochran, Sampling Techniques, 3rd ed. 1977, ch. 5). The
 * order of the frame does not matter: members are sorted by id, and every stratum has a source of chance of its own made
 * of seed and name, so the same frame and seed give the same sample. At most the whole frame is drawn. Throws
 * `sampling.empty`, `sampling.twice`, `sampling.total`.
 */
export function drawSample(frame: readonly FrameMember[], design: SampleDesign): Sample {
  checkFrame(frame, design);
  const groups = groupByStratum(frame);
  const names = [...groups.keys()].sort();
  const sizes = names.map((name) => groups.get(name)?.length ?? 0);
  const counts = allocate(sizes, design);
  const drawn: DrawnMember[] = [];
  const reserves: DrawnMember[] = [];
  const strata = names.map((stratum, place): SampledStratum => {
    const members = groups.get(stratum) ?? [];
    const count = counts[place] ?? 0;
    const probability = count / members.length;
    const picked = pick(members, count + design.reserves, sourceOf(design.seed, stratum));
    const numbered = picked.map((member, at) => ({ ...member, probability, order: at + 1 }));
    drawn.push(...numbered.slice(0, count));
    reserves.push(...numbered.slice(count));
    return { stratum, size: members.length, drawn: count, probability };
  });
  const frameHash = hashText(JSON.stringify(names.map((name) => [name, (groups.get(name) ?? []).map(({ id }) => id)])));
  return { design, frameSize: frame.length, frameHash, strata, drawn, reserves };
}

function checkFrame(frame: readonly FrameMember[], { total }: SampleDesign): void {
  if (frame.length === 0) throw emptyFrame();
  if (new Set(frame.map(({ id }) => id)).size < frame.length) throw doubledInFrame();
  if (!Number.isInteger(total) || total < 1) throw wrongSampleTotal(total);
}

/** Members by stratum, in order of id. */
function groupByStratum(frame: readonly FrameMember[]): ReadonlyMap<string, readonly FrameMember[]> {
  const groups = new Map<string, FrameMember[]>();
  for (const member of [...frame].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const group = groups.get(member.stratum);
    if (group === undefined) groups.set(member.stratum, [member]);
    else group.push(member);
  }
  return groups;
}

/**
 * Numbers by stratum that add up to the total or to the whole frame, none beyond its stratum: largest remainders first
 * (Hamilton), ties in order of the strata; what a full stratum cannot take goes to the others.
 */
function allocate(sizes: readonly number[], { total, allocation }: SampleDesign): readonly number[] {
  const counts = sizes.map(() => 0);
  let left = Math.min(
    total,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  while (left > 0) {
    const open = sizes.flatMap((size, at) => ((counts[at] ?? 0) < size ? [at] : []));
    const weight = (at: number): number => (allocation === "equal" ? 1 : (sizes[at] ?? 0));
    const sum = open.reduce((all, at) => all + weight(at), 0);
    const quotas = open.map((at) => ({ at, quota: (left * weight(at)) / sum }));
    const whole = quotas.map(({ at, quota }) => Math.min(Math.floor(quota), (sizes[at] ?? 0) - (counts[at] ?? 0)));
    for (const [place, { at }] of quotas.entries()) counts[at] = (counts[at] ?? 0) + (whole[place] ?? 0);
    const rest = left - whole.reduce((all, count) => all + count, 0);
    const capped = quotas.some(({ quota }, place) => Math.floor(quota) > (whole[place] ?? 0));
    if (capped) {
      left = rest;
      continue;
    }
    const byRemainder = [...quotas].sort((one, other) => (other.quota % 1) - (one.quota % 1) || one.at - other.at);
    for (const { at } of byRemainder.slice(0, rest)) counts[at] = (counts[at] ?? 0) + 1;
    left = sizes.some((size, at) => (counts[at] ?? 0) > size) ? trim(counts, sizes) : 0;
  }
  return counts;
}

/** Takes back what went beyond a stratum; answers how many are still to be placed. */
function trim(counts: number[], sizes: readonly number[]): number {
  let over = 0;
  for (const [at, size] of sizes.entries()) {
    const count = counts[at] ?? 0;
    if (count <= size) continue;
    over += count - size;
    counts[at] = size;
  }
  return over;
}

function sourceOf(seed: number, stratum: string): RandomSource {
  return seededRandom(Number.parseInt(hashText(`${seed}/${stratum}`).slice(0, 8), 16));
}

/** The first `count` of a random order (Durstenfeld, 1964, CACM 7, 420). */
function pick(members: readonly FrameMember[], count: number, random: RandomSource): readonly FrameMember[] {
  const order = [...members];
  const taken = Math.min(count, order.length);
  for (let at = 0; at < taken; at += 1) {
    const other = at + Math.floor(random() * (order.length - at));
    [order[at], order[other]] = [order[other] as FrameMember, order[at] as FrameMember];
  }
  return order.slice(0, taken);
}
