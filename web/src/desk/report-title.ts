import type { LocalizedText, Study } from "@diaoyan/instruments";

/** Title of the deliverable an outline is written for; undefined for an outline of no deliverable. */
export function reportTitle(study: Study, outline: string, show: (text: LocalizedText) => string): string | undefined {
  const deliverable = study.deliverables.find((one) => one.outline === `${outline}.md`);
  return deliverable === undefined ? undefined : show(deliverable.title);
}
