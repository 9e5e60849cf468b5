import type { DeidentifyRule } from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

type RulePorts = Pick<Ports, "deidentify" | "keys" | "journal" | "clock">;

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
export async function readDeidentifyRules(ports: RulePorts, study: string): Promise<StandingRules> {
  const stored = await ports.deidentify.findRules(study);
  const opened = stored && (await ports.keys.openPersonal(study, keySubject, stored.sealed));
  if (stored === undefined || opened === undefined) return { rules: startingRules, revision: stored?.revision ?? 0 };
  return { rules: JSON.parse(opened) as DeidentifyRule[], revision: stored.revision };
}

/** Stores edited rules as the next revision; an edit of an older one is refused with `edit.conflict`. */
export async function saveDeidentifyRules(
  ports: RulePorts,
  caller: Caller,
  { study, rules, revision: base }: StandingRules & { readonly study: string },
): Promise<StandingRules> {
  const revision = base + 1;
  const { sealed, write } = await ports.keys.sealPersonal(study, keySubject, JSON.stringify(rules));
  const add = ports.deidentify.addRules(study, { revision, sealed }, ports.clock.now());
  const note = { actor: caller.id, action: "deidentify.rules", subject: String(revision) };
  const standing = (await ports.deidentify.findRules(study))?.revision ?? 0;
  try {
    if (standing === base) {
      await ports.journal.commit(study, note, [write, add]);
      return { rules, revision };
    }
  } catch (error) {
    if (!(error instanceof StorageConflict)) throw error;
  }
  throw problem("edit.conflict", `deidentify-rules: revision ${base} was edited, a later one stands`, {
    remedy: "load the present rules and edit those",
  });
}
