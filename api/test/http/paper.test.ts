import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { isEnteredTwice } from "../../src/use-cases/paper-place.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session } from "../people.ts";
import { codeOf, problemOf } from "../problem-of.ts";
import { smallQuestionnaire, smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });

async function openBatch(who: Session, more: { readonly share?: number; readonly sameClerk?: boolean } = {}) {
  const body = {
    questionnaire: smallQuestionnaire,
    label: "第一批",
    source: "座谈会现场",
    expected: 20,
    unit: "u-1",
    share: 1,
    sameClerk: false,
    ...more,
  };
  return (await who.client.call(routes.openPaperBatch, { params: { study: smallStudy }, body })).batch.id;
}

const open = (who: Session, batch: string, form: string, takeOver = false) =>
  who.client.call(routes.openPaperEntry, { params: { study: smallStudy, batch, form }, body: { takeOver } });

interface Typing {
  readonly pass: number;
  readonly revision: number;
  readonly typed: Record<string, string>;
  readonly done?: boolean;
}

const save = (who: Session, [batch, form]: readonly [string, string], { pass, done = false, ...body }: Typing) =>
  who.client.call(routes.savePaperEntry, {
    params: { study: smallStudy, batch, form, pass },
    body: { ...body, done },
  });

/** One clerk's whole entry of a form. */
async function enter(who: Session, batch: string, form: string, typed: Record<string, string>) {
  const { pass, revision } = await open(who, batch, form);
  return save(who, [batch, form], { pass, revision, typed, done: true });
}

const compare = (who: Session, batch: string, form: string) =>
  who.client.call(routes.comparePaperForm, { params: { study: smallStudy, batch, form } });

const decide = (
  who: Session,
  [batch, form]: readonly [string, string],
  decisions: { box: string; taken: "first" | "second" | "other"; typed?: string }[],
) => who.client.call(routes.decidePaperForm, { params: { study: smallStudy, batch, form }, body: { decisions } });

const batchOf = (batch: string) => lead.client.call(routes.getPaperBatch, { params: { study: smallStudy, batch } });

const responseOf = async (id: string | null) => {
  const { response } = await lead.client.call(routes.getResponse, { params: { study: smallStudy, id: id ?? "" } });
  return response as Record<string, unknown>;
};

describe("double entry", () => {
  it("accepts a form once two people typed the same, with batch, number and unit", async () => {
    const batch = await openBatch(researcher);
    expect(await enter(interviewer, batch, "a-１", { satisfied: "2", reason: "太 忙", pressure: "５" })).toMatchObject({
      state: "second",
    });
    expect(await enter(researcher, batch, "A-1", { pressure: "5", satisfied: "2", reason: "太  忙 " })).toMatchObject({
      state: "accepted",
    });
    const { forms, batch: summary, byClerk } = await batchOf(batch);
    expect(summary).toMatchObject({ entered: 1, accepted: 1, expected: 20, agreement: { compared: 3, agreed: 3 } });
    expect(byClerk.map(({ forms: count, overruled }) => [count, overruled])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(await responseOf(forms[0]?.response ?? null)).toMatchObject({
      answers: { satisfied: 2, reason: "太 忙", pressure: 5 },
      unit: "u-1",
      status: "complete",
      paper: { label: "第一批", form: "A-1" },
    });
    expect(await codeOf(open(lead, batch, "A-1"))).toBe("paper.entered");
  });

  it("hides the first entry from the second clerk and from everybody until both are done", async () => {
    const batch = await openBatch(researcher);
    await enter(interviewer, batch, "1", { satisfied: "1", pressure: "3" });
    expect(await open(researcher, batch, "1")).toMatchObject({ pass: 2, typed: {} });
    expect(await codeOf(compare(lead, batch, "1"))).toBe("paper.notReady");
    expect(await codeOf(compare(interviewer, batch, "1"))).toBe("access.role");
    expect(JSON.stringify((await batchOf(batch)).forms)).not.toMatch(/typed|pressure/);
  });

  it("lets a third decision settle what differs, and says who decided", async () => {
    const batch = await openBatch(researcher);
    await enter(interviewer, batch, "7", { satisfied: "1", pressure: "3" });
    const second = await enter(researcher, batch, "7", { satisfied: "2", reason: "难", pressure: "4" });
    expect(second.state).toBe("differs");
    const { differences } = await compare(lead, batch, "7");
    expect(differences.map(({ key, first, second: other }) => [key, first, other])).toEqual([
      ["satisfied", "1", "2"],
      ["reason", "", "难"],
      ["pressure", "3", "4"],
    ]);
    expect(await codeOf(decide(interviewer, [batch, "7"], []))).toBe("access.role");
    expect(await codeOf(decide(lead, [batch, "7"], [{ box: "pressure", taken: "other", typed: "9" }]))).toBe(
      "paper.invalid",
    );
    expect(await decide(lead, [batch, "7"], [{ box: "satisfied", taken: "first" }])).toMatchObject({
      state: "differs",
    });
    const after = await compare(lead, batch, "7");
    expect(after.differences.map(({ open: isOpen }) => isOpen)).toEqual([false, false, true]);
    expect(after.differences[0]?.decision).toMatchObject({ taken: "first", by: "运维" });
    expect(await decide(lead, [batch, "7"], [{ box: "pressure", taken: "other", typed: "5" }])).toMatchObject({
      state: "accepted",
    });
    const { forms, byClerk, byKind } = await batchOf(batch);
    expect(await responseOf(forms[0]?.response ?? null)).toMatchObject({ answers: { satisfied: 1, pressure: 5 } });
    expect(byKind).toEqual([
      { kind: "code", compared: 2, agreed: 0 },
      { kind: "text", compared: 1, agreed: 0 },
    ]);
    expect(byClerk.map(({ overruled }) => overruled).sort()).toEqual([1, 2]);
    expect(await codeOf(decide(lead, [batch, "7"], []))).toBe("paper.entered");
    const { entries } = await lead.client.call(routes.listAudit, { params: { study: smallStudy }, query: {} });
    const decided = entries.filter(({ action }) => action === "paper.decide");
    expect(decided.map(({ subject }) => subject)).toContain(`${batch}/7: pressure`);
  });

  it("lets one of two who decide in the same moment, and keeps the decisions of the response that came of it", async () => {
    const batch = await openBatch(researcher);
    await enter(interviewer, batch, "77", { satisfied: "1", pressure: "3" });
    await enter(researcher, batch, "77", { satisfied: "1", pressure: "4" });
    const ways = [
      [researcher, "first"],
      [lead, "second"],
    ] as const;
    const both = await Promise.allSettled(
      ways.map(([who, taken]) => decide(who, [batch, "77"], [{ box: "pressure", taken }])),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { form, differences } = await compare(lead, batch, "77");
    const { answers } = await responseOf(form.response);
    expect(answers).toMatchObject({ pressure: Number(differences[0]?.decision?.typed) });
    expect(form.state).toBe("accepted");
  });

  it("wants two people unless the lead allows one, and then says so", async () => {
    const batch = await openBatch(researcher);
    await enter(researcher, batch, "2", { satisfied: "1" });
    expect(await codeOf(open(researcher, batch, "2"))).toBe("paper.samePerson");
    expect(await codeOf(openBatch(researcher, { sameClerk: true }))).toBe("access.role");
    await lead.client.call(routes.changePaperBatch, {
      params: { study: smallStudy, batch },
      body: { sameClerk: true },
    });
    expect(await open(researcher, batch, "2")).toMatchObject({ pass: 2, samePerson: true });
  });

  it("accepts what the paper does not say with its mark, and nothing else that is missing", async () => {
    const batch = await openBatch(researcher);
    const { revision } = await open(interviewer, batch, "3");
    const refusal = await problemOf(
      save(interviewer, [batch, "3"], { pass: 1, revision, typed: { pressure: "9" }, done: true }),
    );
    expect([refusal.code, refusal.errors?.map(({ place, code }) => `${place} ${code}`)]).toEqual([
      "paper.unfinished",
      ["pressure unknown-code", "satisfied required"],
    ]);
    const typed = { satisfied: "*", pressure: "?" };
    await save(interviewer, [batch, "3"], { pass: 1, revision, typed, done: true });
    expect(await enter(researcher, batch, "3", typed)).toMatchObject({ state: "accepted" });
    const { forms } = await batchOf(batch);
    expect(await responseOf(forms[0]?.response ?? null)).toMatchObject({ answers: {} });
  });
});

describe("two clerks", () => {
  it("are told of each other, and only one of two windows goes on", async () => {
    const batch = await openBatch(researcher);
    const { revision } = await open(interviewer, batch, "5");
    const taken = await problemOf(open(researcher, batch, "5"));
    expect([taken.code, taken.errors?.[0]?.place]).toEqual(["paper.taken", "赵访谈"]);
    await save(interviewer, [batch, "5"], { pass: 1, revision, typed: { satisfied: "1" } });
    // the same saving again: a lost answer
    await save(interviewer, [batch, "5"], { pass: 1, revision, typed: { satisfied: "1" } });
    expect(await codeOf(save(interviewer, [batch, "5"], { pass: 1, revision, typed: { satisfied: "2" } }))).toBe(
      "edit.conflict",
    );
    expect(await open(researcher, batch, "5", true)).toMatchObject({ typed: { satisfied: "1" }, revision: 3 });
    expect(await codeOf(save(interviewer, [batch, "5"], { pass: 1, revision: 2, typed: {} }))).toBe("paper.taken");
  });

  it("who begin, keep or finish in the same moment leave one entry and one response", async () => {
    const batch = await openBatch(researcher);
    const begun = await Promise.allSettled([open(interviewer, batch, "8"), open(researcher, batch, "8")]);
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [first, other] = begun[0]?.status === "fulfilled" ? [interviewer, researcher] : [researcher, interviewer];
    const kept = await Promise.allSettled(
      ["1", "2"].map((satisfied) => save(first, [batch, "8"], { pass: 1, revision: 1, typed: { satisfied } })),
    );
    expect(kept.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { typed, revision } = await open(first, batch, "8");
    await save(first, [batch, "8"], { pass: 1, revision, typed, done: true });
    const second = await open(other, batch, "8");
    await Promise.all(
      [1, 2].map(() =>
        save(other, [batch, "8"], { pass: 2, revision: second.revision, typed: { ...typed }, done: true }),
      ),
    );
    const { batch: summary } = await batchOf(batch);
    expect(summary).toMatchObject({ entered: 1, accepted: 1 });
  });

  it("cannot enter one number in two batches", async () => {
    const [one, two] = [await openBatch(researcher), await openBatch(researcher)];
    await open(interviewer, one, "99");
    const refusal = await problemOf(open(interviewer, two, "99"));
    expect([refusal.code, refusal.errors?.[0]?.message]).toEqual(["paper.duplicate", "第一批"]);
  });
});

describe("a batch entered once", () => {
  it("draws forms to be entered twice, and accepts the others at once", async () => {
    const batch = await openBatch(researcher, { share: 0.3 });
    const states: string[] = [];
    for (let number = 1; number <= 30; number += 1) {
      states.push((await enter(interviewer, batch, `s${number}`, { satisfied: "1" })).state);
    }
    const stored = await server.services.ports.paper.findBatch(smallStudy, batch);
    if (stored === undefined) throw new Error("a batch expected");
    const drawn = states.map((_, index) => isEnteredTwice(stored, `S${index + 1}`));
    expect(states).toEqual(drawn.map((twice) => (twice ? "second" : "accepted")));
    expect(JSON.stringify(await batchOf(batch))).not.toContain(stored.rule.seed);
  });

  it("keeps what a stamped form shows, and takes late paper in as late", async () => {
    const batch = await openBatch(researcher, { share: 0.01 });
    await open(interviewer, batch, "u1");
    const original = { stamped: true, position: "人事处副处长", keptAt: "档案柜3-2" };
    await interviewer.client.call(routes.describePaperOriginal, {
      params: { study: smallStudy, batch, form: "u1" },
      body: original,
    });
    const { collectors } = await lead.client.call(routes.listCollectors, { params: { study: smallStudy } });
    const own = collectors.filter(({ label }) => label === "纸质：第一批").at(-1);
    expect(own).toMatchObject({ invitedOnly: true, unit: "u-1" });
    for (const { id, label } of collectors) {
      if (label !== "纸质：第一批") continue;
      await lead.client.call(routes.closeCollector, { params: { study: smallStudy, collector: id } });
    }
    const { state } = await enter(interviewer, batch, "u1", { satisfied: "1" });
    // one in a hundred is drawn
    if (state === "second") await enter(researcher, batch, "u1", { satisfied: "1" });
    const { forms } = await batchOf(batch);
    expect(forms[0]).toMatchObject({ state: "accepted", original });
    expect(await responseOf(forms[0]?.response ?? null)).toMatchObject({ status: "late", paper: { original } });
  });

  it("stands in the exported data set under the number written on it, with its entry in the codebook", async () => {
    const params = { study: smallStudy, questionnaire: smallQuestionnaire };
    const zip = unzipSync(await (await lead.client.call(routes.exportCsv, { params })).bytes());
    const [head = "", ...rows] = strFromU8(zip["data.csv"] ?? new Uint8Array())
      .trim()
      .split("\r\n");
    expect(head.split(",").at(-1)).toBe("paper_form");
    const numbers = rows.map((row) => row.split(",").at(-1));
    // which of S1 … S30 wait for a second entry is drawn
    expect(numbers).toEqual(expect.arrayContaining(["8", expect.stringMatching(/^S\d+$/)]));
    expect(strFromU8(zip["codebook.csv"] ?? new Uint8Array())).toMatch(/paper_form,纸质问卷编号,/);
  });

  it("balances in the account without invitations, which nobody gave out", async () => {
    const { collectors, questionnaires } = await lead.client.call(routes.readAccounts, {
      params: { study: smallStudy },
    });
    const paper = collectors.filter(({ label }) => label.startsWith("纸质："));
    expect(paper.filter(({ invited, broken }) => invited !== null || broken.length > 0)).toEqual([]);
    expect(questionnaires.map(({ broken }) => broken)).toEqual([[]]);
  });

  it("leaves logs that verify", async () => {
    expect(await verifyStudy(server.services.ports, smallStudy)).toEqual([]);
    expect(server.failures).toEqual([]);
  });
});
