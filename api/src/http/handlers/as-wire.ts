import type { Json } from "@diaoyan/instruments";

/** JSON as the contract's schemas type it. */
export type WireJson = null | boolean | number | string | WireJson[] | { [key: string]: WireJson };

/** A domain value as JSON of the wire: domain types are plain and read-only, the contract's are plain and not. */
export function asWire(value: Json | object | undefined): WireJson {
  return (value ?? null) as WireJson;
}
