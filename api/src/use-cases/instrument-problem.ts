import type { InstrumentError } from "@diaoyan/instruments";
import { type Problem, type ProblemCode, problem } from "../problems.ts";

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly path?: string;
  readonly file?: string;
}

/** An error of `instruments` as a problem: its findings become the places. */
export function instrumentProblem(code: ProblemCode, error: InstrumentError): Problem {
  const findings = (error as { readonly findings?: readonly Finding[] }).findings ?? [];
  const errors = findings.map((finding) => ({
    code: finding.code,
    place: [finding.file, finding.path].filter((part) => part !== undefined && part !== "").join(" "),
    message: finding.message,
    ...(finding.remedy === undefined ? {} : { remedy: finding.remedy }),
  }));
  const listed = errors.length > 0 ? errors : [{ code: error.code, place: "", message: error.message }];
  return problem(code, error.message, { errors: listed.slice(0, 200) });
}
