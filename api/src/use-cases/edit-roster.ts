import { brandAs, namesOf, plainName, type RosterUnit, type UnitCode } from "@diaoyan/instruments";
import type { Caller } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { type CertifyPorts, certify, hashOfSealed } from "./erase-personal.ts";
import { type NamedUnit, type RosterPorts, readUnits, sealUnit } from "./read-roster.ts";
import { saveRevision } from "./save-revision.ts";

interface UnitEdit {
  readonly study: string;
  readonly code: string;
  readonly unit: Omit<RosterUnit, "code">;
  readonly revision: number;
}

/** Stores a unit. Throws `roster.unitExists` where another one bears the name, `edit.conflict`. */
export async function saveUnit(
  ports: RosterPorts,
  caller: Caller,
  { study, code, unit, revision: base }: UnitEdit,
): Promise<NamedUnit> {
  found(await ports.studies.find(study), "study.notFound", study);
  const units = await readUnits(ports, study);
  const names = new Set(namesOf(unit).map(plainName));
  const twin = units.find((one) => one.code !== code && namesOf(one).some((name) => names.has(plainName(name))));
  if (twin !== undefined) {
    throw problem("roster.unitExists", `name: the unit ${twin.code} bears one of ${namesOf(unit).join(", ")} already`, {
      remedy: "edit that unit, or give this one another name",
    });
  }
  const current = units.find((one) => one.code === code);
  const named = { ...unit, aliases: unit.aliases ?? [], code: brandAs<UnitCode>(code) };
  // the revision is not known before the write is claimed
  const sealed = await sealUnit(await ports.keys.boxOf(study), { ...named, revision: 0 });
  const revision = await saveRevision(ports, {
    study,
    kind: "unit",
    id: code,
    current: current && { document: current, revision: current.revision },
    base,
    content: { code, ...unit },
    write: (next) => ports.roster.putUnits(study, [{ ...sealed, revision: next }]),
    note: { actor: caller.id, action: "roster.unit", subject: code },
  });
  return { ...named, revision };
}

/** Takes a unit away nobody of the roster or the plan belongs to. Throws `roster.unitInUse`. */
export async function removeUnit(
  ports: RosterPorts,
  caller: Caller,
  { study, code }: { readonly study: string; readonly code: string },
): Promise<void> {
  const units = await ports.roster.listUnits(study);
  found(
    units.find((one) => one.code === code),
    "roster.unitNotFound",
    code,
  );
  const people = (await ports.roster.countByUnit(study)).get(code) ?? 0;
  const planned = (await ports.plan.list(study)).filter(({ unit }) => unit === code).length;
  if (people + planned > 0) {
    throw problem("roster.unitInUse", `unit ${code} has ${people} people of the roster and ${planned} planned items`, {
      remedy: "move or erase them first",
    });
  }
  const note = { actor: caller.id, action: "roster.unitRemove", subject: code };
  await ports.journal.commit(study, note, [ports.roster.removeUnit(study, code)]);
}

/** Why, where somebody tidies the roster and no one asked for it. */
const fromRoster = "从名册中删除";

/**
 * Erases a person of the roster: the record, the sealed name and contact, and the key that opens them; a certificate stays.
 * Samples and plans keep the bare code. Erasing somebody who is gone already is accepted.
 */
export async function erasePerson(
  ports: RosterPorts & CertifyPorts,
  caller: Caller,
  { study, person }: { readonly study: string; readonly person: string },
): Promise<void> {
  found(await ports.studies.find(study), "study.notFound", study);
  const [known] = (await ports.roster.listPeople(study)).filter((one) => one.person === person);
  if (known === undefined) return;
  const keys = (await ports.keys.list(study)).filter((key) => key.purpose === "person" && key.subject === person);
  const sealed = await ports.personal.find(study, person);
  const contact = sealed === undefined ? [] : [{ kind: "contact" as const, count: 1, sha256: [hashOfSealed(sealed)] }];
  await certify(ports, caller, {
    order: { study, scope: "person", subject: person, reason: fromRoster },
    erased: [...contact, { kind: "roster", count: 1, sha256: [] }],
    keys: keys.map(({ id }) => id),
    writes: [
      ports.roster.removePerson(study, person),
      ports.personal.remove(study, person),
      ports.keys.destroy(study, person),
    ],
  });
}
