// by what is fastest where this runs: `imports` of package.json
import { digests } from "#digest";
import { brandAs, type ContentHash } from "../model/ids.ts";
import type { Json } from "../model/questionnaire.ts";
import { canonicalJson, canonicalPieces } from "./canonical-json.ts";
import { joinPieces } from "./join-pieces.ts";

/** SHA-256 (FIPS 180-4) of `bytes`, as 64 lower-case hex digits. */
export function hashBytes(bytes: Uint8Array): ContentHash {
  return brandAs<ContentHash>(digests.sha256(bytes));
}

/** A SHA-256 that is fed part by part: for what is too large to be held at once. */
export interface RunningHash {
  add(bytes: Uint8Array): void;
  /** 64 lower-case hex digits of all that was added; ends the hash. */
  end(): ContentHash;
}

/** Begins a SHA-256 (FIPS 180-4) over parts: the same as `hashBytes` of them joined. */
export function startHash(): RunningHash {
  const running = digests.startSha256();
  return { add: running.add, end: () => brandAs<ContentHash>(running.end()) };
}

/** SHA-256 (FIPS 180-4) of the UTF-8 bytes of `text`, as 64 lower-case hex digits. */
export function hashText(text: string): ContentHash {
  return brandAs<ContentHash>(digests.sha256(text));
}

/** SHA-256 of the RFC 8785 form of `value`: equal JSON values have equal hashes whatever the order of their members. */
export function hashJson(value: Json): ContentHash {
  return hashText(canonicalJson(value));
}

/** Code units that are hashed together. */
const unitsAStep = 64 * 1024;

/** The same as `hashJson` of an object, a step at a time: whoever hashes a large one can do other things in between. */
export function* hashJsonInSteps(value: { readonly [key: string]: Json }): Generator<undefined, ContentHash> {
  const hash = digests.startSha256();
  for (const text of joinPieces(canonicalPieces(value), unitsAStep)) {
    hash.add(text);
    // behind the last, shorter one nothing waits
    if (text.length >= unitsAStep) yield;
  }
  return brandAs<ContentHash>(hash.end());
}
