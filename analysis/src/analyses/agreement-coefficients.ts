import { completeColumns } from "../dataset/complete-columns.ts";
import { readNumbers } from "../dataset/read-column.ts";
import { readSharedCategories } from "../dataset/shared-categories.ts";
import type { Tail } from "../distributions/tails.ts";
import { noAgreementDefined, ratioNegative, tooFew, tooMany } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { type Intraclass, type IntraclassForm, intraclassForms } from "../statistics/intraclass.ts";
import { type Agreement, cohenKappa, fleissKappa } from "../statistics/kappa.ts";
import { kendallW } from "../statistics/kendall-w.ts";
import { type AlphaLevel, krippendorffAlpha } from "../statistics/krippendorff.ts";
import { wilsonInterval } from "../statistics/wilson.ts";

/** Coefficients of agreement among raters that can be asked for. */
export const agreementMethods = [
  "percent",
  "cohenKappa",
  "weightedKappa",
  "fleissKappa",
  "krippendorffAlpha",
  "kendallW",
  "icc",
] as const;

/** What is asked of the raters; each method reads what it needs. */
export interface AgreementRequest {
  readonly raters: readonly string[];
  readonly method: (typeof agreementMethods)[number];
  readonly weights: "linear" | "quadratic";
  readonly level: AlphaLevel;
  readonly form: IntraclassForm;
}

/** Agreement of raters over units; tests and forms stand where the method has them. */
export interface AgreementResult extends Agreement {
  /** Units, as `units`. */
  readonly n: number;
  readonly units: number;
  readonly raters: number;
  /** Share of equal ratings of each pair of raters, over the units both rated; null without any. */
  readonly pairwise: readonly (readonly (number | null)[])[];
  /** Kendall's W against no agreement. */
  readonly test: (Tail & { readonly chiSquare: number; readonly df: number }) | null;
  /** All forms of the intraclass correlation. */
  readonly forms: readonly Intraclass[] | null;
}

/** More distinct ratings than categories of anything. */
const mostCategories = 2_000;

/** Computes the coefficient. Throws with too few units or raters, and where it is not defined. */
export function measureAgreement(data: Dataset, request: AgreementRequest): AgreementResult {
  const { columns, values } = readSharedCategories(data, request.raters);
  if (values.length > mostCategories && request.method !== "icc" && request.method !== "kendallW")
    throw tooMany(`agreement of ${request.raters.join(", ")}`, `${mostCategories} different ratings`, values.length);
  const pairwise = columns.map((a) => columns.map((b) => shareEqual(a, b)));
  const common = { raters: request.raters.length, pairwise, test: null, forms: null };
  if (request.method === "krippendorffAlpha") {
    const alpha = measureAlpha(data, request, { columns, values });
    return { ...common, ...alpha, n: alpha.units, units: alpha.units };
  }
  if (request.method === "icc" || request.method === "kendallW") return measureNumbers(data, request, common);
  const rows = [...(columns[0]?.keys() ?? [])].filter((row) => columns.every((codes) => (codes[row] ?? -1) >= 0));
  requireUnits(request, rows.length, 1);
  const complete = columns.map((codes) => Int32Array.from(rows, (row) => codes[row] ?? -1));
  const found = measureCodes(request, complete, values.length);
  if (found === null) throw noAgreementDefined(request.method);
  return { ...common, ...found, n: rows.length, units: rows.length };
}

type Common = Pick<AgreementResult, "raters" | "pairwise" | "test" | "forms">;

function measureCodes(request: AgreementRequest, codes: readonly Int32Array[], categories: number): Agreement | null {
  const [first, second] = codes;
  if (first === undefined || second === undefined) return null;
  if (request.method === "percent") {
    const equal = first.filter((code, unit) => codes.every((other) => other[unit] === code)).length;
    return wilsonInterval(equal, first.length);
  }
  if (request.method === "fleissKappa") return fleissKappa(codes, categories);
  if (codes.length > 2)
    throw tooMany(`raters of ${request.method}, which compares two (or take fleissKappa)`, "2", codes.length);
  return cohenKappa([first, second], categories, request.method === "cohenKappa" ? "none" : request.weights);
}

function measureNumbers(data: Dataset, request: AgreementRequest, common: Common): AgreementResult {
  const columns = completeColumns(request.raters.map((name) => readNumbers(data, name)));
  const units = columns[0]?.length ?? 0;
  requireUnits(request, units, 2);
  const counts = { ...common, n: units, units };
  if (request.method === "kendallW") {
    const found = kendallW(columns.map((column) => [...column]));
    if (found === null) throw noAgreementDefined("kendallW");
    const { chiSquare, p, log10P, w } = found;
    return { ...counts, estimate: w, ciLow: null, ciHigh: null, test: { chiSquare, df: units - 1, p, log10P } };
  }
  const forms = intraclassForms(columns);
  const chosen = forms?.find(({ form }) => form === request.form);
  if (forms === null || chosen === undefined || chosen.estimate === null) throw noAgreementDefined("icc");
  const { ciLow, ciHigh } = chosen;
  return { ...counts, estimate: chosen.estimate, ciLow, ciHigh, forms };
}

function measureAlpha(
  data: Dataset,
  { raters, level, method }: AgreementRequest,
  { columns, values }: { readonly columns: readonly Int32Array[]; readonly values: readonly string[] },
) {
  const numeric = level === "interval" || level === "ratio";
  // a text where numbers are needed is refused by name
  if (numeric) for (const name of raters) readNumbers(data, name);
  const numbers = values.map(Number);
  const negative = numbers.find((value) => value < 0);
  if (level === "ratio" && negative !== undefined) throw ratioNegative(negative);
  const alpha = krippendorffAlpha({ raters: columns, values: numbers }, level);
  if (alpha === null) throw noAgreementDefined(method);
  return alpha;
}

function requireUnits({ method, raters }: AgreementRequest, units: number, least: number): void {
  if (units >= least) return;
  const wanted = `at least ${least === 1 ? "one unit" : `${least} units`} that every rater rated`;
  throw tooFew(`${method} of ${raters.join(", ")}`, wanted, String(units));
}

function shareEqual(a: Int32Array, b: Int32Array): number | null {
  let [both, equal] = [0, 0];
  for (let unit = 0; unit < a.length; unit += 1) {
    if ((a[unit] ?? -1) < 0 || (b[unit] ?? -1) < 0) continue;
    both += 1;
    if (a[unit] === b[unit]) equal += 1;
  }
  return both === 0 ? null : equal / both;
}
