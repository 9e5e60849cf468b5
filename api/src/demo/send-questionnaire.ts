import type { QuestionnaireDefinition } from "@diaoyan/instruments";
import { type Client, routes } from "../contract/index.ts";
import { sendResponses } from "./send-responses.ts";

/** Nominations of cases sent to each study. */
const demoNominations = 6;
/** Responses that come by the links of single units: enough to be shown beside all, and too few. */
const byUnit = [12, 3] as const;
/** Seeds of further links lie this far apart, so that they draw other people. */
const seedStep = 1_000_003;

interface QuestionnaireOrder {
  readonly study: string;
  readonly questionnaire: string;
  /** Codes of the units that have cases. */
  readonly units: readonly string[];
  readonly responses: number;
  readonly seed: number;
  onSent(sent: number, count: number): void;
}

/**
 * Publishes a questionnaire, opens a public link to it, with random modules where it has some, and sends the responses: those
 * of a short form for people in part by links of units that have cases, so that the survey of a case's unit is seen.
 */
export async function sendQuestionnaire(
  client: Client,
  order: QuestionnaireOrder,
): Promise<{ readonly collector: string; readonly count: number }> {
  const { study, questionnaire, seed } = order;
  const params = { study, questionnaire };
  const { version } = await client.call(routes.publishQuestionnaire, { params, body: {} });
  const definition = (await client.call(routes.getQuestionnaire, { params }))
    .published as unknown as QuestionnaireDefinition;
  const mode = definition.personal === undefined ? ("pseudonymous" as const) : ("identified" as const);
  const shared = { questionnaire, version: version.hash, mode, split: definition.split !== undefined };
  const open = async (label: string, unit: string | null): Promise<string> => {
    const body = { ...shared, label: `${label}（模拟数据）`, unit };
    return (await client.call(routes.openCollector, { params: { study }, body })).collector.id;
  };
  const count = definition.nomination === undefined ? order.responses : Math.min(demoNominations, order.responses);
  const shares = listShares(definition, order);
  const collector = await open("公开链接", null);
  let done = 0;
  const send = async (to: string, size: number, place: number): Promise<void> => {
    const onSent = (sent: number) => order.onSent(done + sent, count);
    await sendResponses(client, { collector: to, definition, count: size, seed: seed + place * seedStep, onSent });
    done += size;
  };
  await send(collector, count - shares.reduce((sum, one) => sum + one.size, 0), 0);
  for (const [place, { unit, size }] of shares.entries()) await send(await open("本单位链接", unit), size, place + 1);
  return { collector, count };
}

/** How many come by the links of which units; none where few come at all. */
function listShares(
  { form, nomination, importancePerformance }: QuestionnaireDefinition,
  { units, responses }: QuestionnaireOrder,
): readonly { readonly unit: string; readonly size: number }[] {
  const asksPeople = form === "short" && nomination === undefined && importancePerformance !== undefined;
  if (!asksPeople || responses < 2 * byUnit[0]) return [];
  return byUnit.flatMap((size, place) => {
    const unit = units[place];
    return unit === undefined ? [] : [{ unit, size }];
  });
}
