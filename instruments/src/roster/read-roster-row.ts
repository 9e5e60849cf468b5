import type { RosterEntry } from "../model/roster.ts";
import { type PilotLevel, pilotLevels } from "../model/session.ts";
import { readAgeBand } from "./age-bands.ts";
import { type RosterField, type RosterKind, rosterFields } from "./roster-fields.ts";

/** Why a cell cannot be taken. */
export type RosterFaultReason =
  | "empty"
  | "tooLong"
  | "phone"
  | "email"
  | "age"
  | "pilotLevel"
  | "yesNo"
  | "idNumber"
  | "control";

/** A cell that cannot be taken; the row is left out as a whole. */
export interface RosterFault {
  readonly field: RosterField;
  readonly value: string;
  readonly reason: RosterFaultReason;
}

/** One row of a roster file by field; empty cells are left out. */
export type RosterCells = { readonly [field in RosterField]?: string };

const longest = 100;
const idNumber = /(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)[1-9]\d{14}(?!\d)/u;
const control = /\p{Cc}|\p{Surrogate}/u;

type Reading = { readonly value: string } | { readonly reason: RosterFaultReason };

/**
 * Reads the cells of one row of a roster file as of the day `on`: phones without blanks and +86, ages and birthdays as age
 * groups, everything else trimmed. `entry` is null where a cell cannot be taken; each such cell is told.
 */
export function readRosterRow(
  row: number,
  cells: RosterCells,
  { kind, on }: { readonly kind: RosterKind; readonly on: string },
): { readonly entry: RosterEntry | null; readonly faults: readonly RosterFault[] } {
  const values: Partial<Record<RosterField, string>> = {};
  const faults: RosterFault[] = [];
  for (const { id, kinds, required } of rosterFields) {
    if (!kinds.includes(kind)) continue;
    const given = (cells[id] ?? "").normalize("NFC").replace(/\s+/gu, " ").trim();
    const read: Reading = given === "" && required.includes(kind) ? { reason: "empty" } : readCell(id, given, on);
    if ("reason" in read) faults.push({ field: id, value: given.slice(0, longest), reason: read.reason });
    else values[id] = read.value;
  }
  return { entry: faults.length > 0 ? null : toEntry(row, kind, values), faults };
}

function readCell(field: RosterField, given: string, on: string): Reading {
  if (control.test(given)) return { reason: "control" };
  if (idNumber.test(given)) return { reason: "idNumber" };
  if ([...given].length > longest) return { reason: "tooLong" };
  if (field === "phone") return readPhone(given);
  if (field === "email")
    return given === "" || /^[^\s@]+@[^\s@]+$/u.test(given) ? { value: given } : { reason: "email" };
  if (field === "ageBand") {
    const band = readAgeBand(given, on);
    return band === null ? { reason: "age" } : { value: band };
  }
  if (field === "pilotLevel") {
    const level = given === "" ? "不清楚" : given;
    return pilotLevels.some((one) => one === level) ? { value: level } : { reason: "pilotLevel" };
  }
  return field === "keyUnit" ? readYesNo(given) : { value: given };
}

function readPhone(given: string): Reading {
  const plain = given.replace(/[\s()（）—–-]/gu, "").replace(/^(?:\+|00)86/u, "");
  return plain === "" || /^\d{7,12}(?:[x转]\d{1,6})?$/u.test(plain) ? { value: plain } : { reason: "phone" };
}

function readYesNo(given: string): Reading {
  if (/^(?:是|1|true|yes|y|√)$/iu.test(given)) return { value: "1" };
  return /^(?:否|不是|0|false|no|n|×|)$/iu.test(given) ? { value: "" } : { reason: "yesNo" };
}

function toEntry(row: number, kind: RosterKind, values: Partial<Record<RosterField, string>>): RosterEntry {
  const of = (field: RosterField): string => values[field] ?? "";
  const unit = {
    name: of("unit"),
    unitType: of("unitType"),
    pilotLevel: of("pilotLevel") as PilotLevel,
    keyUnit: of("keyUnit") !== "",
    district: of("district"),
  };
  const [name, phone, email] = [of("name"), of("phone"), of("email")];
  const [category, title, ageBand] = [of("category"), of("title"), of("ageBand")];
  const [education, field, level] = [of("education"), of("field"), of("level")];
  const person = { name, phone, email, category, title, ageBand, education, field, level };
  const aliases = readAliases(of("aliases"));
  const named = aliases.length > 0 ? { ...unit, aliases } : unit;
  return { row, unit: named, person: kind === "people" ? person : null };
}

/** Names in one cell, set apart by 、 or by comma, semicolon or slash of either width; each once. */
export function readAliases(cell: string): readonly string[] {
  const names = cell
    .split(/[、,，;；/／]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return [...new Set(names)];
}
