import { AnalysisError } from "./analysis-error.ts";

/** A dataset analysis that was given no data. */
export function datasetNeeded(kind: string): AnalysisError {
  return new AnalysisError("dataset.needed", `analysis “${kind}” reads a data set, but none was given`);
}

/** A response to a version that was not handed over. */
export function versionUnknown(id: string, version: string): AnalysisError {
  return new AnalysisError(
    "dataset.version-unknown",
    `response ${id} answers version ${version}, which is not among the versions given`,
  );
}

/** A request whose parameters are not in form. */
export function requestInvalid(kind: string, places: readonly string[]): AnalysisError {
  return new AnalysisError("request.invalid", `request for “${kind}” is not in form: ${places.join("; ")}`);
}

/** A kind of analysis that is not registered. */
export function unknownKind(kind: string, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "request.unknown-kind",
    `there is no analysis “${kind}”; expected one of ${known.join(", ")}`,
  );
}
