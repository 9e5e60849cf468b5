import { z } from "zod";
import { dropEmpty, sayDropped } from "../charts/drop-empty.ts";
import { makeHeatMap } from "../charts/heat-map.ts";
import { countMentions } from "../coding/count-mentions.ts";
import type { PersonTime } from "../coding/list-person-times.ts";
import { readAttribute } from "../coding/read-attribute.ts";
import { needDataset, readVariable } from "../dataset/read-column.ts";
import { corpusNeeded, groupsApart } from "../errors.ts";
import type { PresentationContext } from "../model/presentation.ts";
import { formatNumber } from "../presentation/format-number.ts";
import { headerRow, nameValue, nameVariable, quoted, say, sentence } from "../presentation/wording.ts";
import type { Analysis } from "../registry/analysis.ts";
import { variableParam } from "../registry/param-roles.ts";
import { groupValues } from "../statistics/group-values.ts";
import { sumPowers } from "../statistics/moments.ts";
import { mentionParams, nameCode } from "./code-frequency-wording.ts";

const params = z.strictObject({
  attribute: z.string().min(1).meta({ description: "受访者属性" }),
  by: variableParam("问卷中的同一属性"),
  variable: variableParam("问卷变量"),
  ...mentionParams,
});
type Params = z.infer<typeof params>;

/** A group both sides know: answers to the survey with their mean (null of none), and persons interviewed. */
export interface JointGroup {
  readonly value: string;
  readonly answers: number;
  readonly mean: number | null;
  readonly persons: number;
}

/** `matrix[row][group]`: persons of the group who mention the code, with the ids of the codings. `n` counts persons interviewed in any of the groups. */
export interface JointDisplayResult {
  readonly n: number;
  readonly unit: "case";
  readonly answers: number;
  readonly groups: readonly JointGroup[];
  readonly rows: readonly { readonly code: string; readonly number: string; readonly name: string }[];
  readonly matrix: readonly (readonly { readonly mentions: number; readonly ids: readonly string[] }[])[];
}

/** What a group answers beside what it says: a survey variable and the codes of interviews, by an attribute that both have. Groups meet by value or by its Chinese label. Throws where no group has both. */
export const jointDisplay: Analysis<Params, JointDisplayResult> = {
  kind: "jointDisplay",
  title: { zh: "定量与定性对照表", en: "Joint display" },
  reads: "both",
  params,
  run({ dataset, corpus }, request) {
    const data = needDataset(dataset, "jointDisplay");
    if (!corpus) throw corpusNeeded("jointDisplay");
    const groupOf = readAttribute(corpus, request.attribute);
    const { people, mentions } = countMentions(corpus, request);
    const labels = new Map(
      readVariable(data, request.by).valueLabels?.map(({ value, label }) => [value, label.zh ?? value]),
    );
    const answered = groupValues(data, request.variable, request.by);
    const inGroup =
      (value: string) =>
      (person: PersonTime): boolean => {
        const own = groupOf(person.transcript);
        return own !== undefined && (own === value || own === labels.get(value));
      };
    const groups = answered.map(
      ({ group, values }): JointGroup => ({
        value: group,
        answers: values.length,
        mean: sumPowers(values).center,
        persons: people.filter(inGroup(group)).length,
      }),
    );
    if (!groups.some(({ persons }) => persons > 0))
      throw groupsApart(request.attribute, request.by, [
        ...new Set(people.flatMap(({ transcript }) => groupOf(transcript) ?? [])),
      ]);
    return {
      n: groups.reduce((sum, { persons }) => sum + persons, 0),
      unit: "case",
      answers: groups.reduce((sum, { answers }) => sum + answers, 0),
      groups,
      rows: mentions.map(({ code }) => ({ code: code.id, number: code.number, name: code.name })),
      matrix: mentions.map((item) =>
        groups.map(({ value }) => ({
          mentions: item.people.filter(inGroup(value)).length,
          ids: item.codings
            .filter((coding) => inGroup(value)({ transcript: coding.transcript, speaker: "" }))
            .map(({ id }) => id),
        })),
      ),
    };
  },
  table(result, { attribute, by, variable }, context) {
    const named = result.groups.map(({ value }) => nameValue(by, value, context));
    const row = (text: string, cells: readonly (number | null)[], digits: number) => [
      { text },
      ...cells.map((value) => ({
        text: formatNumber(value, digits),
        ...(value === null ? {} : { value }),
        align: "right" as const,
      })),
    ];
    return {
      caption: say(
        context,
        `${nameVariable(variable, context)}与访谈编码的对照（按${attribute}）`,
        `${nameVariable(variable, context)} beside codes of interviews, by ${attribute}`,
      ),
      header: [headerRow("", ...named)],
      body: [
        row(
          say(
            context,
            `问卷：${nameVariable(variable, context)}均值`,
            `Survey: mean of ${nameVariable(variable, context)}`,
          ),
          result.groups.map(({ mean }) => mean),
          2,
        ),
        row(
          say(context, "问卷：有效答卷", "Survey: answers"),
          result.groups.map(({ answers }) => answers),
          0,
        ),
        row(
          say(context, "访谈：受访人次", "Interviews: persons"),
          result.groups.map(({ persons }) => persons),
          0,
        ),
        ...result.rows.map((code, place) =>
          row(
            nameCode(code),
            (result.matrix[place] ?? []).map(({ mentions }) => mentions),
            0,
          ),
        ),
      ],
      note: say(
        context,
        `注：编码行为提及人次；问卷n=${result.answers}，访谈n=${result.n}人次；两类资料来自不同的人，只作对照，不作统计推断。`,
        `Note. Rows of codes count persons who mention them; survey n=${result.answers}, interviews n=${result.n}; the two come from different people, to be read side by side, not tested.`,
      ),
    };
  },
  chart(result, { by }, context) {
    const all = result.rows.flatMap((code, place) =>
      result.groups.map(({ mean, value, persons }, group) => {
        const mentions = result.matrix[place]?.[group]?.mentions ?? 0;
        return {
          row: nameCode(code),
          column: joinMean(nameValue(by, value, context), mean, context),
          value: persons === 0 ? 0 : mentions / persons,
          // nobody was asked: that nobody mentions it says nothing
          text: persons === 0 ? "—" : String(mentions),
        };
      }),
    );
    const { cells, dropped } = dropEmpty(all, "row");
    if (cells.length === 0) return null;
    return makeHeatMap(cells, [0, 1], say(context, "提及比例", "Share mentioning"), sayDropped(dropped, context));
  },
  narrate(result, { by, variable }, context) {
    const ordered = [...result.groups.entries()]
      .filter(([, { mean }]) => mean !== null)
      .sort(([, a], [, b]) => (b.mean ?? 0) - (a.mean ?? 0));
    return [ordered[0], ordered.length > 1 ? ordered.at(-1) : undefined].flatMap((entry, end) => {
      if (entry === undefined) return [];
      const [place, { value, mean, persons }] = entry;
      const m = formatNumber(mean, 2);
      const most = [...result.rows.entries()]
        .map(([row, { name }]) => ({ row, name, mentions: result.matrix[row]?.[place]?.mentions ?? 0 }))
        .sort((a, b) => b.mentions - a.mentions)[0];
      const group = quoted(nameValue(by, value, context), context);
      const what = quoted(nameVariable(variable, context), context);
      const said =
        most === undefined || most.mentions === 0
          ? say(context, "访谈中没有相应编码", "no code stands in its interviews")
          : say(
              context,
              `访谈中提及最多的是“${most.name}”（${most.mentions}/${persons}人次）`,
              `its interviews mention “${most.name}” most (${most.mentions} of ${persons} persons)`,
            );
      const text =
        end === 0
          ? say(
              context,
              `${what}均值最高的是${group}（${m}），${said}。`,
              `${what} is highest in ${group} (${m}); ${said}.`,
            )
          : say(context, `均值最低的是${group}（${m}），${said}。`, `It is lowest in ${group} (${m}); ${said}.`);
      return [sentence(text, [`groups.${place}.mean`, mean ?? 0, m])];
    });
  },
};

/** A group's name with what it answers on average. */
function joinMean(name: string, mean: number | null, context: PresentationContext): string {
  const m = formatNumber(mean, 2);
  return say(context, `${name}（均值${m}）`, `${name} (mean ${m})`);
}
