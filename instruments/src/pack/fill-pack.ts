import type { StudyPack } from "../model/pack.ts";
import { fillSlots, slotsOf } from "./fill-slots.ts";

/** Puts the study's own words into titles of deliverables, scripts of protocols and outlines. */
export function fillPack(pack: StudyPack): StudyPack {
  const slots = slotsOf(pack.study);
  const fill = (text: string): string => fillSlots(text, slots);
  const deliverables = pack.study.deliverables.map((deliverable) => ({
    ...deliverable,
    title: { ...deliverable.title, zh: fill(deliverable.title.zh) },
  }));
  return {
    ...pack,
    study: { ...pack.study, deliverables },
    protocols: pack.protocols.map((protocol) => ({
      ...protocol,
      consentScript: fill(protocol.consentScript),
      closingScript: fill(protocol.closingScript),
    })),
    reports: pack.reports.map(({ file, markdown }) => ({ file, markdown: fill(markdown) })),
  };
}
