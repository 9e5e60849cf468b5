const longId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32,64}\b/g;

/** What an entry of the audit log is about: ids by the names of what they stand for, all others cut to eight signs. */
export function describeSubject(subject: string, names: ReadonlyMap<string, string>): string {
  return subject.replace(longId, (id) => names.get(id) ?? id.slice(0, 8));
}
