const longId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,64}\b/g;

/** How the set phrases of the log read in a language: a pattern and what stands for it. */
export type SubjectPhrases = readonly (readonly [RegExp, string])[];

/** What an entry of the audit log is about: ids by the names of what they stand for, others cut to eight signs, set phrases in words. */
export function describeSubject(
  subject: string,
  names: ReadonlyMap<string, string>,
  phrases: SubjectPhrases = [],
): string {
  const said = phrases.reduce((text, [pattern, words]) => text.replace(pattern, words), subject);
  return said.replace(longId, (id) => names.get(id) ?? id.slice(0, 8));
}
