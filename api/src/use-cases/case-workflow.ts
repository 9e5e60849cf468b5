import {
  type CaseConfirmation,
  type CaseConsent,
  type CaseStatus,
  type CaseSummary,
  consentsMissing,
  hashCaseText,
  stepsOf,
} from "@diaoyan/analysis";
import { brandAs, type ContentHash, type Day, type Instant } from "@diaoyan/instruments";
import type { Caller } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { confirmedFigures, type FigurePorts, figuresOf } from "./case-figures.ts";
import { readCase } from "./cases.ts";
import { type CaseStorePorts, storeCase } from "./store-case.ts";

interface CasePlace {
  readonly study: string;
  readonly id: string;
  /** Revision that was looked at. */
  readonly revision: number;
}

/**
 * Records that one text of a case was confirmed. The text is named by its hash: what was edited since is not what was
 * confirmed. Figures by directives are kept as they read now. Throws `case.step` where another step is due, where nothing
 * is written yet, where the text is another one, and where a consent is missing for the final version; `case.figures`
 * where a figure names nothing.
 */
export async function confirmCase(
  ports: CaseStorePorts & FigurePorts,
  caller: Caller,
  order: CasePlace & Pick<CaseConfirmation, "step" | "form"> & { readonly textHash: string },
): Promise<CaseSummary> {
  const { study, id, step, form, textHash, revision } = order;
  const current = await readCase(ports, study, id);
  if (textHash !== hashCaseText(current)) {
    throw problem("case.step", "textHash: the text was edited since; the confirmation is of another text", {
      remedy: "show the present text and have it confirmed",
    });
  }
  refuseOutOfTurn(current, step);
  if (current.sections.every(({ sentences }) => sentences.length === 0)) {
    throw problem("case.step", "sections: the case has no sentence yet, expected a text to confirm", {
      remedy: "write it, or draft it anew from transcripts that hold whole sentences",
    });
  }
  const missing = step === "final" ? consentsMissing(current) : [];
  if (missing.length > 0) {
    throw problem("case.step", `a final case needs the consents that are missing: ${missing.join(", ")}`, {
      remedy: "record each consent with the number of its signed form first",
    });
  }
  const figures = confirmedFigures(await figuresOf(ports, study, current));
  const made = {
    step,
    form,
    textHash: brandAs<ContentHash>(textHash),
    ...(figures.length > 0 && { figures }),
    by: caller.id,
    at: brandAs<Instant>(ports.clock.now()),
  };
  const others = (current.confirmations ?? []).filter((one) => one.step !== step);
  const next = { ...current, confirmations: [...others, made] };
  return storeCase(ports, caller, { study, current, base: revision, next, kind: "confirm", note: step });
}

function refuseOutOfTurn(current: CaseSummary, step: CaseStatus): void {
  const steps = stepsOf(current);
  const due = steps[steps.indexOf(current.status) + 1];
  if (step === due) return;
  const said = due === undefined ? "has taken its last step" : `goes to ${due} next`;
  throw problem("case.step", `step: a case at ${current.status} ${said}, not to ${step}`);
}

/** Takes all confirmations back: the case is a draft again, the trail keeps who did it and why. */
export async function reopenCase(
  ports: CaseStorePorts,
  caller: Caller,
  { study, id, revision, reason }: CasePlace & { readonly reason: string },
): Promise<CaseSummary> {
  const current = await readCase(ports, study, id);
  const next = { ...current, confirmations: [] };
  return storeCase(ports, caller, { study, current, base: revision, next, kind: "reopen", note: reason });
}

/**
 * Records a consent, its refusal, or that it was taken back. A consent names its signed form, since spoken consent is not
 * enough for publication. What was taken back keeps the case out of the next collection; its text and confirmations stay.
 */
export async function recordCaseConsent(
  ports: CaseStorePorts,
  caller: Caller,
  order: CasePlace & Pick<CaseConsent, "kind" | "granted" | "form"> & { readonly day: string },
): Promise<CaseSummary> {
  const { study, id, revision, kind, granted, form, day } = order;
  if (granted && form.trim() === "") {
    throw problem("case.invalid", "form: expected the number of the signed consent, got nothing", {
      remedy: "publication needs consent on paper: enter the number of the signed form",
    });
  }
  const current = await readCase(ports, study, id);
  const made = { kind, granted, form, day: brandAs<Day>(day), by: caller.id, at: brandAs<Instant>(ports.clock.now()) };
  const others = (current.consents ?? []).filter((one) => one.kind !== kind);
  const next = { ...current, consents: [...others, made] };
  const note = `${kind} ${granted ? "granted" : "refused"}`;
  return storeCase(ports, caller, { study, current, base: revision, next, kind: "consent", note });
}
