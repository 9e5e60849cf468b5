import type { Json } from "@diaoyan/instruments";
import type { JsonValue } from "../../contract/values.ts";

/** A domain value as JSON of the wire: domain types are plain and read-only, the contract's are plain and not. */
export function asWire(value: Json | object | undefined): JsonValue {
  return (value ?? null) as JsonValue;
}
