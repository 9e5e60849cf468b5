import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brandAs, type QuestionnaireName } from "@diaoyan/instruments";
import { build } from "vite";
import { routes } from "../../api/src/contract/index.ts";
import { startServer } from "../../api/src/entry/node.ts";
import { setUpOperator } from "../../api/test/people.ts";
import { openSmallStudy, smallStudy } from "../../api/test/study.ts";
import { questionnaireOf } from "../../instruments/src/testing/questionnaire.ts";

const web = join(import.meta.dirname, "..");

/** Three pages with a choice, two texts and a rating; the third repeats what was typed. 模拟数据 */
const journey = questionnaireOf(
  [],
  { name: brandAs<QuestionnaireName>("journey"), title: { zh: "三页问卷" }, minutes: 2 },
  {
    pages: [
      {
        name: "p1",
        elements: [
          {
            type: "radiogroup",
            name: "pick",
            title: "您是否满意？",
            isRequired: true,
            choices: [
              { value: 1, text: "满意" },
              { value: 2, text: "不满意" },
            ],
          },
        ],
      },
      {
        name: "p2",
        elements: [
          { type: "text", name: "word", title: "请用一个词概括", maxLength: 200 },
          { type: "comment", name: "story", title: "请具体说说", maxLength: 2000 },
          { type: "text", name: "last", title: "还有什么要补充？", maxLength: 200 },
        ],
      },
      {
        name: "p3",
        elements: [{ type: "rating", name: "strength", title: "“{word}”有多重要？", rateMin: 1, rateMax: 5 }],
      },
    ],
  },
);

type LinkOptions = Partial<{
  mode: "pseudonymous" | "anonymous";
  quota: number;
  invitedOnly: boolean;
  label: string;
}>;

/** A server over the built pages with the three-page questionnaire, which can be stopped and started at the same address. */
export interface JourneyStudy {
  /** Address of a new link. */
  openLink(options?: LinkOptions): Promise<string>;
  /** Opens a link for invited people and answers the address of each. */
  invite(...names: readonly string[]): Promise<readonly string[]>;
  /** Responses of a link. */
  count(link: string): Promise<number>;
  /** Responses that hold a place of the link, and all that came. */
  countOf(link: string): Promise<{ readonly accepted: number; readonly responses: number } | undefined>;
  closeLink(link: string): Promise<void>;
  answersOf(link: string): Promise<readonly unknown[]>;
  withdraw(codes: { readonly receipt: string; readonly withdrawalCode: string }): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const collectorOf = (link: string): string => /\/s\/([a-z0-9]+)/.exec(link)?.[1] ?? "";

export async function startJourneyStudy(): Promise<JourneyStudy> {
  if (!existsSync(join(web, "dist/respond.html"))) await build({ root: web, logLevel: "error" });
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-journey-"));
  let server = await startServer({ dataFolder, port: 0, host: "127.0.0.1" });
  const { url } = server;
  const { client } = await setUpOperator(server);
  await openSmallStudy(client);
  const params = { study: smallStudy, questionnaire: journey.name };
  await client.call(routes.saveQuestionnaireDraft, { params, body: journey as never });
  const { version } = await client.call(routes.publishQuestionnaire, { params, body: {} });

  async function openLink(options: LinkOptions = {}): Promise<string> {
    const body = { questionnaire: journey.name, version: version.hash, label: "链接", mode: "pseudonymous" as const };
    const order = { params: { study: smallStudy }, body: { ...body, ...options } };
    return `${url}/s/${(await client.call(routes.openCollector, order)).collector.id}`;
  }

  return {
    openLink,
    invite: async (...names) => {
      const collector = collectorOf(await openLink({ invitedOnly: true }));
      const people = names.map((name) => ({ name, contact: "" }));
      const order = { params: { study: smallStudy, collector }, body: { people } };
      return (await client.call(routes.invitePeople, order)).invited.map((one) => one.link);
    },
    count: async (link) => {
      const { collectors } = await client.call(routes.listCollectors, { params: { study: smallStudy } });
      return collectors.find(({ id }) => id === collectorOf(link))?.responses ?? Number.NaN;
    },
    countOf: async (link) => {
      const { collectors } = await client.call(routes.listCollectors, { params: { study: smallStudy } });
      const found = collectors.find(({ id }) => id === collectorOf(link));
      return found && { accepted: found.accepted, responses: found.responses };
    },
    closeLink: async (link) => {
      await client.call(routes.closeCollector, { params: { study: smallStudy, collector: collectorOf(link) } });
    },
    answersOf: async (link) => {
      const { responses } = server.services.ports;
      const rows = await responses.list(smallStudy, { limit: 1_000 });
      return rows.filter(({ collector }) => String(collector) === collectorOf(link)).map(({ answers }) => answers);
    },
    withdraw: async (codes) => {
      await client.call(routes.withdrawResponse, { body: codes });
    },
    stop: () => server.close(),
    start: async () => {
      server = await startServer({ dataFolder, port: Number(new URL(url).port), host: "127.0.0.1" });
    },
    close: async () => {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
