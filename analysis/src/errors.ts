/** The catalogue of what `analysis` refuses, by subject. */
export * from "./errors/analysis-error.ts";
export * from "./errors/coding.ts";
export * from "./errors/files.ts";
export * from "./errors/requests.ts";
export * from "./errors/statistics.ts";
export * from "./errors/variables.ts";
