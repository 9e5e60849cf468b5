import { defaultRules, type PresentationContext } from "../model/presentation.ts";

/** Presentation in Chinese of data without labels, for tests. */
export const chinese: PresentationContext = { variables: [], locale: "zh", rules: defaultRules };

/** The same in English. */
export const english: PresentationContext = { ...chinese, locale: "en" };
