import {
  brandAs,
  type PersonCode,
  type RosterContact,
  type RosterPerson,
  type RosterUnit,
  type UnitCode,
} from "@diaoyan/instruments";
import type { StudyBox } from "../keys/key-ring.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { SealedPerson, StoredPerson, StoredUnit } from "../ports/roster-store.ts";
import { found } from "../problems.ts";

export type RosterPorts = Pick<
  Ports,
  "roster" | "plan" | "personal" | "keys" | "journal" | "clock" | "ids" | "studies"
>;

/** A person with name and contact, and where the record came from. */
export type NamedPerson = RosterPerson & Pick<StoredPerson, "source">;

/** A unit with its name. */
export type NamedUnit = Required<RosterUnit> & Pick<StoredUnit, "revision">;

const nobody: RosterContact = { name: "", phone: "", email: "" };

/** What the name of a unit is sealed to. */
function unitContext(code: string): string {
  return `unit:${code}`;
}

function aliasContext(code: string): string {
  return `unit-aliases:${code}`;
}

/** Seals the names of a unit. */
export async function sealUnit(
  box: StudyBox,
  { name, aliases = [], ...unit }: RosterUnit & { readonly revision: number },
): Promise<StoredUnit> {
  const sealed = { ...unit, sealedName: await box.seal(unitContext(unit.code), name) };
  if (aliases.length === 0) return sealed;
  return { ...sealed, sealedAliases: await box.seal(aliasContext(unit.code), JSON.stringify(aliases)) };
}

/** The units of a study with their names, in order of name. */
export async function readUnits(ports: Pick<Ports, "roster" | "keys">, study: string): Promise<readonly NamedUnit[]> {
  const units = await ports.roster.listUnits(study);
  if (units.length === 0) return [];
  const box = await ports.keys.boxOf(study);
  const named = await Promise.all(
    units.map(async ({ sealedName, sealedAliases, ...unit }) => ({
      ...unit,
      name: await box.open(unitContext(unit.code), sealedName),
      aliases:
        sealedAliases === undefined
          ? []
          : (JSON.parse(await box.open(aliasContext(unit.code), sealedAliases)) as readonly string[]),
    })),
  );
  return named.sort((one, other) => one.name.localeCompare(other.name, "zh-CN"));
}

/** Opens names and contacts; who was erased has none. */
export async function openPeople(
  ports: Pick<Ports, "keys">,
  study: string,
  people: readonly SealedPerson[],
): Promise<readonly NamedPerson[]> {
  const sealed = new Map(people.flatMap((one) => (one.sealed === null ? [] : [[one.person, one.sealed] as const])));
  const opened = await ports.keys.openPeople(study, sealed);
  return people.map(({ sealed: _, person, unit, ...rest }) => ({
    ...rest,
    person: brandAs<PersonCode>(person),
    unit: unit === null ? null : brandAs<UnitCode>(unit),
    ...(opened.has(person) ? (JSON.parse(opened.get(person) ?? "") as RosterContact) : nobody),
  }));
}

/** Everybody of the roster with name and contact. */
export async function readEverybody(
  ports: Pick<Ports, "roster" | "keys">,
  study: string,
): Promise<readonly NamedPerson[]> {
  return openPeople(ports, study, await ports.roster.listPeople(study));
}

export interface RosterQuery {
  readonly unit?: string | undefined;
  /** Part of a name, a phone or an e-mail. */
  readonly find?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

const usualPage = 50;

/** A page of the roster with names; reading it enters the audit log. */
export async function readRoster(
  ports: RosterPorts,
  caller: Caller,
  { study, ...query }: RosterQuery & { readonly study: string },
) {
  found(await ports.studies.find(study), "study.notFound", study);
  const units = await readUnits(ports, study);
  const counts = await ports.roster.countByUnit(study);
  const { people, next } = await readPage(ports, study, query);
  if (people.length > 0) {
    const note = { actor: caller.id, action: "roster.read", subject: `${people.length}` };
    await ports.journal.commit(study, note, []);
  }
  return {
    units: units.map((unit) => ({ ...unit, people: counts.get(unit.code) ?? 0 })),
    count: [...counts.values()].reduce((sum, count) => sum + count, 0),
    people,
    next,
  };
}

async function readPage(ports: RosterPorts, study: string, { unit, find, after, limit = usualPage }: RosterQuery) {
  const wanted = find?.trim().toLowerCase() ?? "";
  if (wanted === "") {
    const sealed = await ports.roster.listPeople(study, { unit, after, limit: limit + 1 });
    const page = sealed.slice(0, limit);
    return {
      people: await openPeople(ports, study, page),
      next: sealed.length > limit ? (page.at(-1)?.person ?? null) : null,
    };
  }
  // names are sealed one by one: to find one, all must be opened
  const everybody = await readEverybody(ports, study);
  const fits = everybody.filter(
    (one) =>
      (unit === undefined || one.unit === unit) &&
      (after === undefined || one.person > after) &&
      [one.name, one.phone, one.email].some((text) => text.toLowerCase().includes(wanted)),
  );
  const people = fits.slice(0, limit);
  return { people, next: fits.length > limit ? (people.at(-1)?.person ?? null) : null };
}
