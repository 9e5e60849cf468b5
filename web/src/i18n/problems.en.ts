import type { ProblemMessages } from "./problems.zh.ts";

/** In English the server's own words are shown. */
export const problemsEn: ProblemMessages = { advice: {}, sayPlace: (place) => place, findings: {} };
