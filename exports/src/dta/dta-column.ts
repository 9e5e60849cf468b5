import type { Variable } from "@diaoyan/instruments";
import type { ColumnFacts } from "../data/column-facts.ts";
import { nameColumns } from "../data/column-names.ts";
import type { DataTable } from "../data/data-table.ts";
import { characterCount } from "../data/text-length.ts";
import { numberTooLarge, tableTooLarge, tooManyMissingCodes } from "../errors.ts";

/** How the values of a variable are stored. */
export type DtaStorage = "byte" | "int" | "long" | "double" | "text" | "longText";

/** A variable as it stands in a .dta file. */
export interface DtaColumn {
  readonly variable: Variable;
  readonly name: string;
  readonly storage: DtaStorage;
  /** Bytes a value takes in the data. */
  readonly width: number;
  /** Code of the storage type: “Variable types”. */
  readonly type: number;
  /** Display format. */
  readonly format: string;
}

const mostVariables = 32_767;
const mostMissingCodes = 26;
const longestText = 2_045;
const reserved =
  /^(?:_all|_b|byte|_coef|_cons|double|float|if|in|int|long|_n|_N|_pi|_pred|_rc|_skip|strL|str\d+|using|with)$/;

/** Names: up to 32 letters, digits and `_`, no digit first, case counts. */
const nameRules = {
  longest: 32,
  measure: characterCount,
  illegal: /[^\p{L}\p{N}_]/gu,
  illegalStart: /^[^\p{L}_]/u,
  isReserved: (name: string) => reserved.test(name),
  ignoreCase: false,
};

const storages = {
  byte: { width: 1, type: 65_530, format: "%8.0g" },
  int: { width: 2, type: 65_529, format: "%8.0g" },
  long: { width: 4, type: 65_528, format: "%12.0g" },
  double: { width: 8, type: 65_526, format: "%10.0g" },
  longText: { width: 8, type: 32_768, format: "%-9s" },
} as const;

/** Largest number that is none of the codes for missing: “Numbers”. */
const largestDouble = 2 ** 1023 * (1 - 2 ** -53);

/** The variables of a table for a .dta file. Throws `data.table-too-large`, `data.too-many-missing-codes`, `data.number-too-large`. */
export function describeColumns({ source: { variables }, facts }: DataTable): readonly DtaColumn[] {
  if (variables.length > mostVariables) throw tableTooLarge("Stata", "variables", mostVariables, variables.length);
  const names = nameColumns(
    variables.map(({ name }) => name),
    nameRules,
  );
  return variables.map((variable, index) => {
    const name = names[index] ?? variable.name;
    const { missing = [] } = variable;
    if (missing.length > mostMissingCodes) throw tooManyMissingCodes("Stata", mostMissingCodes, { name, missing });
    return { variable, name, ...storeColumn(variable, facts[index]) };
  });
}

function storeColumn(
  { name, type }: Variable,
  fact: Readonly<ColumnFacts> | undefined,
): Pick<DtaColumn, "storage" | "width" | "type" | "format"> {
  const longest = fact?.longest ?? 0;
  if (type === "date") return { storage: "long", ...storages.long, format: "%tdCCYY-NN-DD" };
  if (type === "datetime") return { storage: "double", ...storages.double, format: "%tcCCYY-NN-DD_HH:MM:SS" };
  if (type === "string") {
    if (longest > longestText) return { storage: "longText", ...storages.longText };
    const width = Math.max(1, longest);
    return { storage: "text", width, type: width, format: `%-${Math.min(width, 40)}s` };
  }
  const storage = storageOfNumbers(fact);
  const value = [fact?.lowest ?? 0, fact?.highest ?? 0].find(
    (one) => Number.isFinite(one) && Math.abs(one) > largestDouble,
  );
  if (value !== undefined) throw numberTooLarge("Stata", "8.98e307", { name, value });
  return { storage, ...storages[storage] };
}

/** The smallest storage that holds the numbers beside the 27 codes for missing. */
function storageOfNumbers(fact: Readonly<ColumnFacts> | undefined): "byte" | "int" | "long" | "double" {
  if (fact === undefined || fact.filled === 0) return "byte";
  const { whole, lowest, highest } = fact;
  if (!whole) return "double";
  if (lowest >= -127 && highest <= 100) return "byte";
  if (lowest >= -32_767 && highest <= 32_740) return "int";
  return lowest >= -2_147_483_647 && highest <= 2_147_483_620 ? "long" : "double";
}
