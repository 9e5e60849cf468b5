import type { DeidentifyRule } from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

export type RulePorts = Pick<Ports, "deidentify" | "keys" | "journal" | "clock">;

/** Rules of a study with the revision they stand in. */
export interface StandingRules {
  readonly rules: readonly DeidentifyRule[];
  readonly revision: number;
}

/** Subject of the key the rules are sealed under: they hold names. */
const keySubject = "deidentify-rules";

/** What a study starts with: forms of writing, and empty lists of words to fill in. */
const startingRules: readonly DeidentifyRule[] = [
  { kind: "words", name: "姓名", words: [], replacement: "〔某人〕" },
  { kind: "words", name: "高校", words: [], replacement: "〔某高校〕" },
  { kind: "words", name: "科研院所", words: [], replacement: "〔某院所〕" },
  { kind: "words", name: "企业", words: [], replacement: "〔某企业〕" },
  { kind: "words", name: "人才称号", words: [], replacement: "〔某人才称号〕" },
  { kind: "pattern", name: "身份证号", pattern: "idNumber", replacement: "〔证件号〕" },
  { kind: "pattern", name: "电话", pattern: "phone", replacement: "〔电话〕" },
  { kind: "pattern", name: "邮箱", pattern: "email", replacement: "〔邮箱〕" },
  { kind: "pattern", name: "项目编号", pattern: "project", replacement: "〔项目编号〕" },
];

/** The newest rules; the starting ones in revision 0 where none were saved. */
export async function readDeidentifyRules(
  ports: Pick<RulePorts, "deidentify" | "keys">,
  study: string,
): Promise<StandingRules> {
  const stored = await ports.deidentify.findRules(study);
  const rules = (await openSealed(ports, study, stored)) as readonly DeidentifyRule[] | undefined;
  return { rules: rules ?? startingRules, revision: stored?.revision ?? 0 };
}

/** The same for a person to look at: they list names, so reading them enters the audit log. */
export async function openDeidentifyRules(ports: RulePorts, caller: Caller, study: string): Promise<StandingRules> {
  const standing = await readDeidentifyRules(ports, study);
  await noteRead(ports, caller, study, `revision ${standing.revision}`);
  return standing;
}

/** That names which are replaced were looked at. */
export async function noteRead(
  { journal }: Pick<RulePorts, "journal">,
  caller: Caller,
  study: string,
  subject: string,
): Promise<void> {
  await journal.commit(study, { actor: caller.id, action: "deidentify.read", subject }, []);
}

/** Stores edited rules as the next revision; an edit of an older one is refused with `edit.conflict`. */
export async function saveDeidentifyRules(
  ports: RulePorts,
  caller: Caller,
  { study, rules, revision }: StandingRules & { readonly study: string },
): Promise<StandingRules> {
  const { findRules: find, addRules: add } = ports.deidentify;
  const part = { find, add, name: "deidentify-rules", action: "deidentify.rules" };
  return { rules, revision: await saveSealed(ports, caller, part, { study, value: rules, revision }) };
}

/** A part of the rules that is kept whole, revision by revision. */
export interface SealedPart {
  readonly find: Ports["deidentify"]["findRules"];
  readonly add: Ports["deidentify"]["addRules"];
  /** Name in problems, and action in the audit log. */
  readonly name: string;
  readonly action: string;
}

/** Seals and stores the next revision and answers its number; an edit of an older one is refused with `edit.conflict`. */
export async function saveSealed(
  ports: RulePorts,
  caller: Caller,
  { find, add, name, action }: SealedPart,
  { study, value, revision: base }: { readonly study: string; readonly value: unknown; readonly revision: number },
): Promise<number> {
  const revision = base + 1;
  const { sealed, write } = await ports.keys.sealPersonal(study, keySubject, JSON.stringify(value));
  const note = { actor: caller.id, action, subject: String(revision) };
  const standing = (await find(study))?.revision ?? 0;
  try {
    if (standing === base) {
      await ports.journal.commit(study, note, [write, add(study, { revision, sealed }, ports.clock.now())]);
      return revision;
    }
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
  }
  throw problem("edit.conflict", `${name}: revision ${base} was edited, a later one stands`, {
    remedy: "load the present state and edit that",
  });
}

/** Opens what `saveSealed` stored; undefined where nothing was, or the study's keys were destroyed. */
export async function openSealed(
  { keys }: Pick<Ports, "keys">,
  study: string,
  stored: { readonly sealed: string } | undefined,
): Promise<unknown> {
  const opened = stored && (await keys.openPersonal(study, keySubject, stored.sealed));
  return opened === undefined ? undefined : JSON.parse(opened);
}
