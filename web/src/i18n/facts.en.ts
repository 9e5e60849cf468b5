import type { factsZh } from "./facts.zh.ts";

/** Texts of what a study says of itself in English. */
export const factsEn: typeof factsZh = {
  title: "About the study",
  note: "Stands on covers of reports, in the notice, in interview guides and letters. A name that people read there already is changed in study.yaml of the pack, with another version of notice.md.",
  edit: "Fill in",
  empty: "not filled in",
  open: (names) => `Not filled in about the study: ${names}. Final reports, the notice and letters need it.`,
  required: "Fill this in",
  fill: "Fill in",
  names: {
    commissioner: "Commissioner",
    undertaker: "Undertaker",
    lead: "Lead",
    team: "Team",
    funding: "Funding",
    contact: "Contact",
  },
};
