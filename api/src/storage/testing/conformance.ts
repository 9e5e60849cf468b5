import { brandAs, type QuestionnaireName } from "@diaoyan/instruments";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createTestClock } from "../../../test/fixed-clock.ts";
import {
  makeCollector,
  makeResponse,
  sampleCollector,
  sampleDocument,
  sampleId,
  sampleNote,
  samplePaper,
  sampleStudy,
  sampleVersion,
} from "../../../test/sample-rows.ts";
import { hashAuditEntry } from "../../chain/audit-chain.ts";
import type { Collector } from "../../ports/questionnaire-store.ts";
import { countOf } from "../../use-cases/collector-count.ts";
import type { SqlGateway } from "../gateway.ts";
import { openStores } from "../stores/open-stores.ts";
import { areas } from "./areas.ts";
import { addTranscript, conflictOf, makeCoding } from "./sample-codings.ts";
import { describeTamperedRows } from "./tampered-rows-conformance.ts";

type Stores = ReturnType<typeof openStores>;

const at = "2026-11-24T02:00:00.000Z";

/** What every adapter must hold; `open` gives an empty, migrated database each time. */
export function describeStorage(name: string, open: () => Promise<SqlGateway>): void {
  describe(`storage on ${name}`, () => {
    let gateway: SqlGateway;
    let stores: Stores;

    beforeEach(async () => {
      await gateway?.close();
      gateway = await open();
      stores = openStores(gateway, createTestClock());
      const { studies, questionnaires, collectors, journal } = stores;
      await journal.commit(sampleStudy, sampleNote, [
        studies.put(sampleDocument, at),
        questionnaires.addVersion(sampleVersion),
        collectors.add(makeCollector({ quota: 150 }), at),
      ]);
    });
    afterAll(() => gateway.close());

    const add = (...numbers: number[]) =>
      stores.journal.commitUnlogged([stores.responses.add(numbers.map((number) => makeResponse(number)))]);

    for (const describeArea of areas) describeArea(() => stores);
    describeTamperedRows(
      () => stores,
      () => gateway,
    );

    it("looks up 101 ids and more", async () => {
      await add(...Array.from({ length: 130 }, (_, index) => index));
      const ids = Array.from({ length: 120 }, (_, index) => sampleId(index));
      const found = await stores.responses.findMany(sampleStudy, ids);
      expect(found.map(({ id }) => id)).toEqual(ids);
    });

    it("keeps the revision of a draft, and removes a draft only while nothing of it is published", async () => {
      const { journal, questionnaires } = stores;
      const { definition } = sampleVersion;
      const fresh = { ...definition, name: brandAs<QuestionnaireName>("fresh") };
      const edit = { kind: "questionnaire" as const, id: "fresh", revision: 1, contentHash: "h" };
      const create = () =>
        journal.commit(sampleStudy, sampleNote, [
          journal.claim(sampleStudy, edit),
          questionnaires.putDraft(sampleStudy, fresh, at),
          questionnaires.putDraft(sampleStudy, definition, at, 7),
        ]);
      const remove = (name: string) =>
        journal.commit(sampleStudy, sampleNote, [questionnaires.removeDraft(sampleStudy, name)]);
      await create();
      expect((await questionnaires.findRevision(sampleStudy, definition.name))?.revision).toBe(7);
      await remove(definition.name);
      await remove("fresh");
      expect(await questionnaires.findRevision(sampleStudy, definition.name)).toMatchObject({ revision: 7 });
      expect(await questionnaires.findRevision(sampleStudy, "fresh")).toBeUndefined();
      await create();
      expect(await questionnaires.findRevision(sampleStudy, "fresh")).toEqual({ document: fresh, revision: 1 });
    });

    it("leaves nothing of a write whose second query fails", async () => {
      await add(1);
      const { journal, responses, questionnaires } = stores;
      const conflict = await conflictOf(
        journal.commit(sampleStudy, sampleNote, [
          questionnaires.closeVersion(sampleStudy, sampleVersion.hash),
          responses.add([makeResponse(2), makeResponse(1)]),
        ]),
      );
      expect([conflict.kind, conflict.table]).toEqual(["unique", "responses"]);
      expect(await responses.find(sampleStudy, sampleId(2))).toBeUndefined();
      expect((await questionnaires.findVersion(sampleStudy, sampleVersion.hash))?.status).toBe("published");
      expect(await journal.list(sampleStudy, undefined, 10)).toHaveLength(1);
    });

    it("lets a failing write harm no write that waits beside it", async () => {
      await add(1);
      const outcomes = await Promise.allSettled([add(2), add(1), add(3)]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      const kept = await stores.responses.list(sampleStudy, { limit: 10 });
      expect(kept.map(({ id }) => id)).toEqual([1, 2, 3].map(sampleId));
    });

    it("gives texts back to the last code point", async () => {
      const text = "汉字 𠮷野家 😀 \u0000 ‘引号’ \\ % _ é e\u0301";
      await stores.journal.commitUnlogged([stores.responses.add([makeResponse(1, { answers: { q: text } })])]);
      expect((await stores.responses.find(sampleStudy, sampleId(1)))?.answers).toEqual({ q: text });
    });

    it("counts responses by combination of modules, up and down, many at once", async () => {
      const { collectors, journal } = stores;
      await journal.commit(sampleStudy, sampleNote, [collectors.add(makeCollector({ id: "other", split: true }), at)]);
      const count = (modules: readonly string[], by: 1 | -1 = 1) =>
        journal.commitUnlogged([collectors.countAssignment("other", modules, by)]);
      await Promise.all(Array.from({ length: 12 }, (_, index) => count(index % 3 === 0 ? ["a", "b"] : ["a", "c"])));
      await count(["a", "c"], -1);
      expect(await collectors.countAssignments("other")).toEqual(
        new Map([
          ["a,b", 4],
          ["a,c", 7],
        ]),
      );
      expect(await collectors.countAssignments(sampleCollector)).toEqual(new Map());
      expect((await collectors.find("other"))?.split).toBe(true);
    });

    it("keeps visits above starts and starts above what was received, whatever report got lost", async () => {
      const move = (moves: Parameters<typeof countOf>[1]) =>
        stores.journal.commitUnlogged([stores.responses.count([countOf(sampleCollector, moves)])]);
      const counts = async () => {
        const { visits, starts, received, uncounted } = (await stores.collectors.find(sampleCollector)) as Collector;
        return { visits, starts, received, uncounted };
      };
      await move({ visits: 5, starts: 2 });
      expect(await counts()).toEqual({ visits: 5, starts: 2, received: 0, uncounted: 0 });
      await move({ received: 3 });
      expect(await counts()).toEqual({ visits: 5, starts: 3, received: 3, uncounted: 0 });
      await move({ starts: 6 });
      expect(await counts()).toEqual({ visits: 9, starts: 9, received: 3, uncounted: 0 });
      await move({ received: 50, uncounted: 50 });
      expect(await counts()).toEqual({ visits: 9, starts: 9, received: 53, uncounted: 50 });
    });

    it("keeps one verdict a response, the newest, and takes it away with the answers", async () => {
      await add(1, 2);
      const review = (verdict: "valid" | "callback") =>
        stores.journal.commit(sampleStudy, sampleNote, [
          stores.responses.putReview({
            study: sampleStudy,
            response: sampleId(1),
            verdict,
            reason: "电话核实",
            reviewer: "u1",
            at,
          }),
        ]);
      await review("callback");
      await review("valid");
      expect(await stores.responses.listReviews(sampleStudy, "sample")).toEqual([
        { study: sampleStudy, response: sampleId(1), verdict: "valid", reason: "电话核实", reviewer: "u1", at },
      ]);
      expect(await stores.responses.findReview("other-study", sampleId(1))).toBeUndefined();
      await stores.journal.commitUnlogged([stores.responses.withdraw(sampleStudy, sampleId(1))]);
      expect(await stores.responses.findReview(sampleStudy, sampleId(1))).toBeUndefined();
      expect(await stores.responses.countByCollector(sampleStudy)).toEqual([
        { collector: sampleCollector, status: "complete", count: 1 },
        { collector: sampleCollector, status: "withdrawn", count: 1 },
      ]);
    });

    it("pages responses in one total order without gaps or repeats", async () => {
      await add(5, 3, 9, 1, 7, 2, 8);
      const seen: string[] = [];
      for (;;) {
        const after = seen.at(-1);
        const page = await stores.responses.list(sampleStudy, { limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...page.map(({ id }) => id));
        if (page.length < 3) break;
      }
      expect(seen).toEqual([1, 2, 3, 5, 7, 8, 9].map(sampleId));
    });

    it("lists what happened on pages of observed responses alone", async () => {
      const timing = { extent: "none", reason: "noReport", pageClock: null, pages: [], rushed: false } as const;
      const events = [{ event: "form start", page: null, at: 1_000 }] as const;
      const observed = (number: number) =>
        makeResponse(number, { timing: { ...timing, extent: "whole", events } as never });
      const silent = makeResponse(2, { timing: { ...timing, events: [] } as never });
      const { responses, journal } = stores;
      const other = { ...observed(4), questionnaire: "other" };
      await journal.commitUnlogged([responses.add([observed(1), silent, observed(3), other, makeResponse(5)])]);
      const { questionnaire } = makeResponse(1);
      const list = (after?: string) =>
        responses.listEvents(sampleStudy, { questionnaire, limit: 1, ...(after !== undefined && { after }) });
      expect(await list()).toEqual([{ id: sampleId(1), events }]);
      expect(await list(sampleId(1))).toEqual([{ id: sampleId(3), events }]);
      expect(await list(sampleId(3))).toEqual([]);
    });

    it("lets one of two edits of the same revision win", async () => {
      const claim = (contentHash: string) =>
        stores.journal.commit(sampleStudy, sampleNote, [
          stores.journal.claim(sampleStudy, { kind: "session", id: "s1", revision: 1, contentHash }),
        ]);
      const outcomes = await Promise.allSettled([claim("one"), claim("two")]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const conflict = await conflictOf(claim("three"));
      expect(conflict.table).toBe("edits");
    });

    it("chains the audit log, also when many write at once", async () => {
      await Promise.all(Array.from({ length: 20 }, () => stores.journal.commit(sampleStudy, sampleNote, [])));
      const entries = [...(await stores.journal.list(sampleStudy, undefined, 100))].reverse();
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
      for (const [index, { hash, ...entry }] of entries.entries()) {
        expect(entry.previous).toBe(entries[index - 1]?.hash ?? "0".repeat(64));
        expect(hashAuditEntry(sampleStudy, entry)).toBe(hash);
      }
    });

    it("keeps the tombstone of a withdrawn response and nothing of its answers", async () => {
      await add(1);
      const withdraw = () => stores.journal.commitUnlogged([stores.responses.withdraw(sampleStudy, sampleId(1))]);
      await withdraw();
      expect(await conflictOf(withdraw())).toMatchObject({ kind: "unique", table: "responses" });
      const left = await stores.responses.find(sampleStudy, sampleId(1));
      expect(left).toMatchObject({ status: "withdrawn", answers: {}, contentHash: "", commitment: "commitment-1" });
      await stores.journal.commitUnlogged([stores.responses.review(sampleStudy, sampleId(1), "complete")]);
      expect((await stores.responses.find(sampleStudy, sampleId(1)))?.status).toBe("withdrawn");
    });

    it("keeps one recovery key a study", async () => {
      const key = { id: "k1", study: sampleStudy, publicKey: "public", sealed: "sealed" };
      await stores.journal.commit(sampleStudy, sampleNote, [stores.recoveryKeys.add(key, at)]);
      const second = stores.recoveryKeys.add({ ...key, id: "k2" }, at);
      const conflict = await conflictOf(stores.journal.commit(sampleStudy, sampleNote, [second]));
      expect(conflict.table).toBe("recovery_keys");
      expect(await stores.recoveryKeys.find(sampleStudy)).toEqual(key);
    });

    it("uses a one-time link once", async () => {
      const link = { tokenHash: "t", study: sampleStudy, email: "a@b.cn", name: "甲", role: "viewer" as const };
      await stores.journal.commit(sampleStudy, sampleNote, [
        stores.links.add({ ...link, expiresAt: at, usedAt: null }),
      ]);
      const uses = await Promise.all([stores.links.use("t", at), stores.links.use("t", at)]);
      expect(uses.filter(Boolean)).toHaveLength(1);
    });

    it("never finds a thing under a foreign study", async () => {
      await add(1);
      expect(await stores.responses.find("other-study", sampleId(1))).toBeUndefined();
      expect(await stores.responses.findMany("other-study", [sampleId(1)])).toEqual([]);
      expect(await stores.questionnaires.findVersion("other-study", sampleVersion.hash)).toBeUndefined();
    });

    it("stores 250 codings of a transcript and lists them by place", async () => {
      await addTranscript(stores);
      const codings = Array.from({ length: 250 }, (_, index) => makeCoding(249 - index));
      await stores.journal.commit(sampleStudy, sampleNote, [stores.coding.add(sampleStudy, codings)]);
      const listed = await stores.coding.list(sampleStudy, sampleId(1));
      expect(listed.map(({ start }) => start)).toEqual(Array.from({ length: 250 }, (_, index) => index));
      expect([...(await stores.coding.countByCode(sampleStudy))]).toEqual([["c1", 250]]);
      expect((await stores.transcripts.listHeads(sampleStudy))[0]?.codings).toBe(250);
    });

    it("puts a de-identified revision in the place of a transcript once, with its codings", async () => {
      await addTranscript(stores);
      const { coding, deidentify, journal, transcripts } = stores;
      const codings = Array.from({ length: 250 }, (_, index) => makeCoding(index));
      await journal.commit(sampleStudy, sampleNote, [coding.add(sampleStudy, codings)]);
      const transcript = await transcripts.find(sampleStudy, sampleId(1));
      if (transcript === undefined) throw new Error("expected the transcript");
      const made = { transcript: sampleId(1), revision: 2, rulesRevision: 1, alignment: [], decisions: [] };
      const next = { ...transcript, revision: 2, text: "𠮷〔某人〕" };
      const writes = () => [
        deidentify.addRules(sampleStudy, { revision: 1, sealed: "r" }, at),
        deidentify.addOriginal(sampleStudy, sampleId(1), { hash: "h", sealed: "s" }),
        deidentify.addRevision(sampleStudy, made, at),
        transcripts.replace(sampleStudy, next, 5),
        coding.removeAll(
          sampleStudy,
          codings.map(({ id }) => id),
        ),
        coding.add(sampleStudy, [makeCoding(3)]),
      ];
      await journal.commit(sampleStudy, sampleNote, writes());
      expect((await conflictOf(journal.commit(sampleStudy, sampleNote, writes()))).kind).toBe("unique");
      expect(await transcripts.find(sampleStudy, sampleId(1))).toEqual(next);
      expect(await coding.list(sampleStudy)).toHaveLength(1);
      expect(await deidentify.findRules(sampleStudy)).toEqual({ revision: 1, sealed: "r" });
      expect(await deidentify.findOriginal(sampleStudy, sampleId(1))).toEqual({ hash: "h", sealed: "s" });
      expect(await deidentify.findRevision(sampleStudy, sampleId(1), 2)).toEqual(made);
      expect(await deidentify.findOriginal("other-study", sampleId(1))).toBeUndefined();
    });

    it("finds transcripts by folded words, also those from before and those corrected since", async () => {
      await addTranscript(stores);
      const { transcripts, journal } = stores;
      const found = (...words: readonly string[]) => transcripts.findWords(sampleStudy, words);
      expect(await found("文文")).toEqual([sampleId(1)]);
      expect(await transcripts.listUnfolded(sampleStudy)).toEqual([]);
      const known = await transcripts.find(sampleStudy, sampleId(1));
      if (known === undefined) throw new Error("expected the transcript");
      const next = { ...known, revision: 2, text: "職稱評審😀ＳＣＩ" };
      await journal.commit(sampleStudy, sampleNote, [transcripts.replace(sampleStudy, next, 9)]);
      expect(await found("文文")).toEqual([]);
      expect(await found("职称", "sci")).toEqual([sampleId(1)]);
      await journal.commitUnlogged([transcripts.putFolded(sampleStudy, { ...next, revision: 1 })]);
      expect(await transcripts.listUnfolded(sampleStudy)).toEqual([sampleId(1)]);
    });

    it("refuses a coding of a transcript that is not there", async () => {
      const conflict = await conflictOf(
        stores.journal.commit(sampleStudy, sampleNote, [stores.coding.add(sampleStudy, [makeCoding(1)])]),
      );
      expect(conflict.kind).toBe("foreignKey");
    });

    it("keeps paper forms by number, and no saving over another state", async () => {
      const { paper, journal } = stores;
      await journal.commit(sampleStudy, sampleNote, [
        paper.putBatch(samplePaper.batch),
        paper.addForm(samplePaper.form),
        paper.addEntry(samplePaper.entry),
      ]);
      const twice = await conflictOf(journal.commitUnlogged([paper.addForm(samplePaper.form)]));
      expect([twice.kind, twice.table]).toEqual(["unique", "paper_forms"]);
      const saved = { ...samplePaper.entry, typed: { q: "1 😀" } };
      const outcomes = await Promise.allSettled(
        [saved, { ...saved, typed: { q: "2" } }].map((one) => journal.commitUnlogged([paper.saveEntry(one)])),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const over = await conflictOf(journal.commitUnlogged([paper.saveEntry(saved)]));
      expect([over.kind, over.table]).toEqual(["check", "paper_entries_revision"]);
      expect(await paper.listEntries(samplePaper.form)).toMatchObject([{ revision: 2, done: false }]);
      const [head] = await paper.listEntryHeads(sampleStudy);
      expect(Object.keys(head ?? {})).not.toContain("typed");
    });

    it("empties what was typed from paper when its response is withdrawn", async () => {
      const { paper, journal, responses } = stores;
      const other = { ...samplePaper.form, form: "2" };
      const decision = { ...samplePaper.place, box: "q", taken: "other" as const, typed: "3", actor: "甲", at };
      await add(1);
      await journal.commit(sampleStudy, sampleNote, [
        paper.putBatch(samplePaper.batch),
        paper.addForm(samplePaper.form),
        paper.addForm(other),
        paper.addEntry({ ...samplePaper.entry, typed: { q: "1" } }),
        paper.addEntry({ ...samplePaper.entry, form: "2", typed: { q: "2" } }),
        paper.decide(decision),
        paper.decide({ ...decision, typed: "4" }),
        paper.setState({ ...samplePaper.form, state: "accepted", response: sampleId(1) }),
      ]);
      expect(await paper.findByResponse(sampleStudy, sampleId(1))).toMatchObject({ form: "1", state: "accepted" });
      expect(await paper.listDecisions(sampleStudy, "batch", "1")).toMatchObject([{ typed: "4" }]);
      await journal.commitUnlogged([responses.withdraw(sampleStudy, sampleId(1))]);
      expect(await paper.listEntries(samplePaper.form)).toMatchObject([{ typed: {} }]);
      expect(await paper.listEntries(other)).toMatchObject([{ typed: { q: "2" } }]);
      expect(await paper.listDecisions(sampleStudy, "batch")).toMatchObject([{ typed: "" }]);
    });

    it("changes the state of a study with every write", async () => {
      const before = await stores.studies.stateOf(sampleStudy);
      await stores.journal.commit(sampleStudy, sampleNote, [
        stores.responses.add([makeResponse(1)]),
        stores.responses.count([countOf(sampleCollector, { received: 1 })]),
      ]);
      const after = await stores.studies.stateOf(sampleStudy);
      expect(after).not.toBe(before);
      await stores.journal.commit(sampleStudy, sampleNote, []);
      expect(await stores.studies.stateOf(sampleStudy)).not.toBe(after);
    });
  });
}
