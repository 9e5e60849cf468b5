import { joinBytes } from "@diaoyan/instruments";
import { Problem, problem } from "../problems.ts";

const slowestBodyMilliseconds = 30_000;

/** Reads a body of at most `limit` bytes; refuses a larger one as soon as its length or its stream tells. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (!(Number(announced) <= limit)) throw tooLarge(limit, announced);
    return withinTime(request.bytes() as Promise<Uint8Array<ArrayBuffer>>);
  }
  return withinTime(readStream(request, limit));
}

async function readStream(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > limit) throw tooLarge(limit, "more");
    parts.push(part);
  }
  return joinBytes(parts);
}

function tooLarge(limit: number, came: string) {
  return problem("request.tooLarge", `body: at most ${limit} bytes are accepted, ${came} came`, {
    remedy: "send less at once",
  });
}

/** Waits for a body, but neither for ever nor for a client that is gone. */
async function withinTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(problem("request.timeout", `body: did not arrive within ${slowestBodyMilliseconds / 1000} seconds`));
    }, slowestBodyMilliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw problem("request.aborted", "body: the connection broke off before all of it came");
  } finally {
    clearTimeout(timer);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** As deep as canonical JSON goes; whoever walks a body by recursion has a stack for it. */
const deepestNesting = 200;

/** Parses JSON; broken UTF-8, broken JSON, bottomless nesting, half a surrogate pair and keys that would reach an object's prototype are refused. */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw problem("request.malformedJson", "body: expected UTF-8, got bytes that are not");
  }
  refuseDeepNesting(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw problem("request.malformedJson", `body: ${error instanceof Error ? error.message : "not JSON"}`);
  }
  // both need an escape, or the name itself
  if (/__proto__|\\u(?:00|d[89a-f])/i.test(text)) refuseStrange(value, "body");
  return value;
}

function refuseDeepNesting(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 0x5c /* \ */) at += 1;
      else if (sign === 0x22 /* " */) quoted = false;
    } else if (sign === 0x22) quoted = true;
    else if (sign === 0x7b /* { */ || sign === 0x5b /* [ */) depth += 1;
    else if (sign === 0x7d /* } */ || sign === 0x5d /* ] */) depth -= 1;
    if (depth > deepestNesting) {
      throw problem("request.invalid", `body: more than ${deepestNesting} levels of nesting, at character ${at + 1}`, {
        remedy: "send lists and objects less deep inside one another",
      });
    }
  }
}

/** A text with half of a surrogate pair is no Unicode: it has no UTF-8 to be stored in, and no hash. */
function refuseStrange(value: unknown, place: string): void {
  if (typeof value === "string" && /\p{Cs}/u.test(value)) {
    const remedy = "send the characters whole; a text is cut between characters, not inside one";
    throw problem("request.invalid", `${place}: a text with half of a surrogate pair`, { remedy });
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") throw problem("request.invalid", `${place}: the key "__proto__" is not accepted`);
    refuseStrange(key, `a key of ${place}`);
    refuseStrange(inner, `${place}.${key}`);
  }
}

/** Refuses a body of another kind than is taken, whatever parameters follow it. Throws `request.mediaType`. */
export function checkMedia(headers: Headers, wanted: string): void {
  const media = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (media !== wanted) {
    throw problem("request.mediaType", `content-type: expected ${wanted}, got ${media ?? "none"}`);
  }
}
