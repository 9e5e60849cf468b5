/** How set phrases of the audit log read in a language: a pattern and what stands for it. */
export type SubjectPhrases = readonly (readonly [RegExp, string])[];
