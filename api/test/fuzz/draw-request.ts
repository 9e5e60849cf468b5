import { drawItem, type RandomSource } from "../../../instruments/src/simulate/random-source.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { smallStudy } from "../study.ts";
import type { Operation } from "./describe-operations.ts";
import { breakValue, drawStrange, drawValue, type Known } from "./draw-value.ts";
import { spareStudy } from "./furnish-ground.ts";
import type { Sample, Samples } from "./record-calls.ts";

/** A request as it is sent; text of `body` is Latin-1, one character a byte, so that a request can be printed and sent again. */
export interface DrawnRequest {
  readonly operation: string;
  readonly who: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Values of the path, by name. */
  readonly path: Readonly<Record<string, string>>;
}

export interface Source {
  readonly known: Known;
  /** A body that would be taken, by operation: JSON, or bytes. */
  readonly examples: ReadonlyMap<string, (path: DrawnRequest["path"]) => JsonValue | Uint8Array>;
  /** What was taken when the ground was furnished. */
  readonly samples: Samples;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/** Operations that would take the ground from under the test: they are sent to the spare study, or to one that is none with a body that is none. */
const undermining: ReadonlySet<string> = new Set([
  ...["leaveStudy", "removeMember", "changeMemberRole", "demandSecondFactor", "endMySessions", "closeVersion"],
  ...["closeCollector", "changeCollectorQuota", "eraseStudyPersonal"],
]);

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"];
const media = [
  "text/plain",
  "application/json",
  "application/octet-stream",
  "multipart/form-data; boundary=x",
  "",
  "*/*",
];
const oddHeaders: readonly (readonly [string, string])[] = [
  ["range", "bytes=0-1"],
  ["range", "bytes=9999999999-"],
  ["range", "bytes=-0"],
  ["range", "lines=1"],
  ["origin", "https://evil.example"],
  ["origin", "null"],
  ["cookie", "diaoyan.session_token=%ff; diaoyan-language=en"],
  ["cookie", "=; ;;"],
  ["accept-encoding", "br;q=x"],
  ["if-none-match", "*"],
  ["content-type", "application/json; charset=utf-16"],
  ["content-length", "12abc"],
  ["content-encoding", "gzip"],
  ["transfer-encoding", "gzip"],
  ["expect", "100-continue"],
  ["expect", "nothing"],
  ["upgrade", "websocket"],
  ["host", "evil example"],
  ["host", ""],
  ["x-forwarded-for", "unknown, <b>"],
  ["x-forwarded-proto", "javascript"],
  ["accept-language", "zh-CN,,;q=9"],
  ["x-long", "a".repeat(20_000)],
  ["bad header", "a"],
];
const oddParts = [
  "%ff",
  "%00",
  "..%2f..%2fetc",
  "%2e%2e",
  "a".repeat(5_000),
  "%F0%A0%AE%B7",
  "__proto__",
  "constructor",
  "a%20b",
  "%",
];

/** A request to an operation: right as far as its description goes, or wrong in one or more ways. */
export function drawRequest(operation: Operation, source: Source, random: RandomSource): DrawnRequest {
  const right = random() < 0.4;
  const chance = (share: number): boolean => !right && random() < share;
  const samples = (source.samples.get(operation.id) ?? []).filter(
    ({ path }) => path["study"] === spareStudy || !undermining.has(operation.id),
  );
  const sample = samples.length > 0 && random() < 0.5 ? drawItem(samples, random) : undefined;
  const undermines = undermining.has(operation.id) && sample === undefined;
  // most is refused to whoever is not the lead before it is looked at
  const who = random() < (right ? 0.8 : 0.4) ? "lead" : drawItem(Object.keys(source.cookies), random);
  const path: Record<string, string> = {};
  for (const { name, schema } of operation.parameters.filter((one) => one.in === "path")) {
    path[name] = String(sample?.path[name] ?? drawValue(schema, name, source.known, random));
    if (name === "study" && (right || undermines))
      path[name] = undermines ? "no-such-study" : String(sample?.path[name] ?? smallStudy);
  }
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    chance(0.08) ? drawItem(oddParts, random) : encodePart(path[name] ?? ""),
  );
  const target = `${filled}${drawQuery(operation, { ...source, sample }, random, chance)}${chance(0.02) ? "/" : ""}`;
  const method = chance(0.06) ? drawItem(methods, random) : operation.method;
  const body =
    undermines && operation.body !== null ? "[]" : drawBody(operation, { ...source, path, sample }, random, chance);
  const cookie = source.cookies[who];
  const headers: Record<string, string> = {
    "x-forwarded-for": `10.${Array.from({ length: 3 }, () => Math.floor(random() * 256)).join(".")}`,
    ...(cookie === undefined ? {} : { cookie }),
    ...(operation.body === null
      ? {}
      : { "content-type": chance(0.08) ? drawItem(media, random) : operation.body.media }),
    ...(chance(0.15) ? Object.fromEntries([drawItem(oddHeaders, random)]) : {}),
  };
  return { operation: operation.id, who, method, target, headers, body, path };
}

/** A path's value in UTF-8; half of a surrogate pair has none. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
}

type Chance = (share: number) => boolean;
type Sampled = Source & { readonly sample: Sample | undefined };

function drawQuery(operation: Operation, { known, sample }: Sampled, random: RandomSource, chance: Chance): string {
  const pairs: string[] = [];
  for (const { name, required, schema } of operation.parameters.filter((one) => one.in === "query")) {
    const sampled = sample?.query[name];
    if (!required && random() < 0.5 && sampled === undefined) continue;
    if (chance(0.1)) continue;
    const value = chance(0.2) ? drawStrange(random) : (sampled ?? drawValue(schema, name, known, random));
    const text = typeof value === "string" ? value : JSON.stringify(value);
    pairs.push(`${name}=${encodePart(text)}`);
    if (chance(0.1)) pairs.push(`${name}=${encodePart(text)}`);
  }
  if (chance(0.03))
    pairs.push(drawItem(["%ff=1", "__proto__=1", "a[b]=1", "%", "=", "limit=1e9", `x=${"y".repeat(4_000)}`], random));
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function drawBody(
  operation: Operation,
  source: Sampled & Pick<DrawnRequest, "path">,
  random: RandomSource,
  chance: Chance,
): string | null {
  if (operation.body === null) return chance(0.05) ? "{}" : null;
  if (chance(0.03)) return null;
  const example = source.examples.get(operation.id);
  const sampled = source.sample?.body as JsonValue | Uint8Array | undefined;
  const given = sampled ?? (example !== undefined && random() < 0.7 ? example(source.path) : undefined);
  if (given instanceof Uint8Array || operation.body.media !== "application/json") {
    const bytes = given instanceof Uint8Array ? given : new TextEncoder().encode("<a>\n一、总则\n第一条 论文\n");
    return breakBytes(Buffer.from(bytes).toString("latin1"), random, chance);
  }
  const drawn = given ?? drawValue(operation.body.schema, "", source.known, random);
  // what is broken is a copy: samples and examples are drawn again
  const value = chance(0.7) ? breakValue(structuredClone(drawn), random) : drawn;
  return breakBytes(Buffer.from(JSON.stringify(value)).toString("latin1"), random, chance);
}

const inserted = [
  "\\ud800",
  "\\u0000",
  '"__proto__":{"a":1},',
  '"\\u005f_proto__":1,',
  "1e999",
  "\xff\xfe",
  "\xef\xbb\xbf",
  ",",
  '"',
  "{",
  "\x00",
];

/** Bytes cut off, changed, doubled or set in between, at any place. */
function breakBytes(bytes: string, random: RandomSource, chance: Chance): string {
  if (!chance(0.25)) return bytes;
  const at = Math.floor(random() * (bytes.length + 1));
  const kind = random();
  if (kind < 0.2) return bytes.slice(0, at);
  if (kind < 0.4)
    return `${bytes.slice(0, at)}${String.fromCharCode(Math.floor(random() * 256))}${bytes.slice(at + 1)}`;
  if (kind < 0.7) return `${bytes.slice(0, at)}${drawItem(inserted, random)}${bytes.slice(at)}`;
  if (kind < 0.8) return `${bytes}${bytes}`;
  if (kind < 0.9) return `${"[".repeat(30_000)}${random() < 0.5 ? "\\u0000" : ""}${"]".repeat(30_000)}`;
  const nested = `${'{"a":'.repeat(8_000)}"\\u0041"${"}".repeat(8_000)}`;
  return bytes.startsWith("{") ? `{"deep":${nested},${bytes.slice(1)}` : nested;
}
