import type { Derivation } from "../expression/derivation.ts";
import type { Where } from "../expression/where.ts";
import type { Weighting } from "../model/dataset.ts";
import type { NarratedSentence, PresentationContext, PresentationTable } from "../model/presentation.ts";
import { formatNumber } from "./format-number.ts";
import { sayDerivation } from "./say-derivation.ts";
import { sayWhere } from "./say-where.ts";
import { nameVariable, quoted, say, sentence } from "./wording.ts";

/** What narrows or weights a result, whatever its kind. */
interface Scope {
  readonly where?: Where | undefined;
  readonly weighting?: Weighting | undefined;
  /** Variables made for this result. */
  readonly derive?: readonly Derivation[] | undefined;
}

interface Said {
  readonly table: PresentationTable;
  readonly sentences: readonly NarratedSentence[];
}

/** The filter a result stands under, in words; null where all cases are taken. */
export function sayFilter({ where }: Scope, context: PresentationContext): string | null {
  return where === undefined ? null : sayWhere(where, context);
}

/** A table and sentences that say which cases they are about, and of a weight and of made variables what they were made of. */
export function addScope({ table, sentences }: Said, scope: Scope, context: PresentationContext): Said {
  const filter = sayFilter(scope, context);
  const { weighting, derive = [] } = scope;
  const made = derive.flatMap((derivation) => sayDerivation(derivation, context) ?? []);
  if (filter === null && weighting === undefined && made.length === 0) return { table, sentences };
  const notes = [
    table.note.replace(/。$/u, ""),
    ...made,
    ...(filter === null ? [] : [say(context, `分析范围：${filter}`, `cases: ${filter}`)]),
    ...(weighting === undefined ? [] : [noteWeighting(weighting, context)]),
  ];
  const closing = [
    ...(filter === null ? [] : [sentence(say(context, `分析范围：${filter}。`, `Cases: ${filter}.`))]),
    ...(weighting === undefined ? [] : [tellWeighting(weighting, context)]),
  ];
  return {
    table: { ...table, note: notes.filter((note) => note !== "").join(say(context, "；", "; ")) },
    sentences: sentences.length === 0 ? sentences : [...sentences, ...closing],
  };
}

function noteWeighting(weighting: Weighting, context: PresentationContext): string {
  const name = quoted(nameVariable(weighting.variable, context), context);
  const effect = formatNumber(weighting.kishDesignEffect, 3);
  const margins = sayMargins(weighting, context);
  const source = weighting.source ?? say(context, "来源未注明", "source not given");
  const limit =
    weighting.limit === null
      ? ""
      : say(
          context,
          `，单个权重不超过均值的${weighting.limit}倍`,
          `, no weight above ${weighting.limit} times the mean`,
        );
  return say(
    context,
    `权重${name}按${margins}的总体数校准（${source}）${limit}，Kish设计效应${effect}`,
    `weight ${name} raked to totals of ${margins} (${source})${limit}, Kish's design effect ${effect}`,
  );
}

function tellWeighting(weighting: Weighting, context: PresentationContext): NarratedSentence {
  const name = quoted(nameVariable(weighting.variable, context), context);
  const effect = formatNumber(weighting.kishDesignEffect, 3);
  const source = weighting.source ?? say(context, "来源未注明", "source not given");
  return sentence(
    say(
      context,
      `以上结果按权重${name}加权（总体数来源：${source}；Kish设计效应${effect}）。`,
      `Weighted by ${name} (source of the totals: ${source}; Kish's design effect ${effect}).`,
    ),
    ["weighting.kishDesignEffect", weighting.kishDesignEffect, effect],
  );
}

function sayMargins({ margins }: Weighting, context: PresentationContext): string {
  return margins
    .map((names) => names.map((name) => nameVariable(name, context)).join("×"))
    .join(say(context, "、", ", "));
}
