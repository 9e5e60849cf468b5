import { objectOf, ownValue } from "../compile/answer-place.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { listBoxes, type PaperBox } from "../paper/list-boxes.ts";
import type { TypedForm } from "../paper/parse-box.ts";
import { commentName } from "../program/program.ts";

/** What a faultless clerk would type for answers: the inverse of `readTyped`. */
export function typeAnswers(compiled: CompiledQuestionnaire, answers: Answers): TypedForm {
  const typed = listBoxes(compiled).map((box) => [box.key, typeBox(box, answers)] as const);
  return Object.fromEntries(typed.filter(([, text]) => text !== ""));
}

function typeBox(box: PaperBox, answers: Answers): string {
  const value = valueAt(box, answers);
  if (value === undefined) return "";
  switch (box.entry.kind) {
    case "code":
      return box.entry.choices.find((choice) => choice.value === value)?.code ?? "";
    case "codes": {
      const chosen = value as readonly Json[];
      return box.entry.choices.flatMap(({ code, value: one }) => (chosen.includes(one) ? [code] : [])).join(" ");
    }
    case "rank": {
      const place = (value as readonly Json[]).indexOf(box.entry.choice);
      return place < 0 ? "" : String(place + 1);
    }
    default:
      return String(value);
  }
}

function valueAt({ question, parts, beside }: PaperBox, answers: Answers): Json | undefined {
  const path = [question, ...parts];
  const last = path.pop() ?? question;
  const holder = path.reduce<Json>((at, part) => stepInto(at, part) ?? {}, answers);
  return stepInto(holder, beside === null ? last : commentName(String(last)));
}

function stepInto(at: Json, part: string | number): Json | undefined {
  return typeof part === "number" && Array.isArray(at)
    ? (at[part] as Json | undefined)
    : ownValue(objectOf(at), String(part));
}
