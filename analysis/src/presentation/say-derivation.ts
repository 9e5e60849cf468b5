import type { Derivation, DerivationOf } from "../expression/derivation.ts";
import { labelsOf } from "../expression/describe-derivation.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { nameValue, nameVariable, quoted, say } from "./wording.ts";

/** Beyond these the items of a score are counted, not listed. */
const mostListed = 5;

/** How a derived variable was made, in words with the labels of what it is made of; null of weights, which say so themselves. */
export function sayDerivation(derivation: Derivation, context: PresentationContext): string | null {
  const name = quoted(nameVariable(derivation.name, context), context);
  switch (derivation.op) {
    case "mean":
    case "sum":
      return `${name}${say(context, "为", " is the ")}${sayScore(derivation, context)}`;
    case "recode":
      return sayRecoded(derivation, name, context);
    case "cut":
      return sayCut(derivation, name, context);
    default:
      return null;
  }
}

function sayScore(derivation: DerivationOf<"mean" | "sum">, context: PresentationContext): string {
  const { items, reverse = [], minValid, op } = derivation;
  const listed = listNames(items, context);
  const turned = reverse.length === 0 ? "" : listNames(reverse, context);
  if (context.locale === "en") {
    const least = minValid === undefined ? "" : `, at least ${minValid} of ${items.length} answered`;
    return `${op} of ${listed}${turned === "" ? "" : ` (reversed: ${turned})`}${least}`;
  }
  const remarks = [
    ...(turned === "" ? [] : [`反向计分：${turned}`]),
    ...(minValid === undefined ? [] : [`至少答${minValid}题`]),
  ];
  const remark = remarks.length === 0 ? "" : `（${remarks.join("；")}）`;
  return `${listed}的${op === "mean" ? "均值" : "总分"}${remark}`;
}

function listNames(names: readonly string[], context: PresentationContext): string {
  const said = names.map((name) => nameVariable(name, context));
  const between = say(context, "、", ", ");
  if (said.length <= mostListed) return said.join(between);
  const first = said.slice(0, 2).join(between);
  return say(context, `${first}等${said.length}题`, `${first} and ${said.length - 2} more`);
}

function sayRecoded({ from, map }: DerivationOf<"recode">, name: string, context: PresentationContext): string {
  const sources = new Map<string, string[]>();
  for (const [value, target] of Object.entries(map)) {
    const key = target === null ? say(context, "不计", "left out") : String(target);
    sources.set(key, [...(sources.get(key) ?? []), nameValue(from, value, context)]);
  }
  const parts = [...sources].map(([target, values]) =>
    values.length === 1 && values[0] === target ? target : `${values.join(say(context, "、", ", "))}→${target}`,
  );
  const listed = parts.join(say(context, "，", "; "));
  const what = quoted(nameVariable(from, context), context);
  return say(context, `${name}由${what}重新编码（${listed}）`, `${name} recodes ${what} (${listed})`);
}

function sayCut(derivation: DerivationOf<"cut">, name: string, context: PresentationContext): string {
  const intervals = labelsOf({ ...derivation, labels: undefined });
  const groups = labelsOf(derivation).map((label, place) => {
    const interval = intervals[place] ?? "";
    return label === interval ? label : say(context, `${label}：${interval}`, `${label}: ${interval}`);
  });
  const listed = groups.join(say(context, "，", "; "));
  const what = quoted(nameVariable(derivation.from, context), context);
  return say(context, `${name}由${what}分组（${listed}）`, `${name} groups ${what} (${listed})`);
}
