import { type CaseSummary, compareCases, consentsMissing, standingOf } from "@diaoyan/analysis";
import type { Json } from "@diaoyan/instruments";
import type { CaseChange } from "../ports/case-store.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { saveRevision } from "./save-revision.ts";

export type CaseStorePorts = Pick<Ports, "cases" | "caseTrail" | "journal" | "clock">;

/** An act on a case and the state it leaves. */
export interface CaseAct {
  readonly study: string;
  /** What stands; undefined where the case is new. */
  readonly current: CaseSummary | undefined;
  /** Revision the act started from: 0 for something new. */
  readonly base: number;
  readonly next: CaseSummary;
  readonly kind: CaseChange["kind"];
  readonly note?: string;
}

/** What a case says of itself is never taken from outside: it follows from its confirmations and consents. */
export function settleStanding(summary: CaseSummary): CaseSummary {
  return { ...summary, status: standingOf(summary), publicationConsent: consentsMissing(summary).length === 0 };
}

/** Stores a case with what the act changed in its trail, in one write. Throws `edit.conflict`. */
export async function storeCase(ports: CaseStorePorts, caller: Caller, act: CaseAct): Promise<CaseSummary> {
  const { study, current, base, kind, note = "" } = act;
  const next = settleStanding(act.next);
  const { revision: _, ...content } = next;
  const before = current ?? { title: next.title, sections: [] };
  const change = { case: next.id, kind, actor: caller.id, at: ports.clock.now(), note };
  const revision = await saveRevision(ports, {
    study,
    kind: "case",
    id: next.id,
    current: current && { document: current, revision: current.revision },
    base,
    content: content as unknown as Json,
    write: (made) => ({
      parts: [
        ...ports.cases.put(study, { ...next, revision: made }).parts,
        ...ports.caseTrail.add(study, { ...change, revision: made, sentences: compareCases(before, next) }).parts,
      ],
    }),
    note: { actor: caller.id, action: `case.${kind}`, subject: `${next.id}:${next.status}` },
  });
  return { ...next, revision };
}
