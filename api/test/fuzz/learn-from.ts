import type { WireAnswer } from "../wire.ts";
import type { DrawnRequest } from "./draw-request.ts";

const longestRead = 20_000;
const longestText = 100;
const textsEach = 40;

/** Keeps what an answer named, and what its request did, for requests to come. */
export function learnFrom(known: Map<string, string[]>, { path }: DrawnRequest, { headers, body }: WireAnswer): void {
  for (const [name, text] of Object.entries(path)) if (name !== "study") keep(known, name, text);
  if (body.length === 0 || body.length > longestRead || !headers.get("content-type")?.startsWith("application/json"))
    return;
  learn(known, "", JSON.parse(body.toString()));
}

function learn(known: Map<string, string[]>, name: string, value: unknown): void {
  if (typeof value === "string") keep(known, name, value);
  else if (Array.isArray(value)) for (const item of value.slice(0, 5)) learn(known, name, item);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) learn(known, key, inner);
  }
}

/** The newest texts under a name, and the first, which the ground was made with. */
function keep(known: Map<string, string[]>, name: string, text: string): void {
  if (name === "" || name === "study" || text.length === 0 || text.length > longestText) return;
  const texts = known.get(name) ?? [];
  if (texts.includes(text)) return;
  if (texts.length >= textsEach) texts.splice(textsEach / 4, 1);
  texts.push(text);
  known.set(name, texts);
}
