import { AnalysisError, type Coding, drawSample } from "@diaoyan/analysis";
import type { Adjudication, CodingAssignment } from "../ports/agreement-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { saveRevision } from "./save-revision.ts";

type AssignPorts = Pick<Ports, "agreement" | "coding" | "transcripts" | "members" | "journal" | "clock">;

/** Who codes again, and how the transcripts are drawn. */
export interface AssignmentOrder {
  readonly study: string;
  readonly id: string;
  readonly coder: string;
  readonly seed: number;
  readonly share: number;
}

/**
 * Draws a share of the transcripts that people other than the coder have coded. The seed and the hash of the frame are kept, so
 * that the draw can be made again. Throws `assignment.invalid`.
 */
export async function drawAssignment(
  ports: AssignPorts,
  caller: Caller,
  order: AssignmentOrder,
): Promise<CodingAssignment> {
  const { coder, id, seed, share, study } = order;
  const role = await ports.members.roleOf(study, coder);
  if (role !== "lead" && role !== "researcher") {
    throw problem("assignment.invalid", "coder: expected a lead or a researcher of the study");
  }
  const codings = await ports.coding.list(study);
  const coded = [
    ...new Set(codings.filter((one) => isOfOthers(one, coder)).map(({ transcript }) => String(transcript))),
  ];
  if (coded.length === 0) {
    throw problem("assignment.invalid", "no transcript was coded by somebody else", { remedy: "code some first" });
  }
  const frame = coded.map((transcript) => ({ id: transcript, stratum: "" }));
  const design = { seed, total: Math.ceil(share * coded.length), allocation: "proportional" as const, reserves: 0 };
  const sample = refuseBadDraw(() => drawSample(frame, design));
  const content = {
    coder,
    seed,
    share,
    frameSize: sample.frameSize,
    frameHash: sample.frameHash,
    transcripts: sample.drawn.map((member) => member.id).sort(),
  };
  const made = { id, ...content, by: caller.id, at: ports.clock.now(), closedAt: null };
  const known = (await ports.agreement.listAssignments(study)).find((one) => one.id === id);
  const revision = await saveRevision(ports, {
    study,
    kind: "assignment",
    id,
    current: known && { document: known, revision: known.revision },
    base: 0,
    content,
    write: (next) => ports.agreement.putAssignment(study, { ...made, revision: next }),
    note: {
      actor: caller.id,
      action: "assignment.draw",
      subject: `${id}: seed ${seed}, ${made.transcripts.length} of ${coded.length}`,
    },
  });
  return known ?? { ...made, revision };
}

function isOfOthers({ origin }: Coding, coder: string): boolean {
  return origin.kind === "human" && origin.user !== coder;
}

function refuseBadDraw<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof AnalysisError) throw problem("assignment.invalid", error.message);
    throw error;
  }
}

/** Ends the blindness of a second coding: from then on everybody sees everything, and agreement can be computed. */
export async function closeAssignment(
  ports: AssignPorts,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
): Promise<CodingAssignment> {
  const all = await ports.agreement.listAssignments(study);
  const known = found(
    all.find((one) => one.id === id),
    "assignment.notFound",
    id,
  );
  if (known.closedAt !== null) return known;
  const closedAt = ports.clock.now();
  const revision = await saveRevision(ports, {
    study,
    kind: "assignment",
    id,
    current: { document: known, revision: known.revision },
    base: known.revision,
    content: { closed: true },
    write: (next) => ports.agreement.putAssignment(study, { ...known, closedAt, revision: next }),
    note: { actor: caller.id, action: "assignment.close", subject: id },
  });
  return { ...known, closedAt, revision };
}

/** Second codings whose blindness has not ended. */
export async function openAssignments(
  { agreement }: Pick<Ports, "agreement">,
  study: string,
): Promise<readonly CodingAssignment[]> {
  return (await agreement.listAssignments(study)).filter(({ closedAt }) => closedAt === null);
}

/** Texts that somebody is coding blindly. */
export async function textsCodedBlindly(
  ports: Pick<Ports, "agreement">,
  study: string,
  coder: string,
): Promise<ReadonlySet<string>> {
  const own = (await openAssignments(ports, study)).filter((one) => one.coder === coder);
  return new Set(own.flatMap(({ transcripts }) => transcripts));
}

/** Whether somebody may see a coding. */
export interface Sight {
  (coding: Coding): boolean;
  /** Nothing is blind: they see everything. */
  readonly isWhole: boolean;
}

/**
 * Whether somebody may see a coding now. On a transcript that is being coded blindly the second coder sees only their own
 * codings, and nobody else sees those.
 */
export async function createSight(ports: Pick<Ports, "agreement">, study: string, viewer: string): Promise<Sight> {
  const open = await openAssignments(ports, study);
  const sees = ({ origin, transcript }: Coding): boolean => {
    const here = open.filter(({ transcripts }) => transcripts.includes(transcript));
    const author = origin.kind === "human" ? origin.user : undefined;
    if (author === viewer) return true;
    return here.every(({ coder }) => coder !== viewer && coder !== author);
  };
  return Object.assign(sees, { isWhole: open.length === 0 });
}

/** Throws `assignment.blind` where somebody would change codings that are hidden from them; a coding that is not there hides nothing. */
export async function refuseHidden(
  ports: Pick<Ports, "agreement">,
  { study, viewer }: { readonly study: string; readonly viewer: string },
  codings: Iterable<Coding | null>,
): Promise<void> {
  const sees = await createSight(ports, study, viewer);
  const hidden = [...codings].filter((coding) => coding !== null && !sees(coding)).length;
  if (hidden > 0) throw problem("assignment.blind", `${hidden} codings are hidden until the blind coding ends`);
}

/** What was decided of disagreements, but for texts that the viewer codes blindly: it tells who coded what. */
export async function listSeenAdjudications(
  ports: Pick<Ports, "agreement">,
  study: string,
  viewer: string,
): Promise<readonly Adjudication[]> {
  const blind = await textsCodedBlindly(ports, study, viewer);
  return (await ports.agreement.listAdjudications(study)).filter(({ transcript }) => !blind.has(transcript));
}

/** A decision on a disagreement, and how many stood on it when it was made; left out: all that stand. */
export interface AdjudicationOrder extends Omit<Adjudication, "by" | "at"> {
  readonly study: string;
  readonly seen?: number | undefined;
}

/**
 * Keeps what was decided of a disagreement; a later decision stands in the place of the former, which is kept. The same
 * decision sent again is accepted. Throws `edit.conflict` where somebody decided meanwhile.
 */
export async function adjudicate(
  ports: AssignPorts,
  caller: Caller,
  { study, seen, ...given }: AdjudicationOrder,
): Promise<Adjudication> {
  const { code, end, start, transcript } = given;
  found(await ports.transcripts.find(study, transcript), "transcript.notFound", transcript);
  const all = await ports.agreement.listAdjudications(study);
  const known = all.find(({ id }) => id === given.id);
  if (known !== undefined) return known;
  const place = `${transcript}:${start}-${end}:${code}`;
  const same = all.filter((one) => `${one.transcript}:${one.start}-${one.end}:${one.code}` === place);
  const made = { ...given, by: caller.id, at: ports.clock.now() };
  await saveRevision(ports, {
    study,
    kind: "adjudication",
    id: place,
    current: same[0] && { document: same[0], revision: same.length },
    base: seen ?? same.length,
    content: { id: given.id },
    write: () => ports.agreement.addAdjudication(study, made),
    note: { actor: caller.id, action: "agreement.adjudicate", subject: place },
  });
  return made;
}
