import type { Json } from "../model/questionnaire.ts";
import type { AnswerPlace } from "./answer-problems.ts";

/** A JSON value with names. */
export type JsonObject = Readonly<Record<string, Json>>;

/** A place in the answers, and the stem of the variables made there. */
export interface Place extends AnswerPlace {
  readonly name: string;
}

/** The value where it is an object, else an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The value where it is a list, else an empty one. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The place of a member or entry (from 0) inside another. */
export function within(place: Place, part: string | number): Place {
  const path = typeof part === "number" ? `${place.path}[${part}]` : `${place.path}.${part}`;
  return { question: place.question, path, name: `${place.name}_${typeof part === "number" ? part + 1 : part}` };
}

/** A member of an object itself, never what objects inherit. */
export function ownValue(source: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(source, name) ? source[name] : undefined;
}
