import type { SubjectPhrases } from "../../i18n/audit-subjects.ts";

const longId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,64}\b|\b[A-Za-z0-9]{32}\b/g;
const word = /[\w-]+/g;
const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** An entry as far as its subject goes. */
interface Entry {
  readonly action: string;
  readonly subject: string;
}

/** How a language speaks of subjects: of one act, else of an area of acts. */
interface SubjectWords {
  readonly subjects: Readonly<Record<string, SubjectPhrases>>;
}

/** What an entry of the audit log is about: ids by the names of what they stand for, others cut to eight signs, set phrases in words, times by `moment`. */
export function describeSubject(
  { action, subject }: Entry,
  names: ReadonlyMap<string, string>,
  { subjects }: SubjectWords,
  moment: (at: string) => string = (at) => at,
): string {
  const [area = ""] = action.split(".");
  const said = (subjects[action] ?? subjects[area] ?? []).reduce(
    (text, [pattern, words]) => text.replace(pattern, words),
    subject,
  );
  const named = said.replace(word, (id) => names.get(id) ?? id).replace(longId, (id) => id.slice(0, 8));
  return named.replace(instant, moment);
}
