import { hashJson, type Json } from "@diaoyan/instruments";
import { type AuditNote, StorageConflict, type Write } from "../ports/journal.ts";
import type { StoredPerson } from "../ports/roster-store.ts";
import type { NamedPerson, RosterPorts } from "./read-roster.ts";

const attempts = 4;

/** Runs an edit of the roster again where another one came first: two edits at once go one after the other. */
export async function editRosterInTurn<Result>(edit: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await edit();
    } catch (error) {
      const raced = error instanceof StorageConflict && error.table === "edits";
      if (!raced || attempt === attempts) throw error;
    }
  }
}

/** Commits an edit that went by the roster of `revision`. Throws `StorageConflict` in `edits` where that stands no more. */
export async function commitRoster(
  ports: RosterPorts,
  study: string,
  edit: {
    readonly revision: number;
    readonly content: Json;
    readonly note: AuditNote;
    readonly writes: readonly Write[];
  },
): Promise<void> {
  const revision = edit.revision + 1;
  const contentHash = hashJson(edit.content);
  const claim = ports.journal.claim(study, { kind: "roster", id: "roster", revision, contentHash });
  await ports.journal.commit(study, edit.note, [claim, ports.roster.putRevision(study, revision), ...edit.writes]);
}

/** Writes people: name and contact sealed under a key of each person's own, the rest under a bare code. */
export async function writePeople(
  ports: RosterPorts,
  study: string,
  people: readonly NamedPerson[],
): Promise<readonly Write[]> {
  const texts = new Map<string, string>();
  const stored = people.map(({ name, phone, email, ...rest }): StoredPerson => {
    texts.set(rest.person, JSON.stringify({ name, phone, email }));
    return rest;
  });
  const { sealed, write } = await ports.keys.sealPeople(study, texts);
  return [write, ports.personal.putAll(study, sealed, ports.clock.now()), ports.roster.putPeople(study, stored)];
}
