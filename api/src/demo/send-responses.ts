import {
  type Assignment,
  type CompiledQuestionnaire,
  createFarm,
  type FarmStrategy,
  generateAnswers,
  pruneAnswers,
  type QuestionnaireDefinition,
  seededRandom,
} from "@diaoyan/instruments";
import { type AssignedModules, type Client, type CollectorPage, routes } from "../contract/index.ts";
import { newUuid } from "../contract/uuid.ts";
import { runLimited } from "./run-limited.ts";

/** What to send where: `count` generated responses, drawn from `seed`, to one open collector. */
export interface SendPlan {
  readonly collector: string;
  readonly definition: QuestionnaireDefinition;
  readonly count: number;
  readonly seed: number;
  /** Sends what an answer farm of this kind would instead of what people would. */
  readonly farm?: FarmStrategy | undefined;
  onSent?(sent: number): void;
}

/** Answers a collector `count` times over HTTP as respondents' pages do; answers the receipts in order of the draws. */
export async function sendResponses(client: Client, plan: SendPlan): Promise<readonly string[]> {
  const page = await client.call(routes.getCollectorPage, { params: { collector: plan.collector } });
  const compiled = page.compiled as unknown as CompiledQuestionnaire;
  const draw = drawerOf(plan, compiled);
  const receipts: string[] = [];
  let sent = 0;
  await runLimited(Array.from({ length: plan.count }), 16, async (_, index) => {
    const assignment = page.split ? await askAssignment(client, plan.collector) : null;
    receipts[index] = await submitOnce(client, page, { ...draw(index, assignment?.modules), assignment });
    sent += 1;
    plan.onSent?.(sent);
  });
  return receipts;
}

/** Draws the responses of a plan: the same plan draws the same ones. */
function drawerOf(
  { definition, seed, farm }: SendPlan,
  compiled: CompiledQuestionnaire,
): (index: number, assigned: Assignment | undefined) => Draw {
  if (farm !== undefined) {
    const forge = createFarm({ definition, compiled }, farm, seededRandom(seed));
    return (_index, assigned) => forge(assigned);
  }
  return (index, assigned) => {
    const random = seededRandom(seed + index);
    const answers = pruneAnswers(compiled, generateAnswers(definition, random, assigned && { assigned }));
    const { minutes } = (assigned && definition.split) ?? definition;
    return { answers, seconds: Math.round(minutes * 60 * (0.5 + random())) };
  };
}

/** The modules of one more respondent: every opened page gets its own. */
async function askAssignment(client: Client, collector: string): Promise<AssignedModules | null> {
  return (await client.call(routes.getCollectorPage, { params: { collector } })).assignment;
}

interface Draw {
  readonly answers: ReturnType<typeof generateAnswers>;
  readonly seconds: number;
}

async function submitOnce(
  client: Client,
  page: CollectorPage,
  { answers, seconds, assignment }: Draw & { readonly assignment: AssignedModules | null },
): Promise<string> {
  const accepted = await client.call(routes.submitResponse, {
    params: { collector: page.collector },
    body: {
      id: newUuid(page.mode === "anonymous" ? 4 : 7),
      version: page.questionnaire.version,
      answers: structuredClone(answers) as Record<string, never>,
      noticeVersion: page.notice.version,
      consent: true,
      seconds,
      ...(assignment === null ? {} : { modulesSignature: assignment.signature }),
    },
  });
  return accepted.receipt;
}
