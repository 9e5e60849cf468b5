import {
  type CompiledQuestionnaire,
  generateAnswers,
  pruneAnswers,
  type QuestionnaireDefinition,
  seededRandom,
} from "@diaoyan/instruments";
import { type Client, type CollectorPage, routes } from "../contract/index.ts";
import { newUuid } from "../contract/uuid.ts";
import { runLimited } from "./run-limited.ts";

/** What to send where: `count` generated responses, drawn from `seed`, to one open collector. */
export interface SendPlan {
  readonly collector: string;
  readonly definition: QuestionnaireDefinition;
  readonly count: number;
  readonly seed: number;
  onSent?(sent: number): void;
}

/** Answers a collector `count` times over HTTP as respondents' pages do; answers the receipts in order of the draws. */
export async function sendResponses(client: Client, plan: SendPlan): Promise<readonly string[]> {
  const page = await client.call(routes.getCollectorPage, { params: { collector: plan.collector } });
  const compiled = page.compiled as unknown as CompiledQuestionnaire;
  const receipts: string[] = [];
  let sent = 0;
  await runLimited(Array.from({ length: plan.count }), 16, async (_, index) => {
    const random = seededRandom(plan.seed + index);
    const answers = pruneAnswers(compiled, generateAnswers(plan.definition, random));
    const seconds = Math.round(page.questionnaire.minutes * 60 * (0.5 + random()));
    receipts[index] = await submitOnce(client, page, { answers, seconds });
    sent += 1;
    plan.onSent?.(sent);
  });
  return receipts;
}

interface Draw {
  readonly answers: ReturnType<typeof generateAnswers>;
  readonly seconds: number;
}

async function submitOnce(client: Client, page: CollectorPage, { answers, seconds }: Draw): Promise<string> {
  const accepted = await client.call(routes.submitResponse, {
    params: { collector: page.collector },
    body: {
      id: newUuid(page.mode === "anonymous" ? 4 : 7),
      version: page.questionnaire.version,
      answers: structuredClone(answers) as Record<string, never>,
      noticeVersion: page.notice.version,
      consent: true,
      seconds,
    },
  });
  return accepted.receipt;
}
