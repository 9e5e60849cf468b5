import { type ContentHash, hashJson, type Json } from "@diaoyan/instruments";
import {
  type CaseConfirmation,
  type CaseConsent,
  type CaseStatus,
  type CaseSummary,
  caseSteps,
} from "../model/case-summary.ts";

/** Names everything of a case that would be published: a confirmation is of one such text. */
export function hashCaseText({ title, attributes, sections, pictures = [], named = false }: CaseSummary): ContentHash {
  const written = sections.map(({ id, heading, sentences }) => ({
    id,
    heading,
    text: sentences.map(({ text }) => text),
  }));
  return hashJson({ title, attributes, named, written, pictures } as unknown as Json);
}

/** Steps a case goes through; what was made of published documents alone has nobody to confirm it. */
export function stepsOf({ basis }: Pick<CaseSummary, "basis">): readonly CaseStatus[] {
  return basis === "documents" ? ["draft", "secrecyChecked", "final"] : caseSteps;
}

/**
 * How far the present text has come: the last step up to which every confirmation is of this very text. An edit makes
 * confirmations of the text before it stale, so the case stands at `draft` again.
 */
export function standingOf(summary: CaseSummary): CaseStatus {
  const { confirmations } = summary;
  if (confirmations === undefined) return summary.status;
  const hash = hashCaseText(summary);
  let standing: CaseStatus = "draft";
  for (const step of stepsOf(summary).slice(1)) {
    if (!confirmations.some((one) => one.step === step && one.textHash === hash)) break;
    standing = step;
  }
  return standing;
}

/** Confirmations of a text that was edited since. */
export function staleConfirmations(summary: CaseSummary): readonly CaseConfirmation[] {
  const hash = hashCaseText(summary);
  return (summary.confirmations ?? []).filter(({ textHash }) => textHash !== hash);
}

/** Of sentences with figures by directive, as they read now, those that are not as some confirmation had them. */
export function changedFigures(
  { confirmations = [] }: Pick<CaseSummary, "confirmations">,
  shown: readonly string[],
): readonly string[] {
  const confirmed = confirmations.flatMap(({ figures }) => (figures === undefined ? [] : [figures]));
  return shown.filter((text) => confirmed.some((figures) => !figures.includes(text)));
}

/** Consents that must stand before a case is published, by what is in it. */
export function consentsNeeded({ basis, named = false, pictures = [] }: CaseSummary): readonly CaseConsent["kind"][] {
  if (basis === "documents") return [];
  const portrait = pictures.some((picture) => picture.portrait);
  return ["publication", ...(named ? (["naming"] as const) : []), ...(portrait ? (["portrait"] as const) : [])];
}

/** Those of them that nobody gave, that were refused or taken back. */
export function consentsMissing(summary: CaseSummary): readonly CaseConsent["kind"][] {
  const { consents } = summary;
  if (consents === undefined) return summary.publicationConsent ? [] : ["publication"];
  return consentsNeeded(summary).filter((kind) => !consents.some((one) => one.kind === kind && one.granted));
}

/** True for a case that may enter a built collection: its present text is final and every consent it needs stands. */
export function isPublishedCase(summary: CaseSummary): boolean {
  return standingOf(summary) === "final" && consentsMissing(summary).length === 0;
}

/** True where somebody agreed to publication and took it back. */
export function isWithdrawnCase({ consents = [] }: CaseSummary): boolean {
  return consents.some(({ kind, granted }) => kind === "publication" && !granted);
}
