import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readCsvRecords } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { type AssignedModules, type Receipt, routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import { runCli } from "../cli/run-cli.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { openLink, smallDefinition, smallQuestionnaire, smallStudy } from "../study.ts";

type JsonObject = Record<string, string | number | string[]>;

const moduleIds = ["a", "b", "c", "d"] as const;
const question = (name: string) => ({ type: "rating", name, title: `题${name}`, rateMax: 5, isRequired: true });

/** The small questionnaire with four modules of one question each; two are drawn, and `extra_a` is a core item. */
const splitDefinition = {
  ...smallDefinition,
  survey: {
    pages: [
      ...smallDefinition.survey.pages,
      ...moduleIds.map((id) => ({
        name: `module_${id}`,
        elements: [question(`in_${id}`), ...(id === "a" ? [question("extra_a")] : [])],
      })),
    ],
  },
  split: {
    draw: 2,
    minutes: 1,
    title: { zh: "小问卷（分模块，模拟数据）" },
    modules: moduleIds.map((id) => ({ id, label: { zh: `模块${id}` }, pages: [`module_${id}`] })),
    core: ["extra_a"],
  },
};

const { server, lead, version: whole } = await openStudyServer();
let version: string;
beforeAll(async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  await lead.client.call(routes.saveQuestionnaireDraft, { params, body: splitDefinition as never });
  ({
    version: { hash: version },
  } = await lead.client.call(routes.publishQuestionnaire, { params, body: {} }));
});

const openSplit = (more: Parameters<typeof openLink>[2] = {}) =>
  openLink(lead.client, version, { split: true, ...more });
const readPage = (collector: string) =>
  anonymous(server).client.call(routes.getCollectorPage, { params: { collector } });
const assignmentOf = async (collector: string): Promise<AssignedModules> => {
  const { assignment } = await readPage(collector);
  if (assignment === null) throw new Error("the page was given no modules");
  return assignment;
};

/** What the page of a respondent with these modules sends. */
const answersWith = (modules: readonly string[]): JsonObject => ({
  satisfied: 1,
  extra_a: 3,
  MODULES: [...modules],
  ...Object.fromEntries(modules.map((id) => [`in_${id}`, 4])),
});

interface Sent {
  readonly answers: JsonObject;
  readonly signature?: string | undefined;
  readonly id?: string;
  readonly invitation?: string;
}

function submit(collector: string, { answers, signature, id = newUuid(7), invitation }: Sent, of = version) {
  const body = {
    id,
    version: of,
    answers,
    noticeVersion: "1",
    consent: true as const,
    seconds: 60,
    ...(signature === undefined ? {} : { modulesSignature: signature }),
    ...(invitation === undefined ? {} : { invitation }),
  };
  return anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
}

const others = (modules: readonly string[]) => moduleIds.filter((id) => !modules.includes(id)).slice(0, 2);

describe("a collector of a split questionnaire", () => {
  it("tells its own title and minutes, and assigns as many modules as are drawn", async () => {
    const page = await readPage(await openSplit());
    expect(page.questionnaire).toMatchObject({ title: { zh: "小问卷（分模块，模拟数据）" }, minutes: 1 });
    expect(page.split).toBe(true);
    expect(page.assignment?.modules).toHaveLength(2);
    expect((await readPage(await openLink(lead.client, version))).assignment).toBeNull();
  });

  it("takes what was assigned, keeps it with the answers and repeats its receipt", async () => {
    const collector = await openSplit();
    const { modules, signature } = await assignmentOf(collector);
    const id = newUuid(7);
    const sent = { id, answers: answersWith(modules), signature };
    const receipt = await submit(collector, sent);
    expect(await submit(collector, sent)).toEqual(receipt);
    const { response } = await lead.client.call(routes.getResponse, { params: { study: smallStudy, id } });
    expect(response).toMatchObject({ answers: { MODULES: modules } });
  });

  it("refuses modules that were chosen, whatever the signature", async () => {
    const collector = await openSplit();
    const { modules, signature } = await assignmentOf(collector);
    const chosen = others(modules);
    for (const forged of [signature, "0".repeat(32), signature.replace(/^./, (first) => (first === "0" ? "1" : "0"))]) {
      const refusal = await problemOf(submit(collector, { answers: answersWith(chosen), signature: forged }));
      expect(refusal).toMatchObject({ code: "modules.forged", status: 403 });
      expect(refusal.detail).toContain("answers.MODULES");
      expect(refusal.remedy).toContain("load the page again");
    }
    expect((await problemOf(submit(collector, { answers: answersWith([...modules].reverse()), signature }))).code).toBe(
      "modules.forged",
    );
  });

  it("refuses another collector's assignment, and none at all", async () => {
    const [collector, foreign] = [await openSplit(), await openSplit()];
    const { modules, signature } = await assignmentOf(foreign);
    const answers = answersWith(modules);
    expect((await problemOf(submit(collector, { answers, signature }))).code).toBe("modules.forged");
    expect(await problemOf(submit(collector, { answers }))).toMatchObject({
      code: "modules.missing",
      detail: expect.stringContaining("modulesSignature") as string,
    });
    const { MODULES: _, ...everything } = answersWith(moduleIds);
    expect((await problemOf(submit(collector, { answers: everything, signature }))).code).toBe("modules.missing");
  });

  it("refuses answers to modules that were not assigned", async () => {
    const collector = await openSplit();
    const { modules, signature } = await assignmentOf(collector);
    const [stray = ""] = others(modules);
    const answers = { ...answersWith(modules), [`in_${stray}`]: 2 };
    const refusal = await problemOf(submit(collector, { answers, signature }));
    expect(refusal.errors).toEqual([expect.objectContaining({ code: "hidden-answer", place: `in_${stray}` })]);
  });

  it("lets nobody skip questions of a collector that asks everything by naming modules", async () => {
    const collector = await openLink(lead.client, version);
    const { modules, signature } = await assignmentOf(await openSplit());
    const refusal = await problemOf(submit(collector, { answers: answersWith(modules), signature }));
    expect(refusal.code).toBe("modules.notSplit");
    const { MODULES: _, ...everything } = answersWith(moduleIds);
    await submit(collector, { answers: everything });
  });

  it("is refused for a version without modules", async () => {
    const opened = openLink(lead.client, whole, { split: true });
    expect(await problemOf(opened)).toMatchObject({ code: "collector.notSplit", status: 400 });
  });

  it("gives the same signature to everybody with the same modules, so that it names nobody", async () => {
    const collector = await openSplit({ mode: "anonymous" });
    const given = await Promise.all(Array.from({ length: 40 }, () => assignmentOf(collector)));
    const signatures = new Map<string, Set<string>>();
    for (const { modules, signature } of given) {
      signatures.set(String(modules), (signatures.get(String(modules)) ?? new Set()).add(signature));
    }
    expect([...signatures.values()].map(({ size }) => size)).toEqual([...signatures].map(() => 1));
    const [first] = given;
    if (first === undefined) throw new Error("nothing was given");
    await submit(collector, { id: newUuid(4), answers: answersWith(first.modules), signature: first.signature });
  });

  it("balances the combinations among the responses it has, and again after withdrawals", async () => {
    const collector = await openSplit();
    const receipts: (Receipt & { readonly modules: string })[] = [];
    for (let at = 0; at < 60; at += 1) {
      const { modules, signature } = await assignmentOf(collector);
      receipts.push({
        modules: String(modules),
        ...(await submit(collector, { answers: answersWith(modules), signature })),
      });
    }
    const counts = () => {
      const byCombination = new Map<string, number>();
      for (const { modules } of receipts) byCombination.set(modules, (byCombination.get(modules) ?? 0) + 1);
      return [...byCombination.values()].sort((a, b) => a - b);
    };
    // six combinations, ten responses each on average
    expect(counts()).toHaveLength(6);
    expect(Math.min(...counts())).toBeGreaterThanOrEqual(8);
    expect(Math.max(...counts())).toBeLessThanOrEqual(12);
    const gone = String(receipts[0]?.modules);
    for (const { receipt, withdrawalCode, modules } of receipts) {
      if (modules !== gone) continue;
      await anonymous(server).client.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    }
    const next = [];
    for (let at = 0; at < 100; at += 1) next.push(String((await assignmentOf(collector)).modules));
    // of three draws out of six at least one is the one that is gone in 42 of 100; by chance alone it were 17
    expect(next.filter((modules) => modules === gone).length).toBeGreaterThan(25);
  });
});

describe("an invitation to a split questionnaire", () => {
  async function invite(collector: string, count: number) {
    const people = Array.from({ length: count }, (_, at) => ({ name: `人${at}`, contact: `p${at}@example.cn` }));
    const params = { study: smallStudy, collector };
    const { invited } = await lead.client.call(routes.invitePeople, { params, body: { people } });
    return invited.map(({ link }) => link.split("#")[1] ?? "");
  }
  const enter = (collector: string, token: string) =>
    anonymous(server).client.call(routes.openInvitation, { params: { collector }, body: { token } });

  it("has the same modules on every device, and takes nobody else's", async () => {
    const collector = await openSplit({ mode: "pseudonymous", invitedOnly: true });
    expect((await readPage(collector)).assignment).toBeNull();
    const tokens = await invite(collector, 8);
    const entered = await Promise.all(tokens.map((token) => enter(collector, token)));
    const again = await Promise.all(tokens.map((token) => enter(collector, token)));
    expect(again).toEqual(entered);
    const [own] = entered;
    const other = entered.find(({ assignment }) => String(assignment?.modules) !== String(own?.assignment?.modules));
    const [token = ""] = tokens;
    if (!own?.assignment || !other?.assignment) throw new Error("the people have the same modules");
    const sent = { id: own.response, invitation: token };
    const taken = submit(collector, {
      ...sent,
      answers: answersWith(other.assignment.modules),
      signature: other.assignment.signature,
    });
    expect((await problemOf(taken)).code).toBe("modules.forged");
    await submit(collector, {
      ...sent,
      answers: answersWith(own.assignment.modules),
      signature: own.assignment.signature,
    });
  });

  it("deals the combinations evenly among those invited together", async () => {
    const collector = await openSplit({ mode: "pseudonymous", invitedOnly: true });
    const tokens = await invite(collector, 30);
    const counts = new Map<string, number>();
    for (const token of tokens) {
      const modules = String((await enter(collector, token)).assignment?.modules);
      counts.set(modules, (counts.get(modules) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    expect([...counts.values()].every((count) => count >= 4 && count <= 6)).toBe(true);
  });
});

it("an export says who was not assigned a question, and leaves no failure nobody foresaw", async () => {
  const collector = await openSplit();
  const { modules, signature } = await assignmentOf(collector);
  await submit(collector, { answers: answersWith(modules), signature });
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const response = await lead.client.call(routes.exportCsv, { params });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const [data = [], codebook = []] = ["data.csv", "codebook.csv"].map((name) =>
    readCsvRecords(strFromU8(files[name] ?? new Uint8Array())),
  );
  for (const id of moduleIds) {
    const asked = data.filter((row) => row[`MODULES_${id}`] === "1");
    const line = codebook.find((row) => row["变量名"] === `in_${id}`);
    expect(line).toMatchObject({ 模块: id, 有效n: String(asked.length), 缺失n: "0" });
    expect(line?.["未分配n"]).toBe(String(data.length - asked.length));
  }
  expect(codebook.find((row) => row["变量名"] === "extra_a")).toMatchObject({ 模块: "", 未分配n: "0" });
  const file = join(server.dataFolder, "data.csv");
  await writeFile(file, files["data.csv"] ?? new Uint8Array());
  const at = ["--study", smallStudy, "--questionnaire", smallQuestionnaire, "--data-folder", server.dataFolder];
  const imported = await runCli("import", "responses", file, ...at, "--json");
  expect(imported).toMatchObject({ status: 0, out: expect.stringContaining(`"added": ${data.length}`) as string });
  const { responses } = await lead.client.call(routes.listResponses, {
    params: { study: smallStudy },
    query: { limit: 500 },
  });
  expect(responses.filter(({ status }) => status === "complete")).toHaveLength(2 * data.length);
  expect(server.failures).toEqual([]);
});
