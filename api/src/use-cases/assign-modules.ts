import { type Assignment, assignmentName, listAssignments, type SplitPlan } from "@diaoyan/instruments";
import type { AssignedModules, Submission } from "../contract/index.ts";
import { drawIndexes, isSignedAssignment, signAssignment } from "../keys/assignment-seal.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import type { CollectorPlace } from "./collector-lookup.ts";

type AssigningPorts = Pick<Ports, "keys" | "collectors" | "ids">;

/** Combinations that are drawn by chance, of which the one with fewest responses is taken. */
const drawnCombinations = 3;

/*
 * open link   drawn anew for every page: the least answered of three random combinations. Nothing of it is kept.
 * invited     follows from the response the invitation stands for: the same on every device, and as unknown to the
 *             server as that response. Tokens are made so that every batch of invitations is balanced (deal-modules.ts).
 */

/** The plan by which a collector splits its questionnaire; undefined where it asks everything. */
export function splitOf({ collector, version }: CollectorPlace): SplitPlan | undefined {
  return collector.split ? version.definition.split : undefined;
}

/** Modules for a new respondent of an open link; null where everything is asked. */
export async function assignModules(ports: AssigningPorts, place: CollectorPlace): Promise<AssignedModules | null> {
  const plan = splitOf(place);
  if (plan === undefined) return null;
  const { id, study } = place.collector;
  const key = await ports.keys.receiptKey(study);
  const counts = await ports.collectors.countAssignments(id);
  const modules = drawModules(key, { plan, counts, seed: ports.ids.token() });
  return signed(key, { collector: id, response: "" }, modules);
}

/** Modules of the response an invitation stands for; null where everything is asked. */
export async function modulesOfInvited(
  ports: Pick<AssigningPorts, "keys">,
  place: CollectorPlace,
  response: string,
): Promise<AssignedModules | null> {
  const plan = splitOf(place);
  if (plan === undefined) return null;
  const key = await ports.keys.receiptKey(place.collector.study);
  return signed(key, { collector: place.collector.id, response }, modulesOfResponse(key, plan, response));
}

function signed(
  key: Uint8Array,
  place: { readonly collector: string; readonly response: string },
  modules: Assignment,
): AssignedModules {
  return { modules: [...modules], signature: signAssignment(key, place, modules) };
}

/** The combination that follows from the id of a response. */
export function modulesOfResponse(key: Uint8Array, plan: SplitPlan, response: string): Assignment {
  const all = combinationsOf(plan);
  const [index = 0] = drawIndexes(key, response, 1, all.length);
  return all[index] ?? [];
}

/**
 * Of a few combinations drawn by chance the one with the fewest responses. `counts` may be a little old: many who come at
 * once still spread over all combinations.
 */
export function drawModules(
  key: Uint8Array,
  given: { readonly plan: SplitPlan; readonly counts: ReadonlyMap<string, number>; readonly seed: string },
): Assignment {
  const all = combinationsOf(given.plan);
  const drawn = drawIndexes(key, given.seed, drawnCombinations, all.length).map((index) => all[index] ?? []);
  return drawn[pickLightest(drawn, given.counts)] ?? [];
}

/** Which of these combinations stands least often in `counts`; among equals the one whose modules do. */
export function pickLightest(drawn: readonly Assignment[], counts: ReadonlyMap<string, number>): number {
  const byModule = countByModule(counts);
  const own = (at: number) => counts.get(String(drawn[at])) ?? 0;
  const modules = (at: number) => (drawn[at] ?? []).reduce((sum, module) => sum + (byModule.get(module) ?? 0), 0);
  const places = drawn.map((_, at) => at);
  return places.sort((a, b) => own(a) - own(b) || modules(a) - modules(b))[0] ?? 0;
}

function countByModule(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const byModule = new Map<string, number>();
  for (const [modules, count] of counts) {
    for (const module of modules.split(",")) byModule.set(module, (byModule.get(module) ?? 0) + count);
  }
  return byModule;
}

const listed = new WeakMap<SplitPlan, readonly Assignment[]>();

function combinationsOf(plan: SplitPlan): readonly Assignment[] {
  const known = listed.get(plan) ?? listAssignments(plan);
  listed.set(plan, known);
  return known;
}

/** Modules that answers name as assigned; null where they name none. */
export function namedModules(answers: Submission["answers"]): Assignment | null {
  const given = answers[assignmentName];
  return Array.isArray(given) && given.length > 0 ? given.map(String) : null;
}

/** Refuses modules that this server did not assign here: forged, of another collector or person, missing, or uncalled for. */
export async function checkAssignment(
  ports: Pick<AssigningPorts, "keys">,
  place: CollectorPlace,
  body: Omit<Submission, "consent">,
): Promise<void> {
  const { id: collector, study, invitedOnly } = place.collector;
  const modules = namedModules(body.answers);
  if (splitOf(place) === undefined) {
    if (modules === null) return;
    throw problem("modules.notSplit", `answers.${assignmentName}: collector ${collector} asks all questions`, {
      remedy: `answer all questions and leave ${assignmentName} out`,
    });
  }
  const signature = body.modulesSignature;
  if (modules === null || signature === undefined) {
    const missing = modules === null ? `answers.${assignmentName}` : "modulesSignature";
    throw problem("modules.missing", `${missing}: expected what the page was given as \`assignment\`, got nothing`, {
      remedy: "load the page again and send the modules with their signature",
    });
  }
  const key = await ports.keys.receiptKey(study);
  if (isSignedAssignment(key, { collector, response: invitedOnly ? body.id : "" }, { modules, signature })) return;
  throw problem(
    "modules.forged",
    `answers.${assignmentName}: ${modules.join(", ").slice(0, 200)} were not assigned by collector ${collector}`,
    { remedy: "load the page again: modules are assigned, not chosen" },
  );
}
