import {
  brandAs,
  codePointLength,
  hashText,
  type PolicyHead,
  type PolicySource,
  type PolicySuggestion,
  sealTranscript,
  suggestPolicyHead,
  type Transcript,
  type TranscriptId,
  type UserId,
} from "@diaoyan/instruments";
import type { PolicyLine } from "../contract/policies.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { listSeenHeads } from "./count-seen.ts";
import { type PolicyFile, readPolicyFile } from "./read-policy-file.ts";
import { saveRevision } from "./save-revision.ts";
import { createSight } from "./second-coding.ts";
import { maximumCharacters } from "./transcripts.ts";

type PolicyPorts = Pick<
  Ports,
  "agreement" | "policies" | "transcripts" | "studies" | "coding" | "journal" | "clock" | "runtime"
>;

/** A policy document to import. `head` stands for what its text suggests, and is confirmed by whoever gives it. */
export interface PolicyImport extends PolicyFile {
  readonly study: string;
  readonly id: string;
  readonly url?: string | undefined;
  readonly head?: PolicyHead | undefined;
}

/** A document that was imported or opened, with what its text says of itself. */
export interface OpenedPolicy {
  readonly policy: PolicyLine;
  readonly suggestion: PolicySuggestion;
  readonly provisions: number;
}

/**
 * Imports a policy document as a source: its provisions are the turns of a transcript, what is known of it is suggested
 * from its text until a person confirms it. The same file under the same id again is accepted. Throws `policy.invalid`,
 * `policy.known`, `runtime.unsupported`.
 */
export async function importPolicy(ports: PolicyPorts, caller: Caller, given: PolicyImport): Promise<OpenedPolicy> {
  const { study, id, file } = given;
  const { study: about } = found(await ports.studies.find(study), "study.notFound", study);
  const read = await readPolicyFile(ports.runtime, given);
  const characters = codePointLength(read.text);
  if (characters > maximumCharacters) {
    throw problem("policy.invalid", `${file} has ${characters} characters, at most ${maximumCharacters} are kept`, {
      remedy: "split it by chapters or annexes",
    });
  }
  const regions = { own: about.region, pilots: about.pilotRegions ?? [] };
  const suggestion = suggestPolicyHead(read.text, regions, file.replace(/\.[^.]+$/u, ""));
  const { head, confirmed } = headOf(ports, caller, { given, suggestion });
  const key = { id: brandAs<TranscriptId>(id), revision: 1 };
  const source: PolicySource = { ...key, ...head, file, confirmed };
  const text = sealTranscript({ ...key, session: null, title: head.title }, read);
  const hash = hashText(read.text);
  const known = await ports.policies.findByText(study, hash);
  if (known !== undefined) return openKnown(ports, caller, { study, known, id, suggestion });
  const at = ports.clock.now();
  const writes = [ports.transcripts.add(study, text, characters, at), ports.policies.add(study, source, hash)];
  try {
    await ports.journal.commit(study, { actor: caller.id, action: "policy.import", subject: id }, writes);
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
    const stands = await ports.policies.findByText(study, hash);
    if (stands !== undefined) return openKnown(ports, caller, { study, known: stands, id, suggestion });
    throw problem("policy.conflict", `${id} stands already with another text`, {
      remedy: "import the file under a new id",
    });
  }
  return { policy: lineOf(source, { characters, codings: 0 }), suggestion, provisions: read.turns.length };
}

function headOf(
  { clock }: Pick<Ports, "clock">,
  caller: Caller,
  { given, suggestion }: { readonly given: PolicyImport; readonly suggestion: PolicySuggestion },
): Pick<PolicySource, "confirmed"> & { readonly head: PolicyHead } {
  if (given.head !== undefined) {
    return { head: given.head, confirmed: { by: brandAs<UserId>(caller.id), at: clock.now() } };
  }
  return { head: { ...suggestion.head, url: given.url ?? "" }, confirmed: null };
}

async function openKnown(
  ports: PolicyPorts,
  caller: Caller,
  { id, known, study, suggestion }: { study: string; known: PolicySource; id: string; suggestion: PolicySuggestion },
): Promise<OpenedPolicy> {
  if (known.id !== id) {
    throw problem("policy.known", `this text stands already as “${known.title}”, imported from ${known.file}`, {
      remedy: "open that one; a newer version of it must have other words",
    });
  }
  const { policy, provisions } = await openPolicy(ports, caller, study, id);
  return { policy, provisions, suggestion };
}

/** Throws `policy.notFound`. */
export async function openPolicy(ports: PolicyPorts, caller: Caller, study: string, id: string): Promise<OpenedPolicy> {
  const { study: about } = found(await ports.studies.find(study), "study.notFound", study);
  const source = found(await ports.policies.find(study, id), "policy.notFound", id);
  const text: Transcript = found(await ports.transcripts.find(study, id), "policy.notFound", id);
  const codings = (await ports.coding.list(study, id)).filter(await createSight(ports, study, caller.id)).length;
  const regions = { own: about.region, pilots: about.pilotRegions ?? [] };
  return {
    policy: lineOf(source, { characters: codePointLength(text.text), codings }),
    suggestion: suggestPolicyHead(text.text, regions, source.file.replace(/\.[^.]+$/u, "")),
    provisions: text.turns.length,
  };
}

/** Documents by region and day, unconfirmed ones first. */
export async function listPolicies(
  ports: Pick<Ports, "agreement" | "coding" | "policies" | "transcripts">,
  study: string,
  viewer: string,
): Promise<readonly PolicyLine[]> {
  const heads = new Map((await listSeenHeads(ports, study, viewer)).map((head) => [String(head.id), head]));
  return (await ports.policies.list(study)).map((source) => {
    const head = heads.get(source.id);
    return lineOf(source, { characters: head?.characters ?? 0, codings: head?.codings ?? 0 });
  });
}

/** Confirms what is known of a document. Throws `policy.notFound`, `edit.conflict`. */
export async function savePolicy(
  ports: PolicyPorts,
  caller: Caller,
  {
    base,
    head,
    id,
    study,
  }: { readonly study: string; readonly id: string; readonly head: PolicyHead; readonly base: number },
): Promise<number> {
  const current = found(await ports.policies.find(study, id), "policy.notFound", id);
  const confirmed = { by: brandAs<UserId>(caller.id), at: ports.clock.now() };
  return saveRevision(ports, {
    study,
    kind: "policy",
    id,
    current: { document: current, revision: current.revision },
    base,
    content: { ...head },
    write: (revision) => ports.policies.replace(study, { ...current, ...head, confirmed, revision }),
    note: { actor: caller.id, action: "policy.save", subject: id },
  });
}

/** Takes away a document that nobody has coded. Throws `policy.notFound`, `policy.inUse`. */
export async function removePolicy(ports: PolicyPorts, caller: Caller, study: string, id: string): Promise<void> {
  found(await ports.policies.find(study, id), "policy.notFound", id);
  if ((await ports.coding.list(study, id)).length > 0) {
    throw problem("policy.inUse", "codings stand on it", { remedy: "take its codings away first" });
  }
  await ports.journal.commit(study, { actor: caller.id, action: "policy.remove", subject: id }, [
    ports.policies.remove(study, id),
  ]);
}

function lineOf(source: PolicySource, counts: Pick<PolicyLine, "characters" | "codings">): PolicyLine {
  return { ...source, ...counts, confirmed: source.confirmed?.at ?? null };
}
