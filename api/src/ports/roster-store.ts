import type { Sample } from "@diaoyan/analysis";
import type { PlanItem, RosterAttributes, RosterUnit } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** A unit as it is stored: its names sealed under the study's key. */
export type StoredUnit = Omit<RosterUnit, "name" | "aliases"> & {
  readonly sealedName: string;
  /** JSON of its other names; not there while it has none. */
  readonly sealedAliases?: string;
  readonly revision: number;
};

/** A person without name and contact; `source` says where the record came from and on what basis. */
export interface StoredPerson extends RosterAttributes {
  readonly person: string;
  readonly unit: string | null;
  readonly source: string;
}

/** A person with the sealed name and contact; null where they are gone. */
export interface SealedPerson extends StoredPerson {
  readonly sealed: string | null;
}

/** A sample that was drawn, with by what it was stratified. */
export interface StoredSample extends Sample {
  readonly id: string;
  readonly by: string;
  readonly drawnAt: string;
}

export interface RosterStore {
  /** 0 while nothing was ever stored. */
  findRevision(study: string): Promise<number>;
  putRevision(study: string, revision: number): Write;
  listUnits(study: string): Promise<readonly StoredUnit[]>;
  putUnits(study: string, units: readonly StoredUnit[]): Write;
  removeUnit(study: string, code: string): Write;
  /** In order of person code, which says nothing. */
  listPeople(
    study: string,
    page?: { readonly unit?: string | undefined; readonly after?: string | undefined; readonly limit: number },
  ): Promise<readonly SealedPerson[]>;
  /** People by unit; those without one under "". */
  countByUnit(study: string): Promise<ReadonlyMap<string, number>>;
  putPeople(study: string, people: readonly StoredPerson[]): Write;
  removePerson(study: string, person: string): Write;
  /** Newest first. */
  listSamples(study: string): Promise<readonly StoredSample[]>;
  findSample(study: string, id: string): Promise<StoredSample | undefined>;
  addSample(study: string, sample: StoredSample): Write;
}

export interface PlanStore {
  find(study: string, id: string): Promise<PlanItem | undefined>;
  /** In order of id. */
  list(study: string): Promise<readonly PlanItem[]>;
  put(study: string, item: PlanItem): Write;
  remove(study: string, id: string): Write;
}
