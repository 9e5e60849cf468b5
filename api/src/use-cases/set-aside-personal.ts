import type { Json, QuestionnaireDefinition } from "@diaoyan/instruments";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Write } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";

/** Stands among the answers for those that were set aside, so that a repetition with other ones is known. */
const asideKey = "__aside";

type Answers = Readonly<Record<string, Json>>;

const asidePrefix = "nominee:";

/** Code under which the personal answers of a response stand: they share the store of names and contacts. */
export function asideCode(response: string): string {
  return `${asidePrefix}${response}`;
}

/** Whether a code is one of those, and no person's of roster or invitations. */
export const isAsideCode = (code: string): boolean => code.startsWith(asidePrefix);

/**
 * Takes the answers a questionnaire declares personal out of a response: they are sealed under a key of their own, and a
 * keyed digest stands in their place. What is stored, logged, analysed and exported of the response is the rest. Null where
 * the questionnaire declares none or none was given.
 */
export async function setAsidePersonal(
  ports: Pick<Ports, "keys" | "personal" | "clock">,
  { personal = [] }: Pick<QuestionnaireDefinition, "personal">,
  response: { readonly study: string; readonly id: string; readonly answers: Answers },
): Promise<{ readonly answers: Answers; readonly write: () => Promise<Write> } | null> {
  const { study, id, answers } = response;
  const isPersonal = (question: string): boolean =>
    personal.some((name) => question === name || question === `${name}-Comment`);
  const [aside, rest] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(answers).filter(([question]) => isPersonal(question) === wanted)),
  ) as [Answers, Answers];
  if (Object.keys(aside).length === 0) return null;
  const text = JSON.stringify(
    Object.fromEntries(Object.entries(aside).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
  const digest = hmac(sha256, await ports.keys.receiptKey(study), utf8ToBytes(`aside:${id}:${text}`));
  const write = async (): Promise<Write> => {
    const code = asideCode(id);
    const { sealed, write: key } = await ports.keys.sealPersonal(study, code, text);
    return { parts: [...key.parts, ...ports.personal.put(study, code, sealed, ports.clock.now()).parts] };
  };
  return { answers: { ...rest, [asideKey]: bytesToHex(digest).slice(0, 32) }, write };
}

/** Answers that were set aside; empty where there are none, and after they were erased. */
export async function readAside(
  ports: Pick<Ports, "keys" | "personal">,
  study: string,
  response: string,
): Promise<Answers> {
  const sealed = await ports.personal.find(study, asideCode(response));
  const text = sealed === undefined ? undefined : await ports.keys.openPersonal(study, asideCode(response), sealed);
  return text === undefined ? {} : (JSON.parse(text) as Answers);
}

/** Erases what was set aside, by its key and from the table. */
export function forgetAside(ports: Pick<Ports, "keys" | "personal">, study: string, response: string): Write {
  const code = asideCode(response);
  return { parts: [...ports.keys.destroy(study, code).parts, ...ports.personal.remove(study, code).parts] };
}
