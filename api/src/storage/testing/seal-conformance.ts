import { brandAs, type QuestionnaireName } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  makeResponse,
  sampleCollector,
  sampleId,
  sampleNote,
  sampleStudy,
  sampleVersion,
} from "../../../test/sample-rows.ts";
import { StorageConflict, type Write } from "../../ports/journal.ts";
import { checkRows } from "../../use-cases/verify-rows.ts";
import type { openStores } from "../stores/open-stores.ts";

type Stores = ReturnType<typeof openStores>;
const at = "2026-11-24T02:00:00.000Z";

/** Writes of the stores as they come, on few keys, so that they meet. */
function actsOf(stores: Stores): readonly ((key: string, value: number) => Write)[] {
  const { caseTrail, codingTrail, collectors, invitations, keyStore, members, personal, plan, quotas, roster } = stores;
  const { coding, links, questionnaires, responses, sessions } = stores;
  const definition = (name: string) => ({ ...sampleVersion.definition, name: brandAs<QuestionnaireName>(name) });
  const invitation = (key: string) => ({ tokenHash: key, study: sampleStudy, collector: sampleCollector, person: key });
  return [
    (key, value) => roster.putUnits(sampleStudy, [{ code: key, name: `${value}` } as never, { code: "u" } as never]),
    (key) => roster.removeUnit(sampleStudy, key),
    (key, value) => roster.putPeople(sampleStudy, [{ person: key, unit: null, title: `${value}` } as never]),
    (key) => roster.removePerson(sampleStudy, key),
    (_, value) => roster.putRevision(sampleStudy, value),
    (key, value) =>
      personal.putAll(
        sampleStudy,
        new Map([
          [key, `${value}`],
          ["p", "sealed"],
        ]),
        at,
      ),
    (key) => personal.remove(sampleStudy, key),
    (key, value) =>
      keyStore.add([{ id: `${key}${value}`, study: sampleStudy, purpose: "person", subject: key, wrapped: "w" }], at),
    (key) => keyStore.destroy(sampleStudy, key, at),
    () => keyStore.destroyPersonal(sampleStudy, at),
    (key, value) => keyStore.rewrap(`${key}${value}`, `w${value}`),
    (key, value) => plan.put(sampleStudy, { id: key, revision: value } as never),
    (key) => plan.remove(sampleStudy, key),
    (key, value) =>
      codingTrail.putMemo(sampleStudy, {
        kind: "code",
        subject: key,
        revision: value,
        text: "\ud800 半",
        author: "u",
        at,
      }),
    (key, value) =>
      caseTrail.add(sampleStudy, {
        case: key,
        revision: value,
        kind: "edit",
        actor: "u",
        at,
        note: "n",
        sentences: [],
      } as never),
    (key) => caseTrail.forgetWords(sampleStudy, key),
    (_, value) => collectors.setQuota(sampleStudy, sampleCollector, value + 200),
    () => collectors.close(sampleStudy, sampleCollector, at),
    (key) => invitations.add([{ ...invitation(key), unit: null, used: false, response: null } as never]),
    (key, value) => invitations.renew(invitation(key) as never, `${key}${value}`),
    (key, value) => invitations.remove(invitation(value % 2 === 0 ? key : `${key}${value}`) as never),
    (key, value) =>
      links.add({
        tokenHash: `${key}${value}`,
        study: value % 2 === 0 ? sampleStudy : null,
        email: key,
        name: null,
        role: null,
        expiresAt: at,
        usedAt: null,
      }),
    (key) => links.dropOpen(sampleStudy, key),
    (key, value) => questionnaires.putDraft(sampleStudy, definition(key), at, value),
    (key) => questionnaires.removeDraft(sampleStudy, key),
    (key, value) => sessions.put(sampleStudy, { id: key, revision: value } as never, `u${value}`),
    (key, value) => sessions.addColleague(sampleStudy, { session: key, user: `u${value}` }, { by: "u", at }),
    (key) => sessions.remove(sampleStudy, key),
    (_, value) => quotas.remove(sampleStudy, "sample", value),
    (_, value) => coding.putCodebook(sampleStudy, { version: `${value}`, codes: [] } as never, value),
    (key, value) =>
      responses.putReview({
        response: key,
        study: sampleStudy,
        verdict: "valid",
        reason: `${value}`,
        reviewer: "u",
        at,
      } as never),
    () => members.demandSecondFactor(sampleStudy, true),
  ];
}

/** Seals are what stands, whatever was written, refused or withdrawn. */
export function describeSeals(stores: () => Stores): void {
  describe("seals", () => {
    const findings = async () => {
      const audit = [...(await stores().journal.list(sampleStudy, undefined, 10_000))].reverse();
      return checkRows(stores(), sampleStudy, audit);
    };

    it("are those of the rows that stand, whatever the stores wrote in one write or after another", async () => {
      const acts = actsOf(stores());
      const one = fc.tuple(fc.nat(acts.length - 1), fc.constantFrom("k", "键", 'a"/b'), fc.integer({ min: 1, max: 3 }));
      const commits = fc.array(fc.array(one, { minLength: 1, maxLength: 4 }), { minLength: 20, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(commits, async (all) => {
          for (const list of all) {
            const writes = list.map(([act, key, value]) => (acts[act] as (typeof acts)[number])(key, value));
            await stores()
              .journal.commit(sampleStudy, sampleNote, writes)
              .catch((error: unknown) => {
                if (!(error instanceof StorageConflict)) throw error;
              });
          }
          expect(await findings()).toEqual([]);
        }),
        { numRuns: 6, seed: 32 },
      );
    }, 20_000);

    it("let go of what was said of a response that is withdrawn, and keep no salt of what is gone", async () => {
      const { journal, responses, roster, seals } = stores();
      await journal.commitUnlogged([responses.add([makeResponse(1)])]);
      const review = {
        response: sampleId(1),
        study: sampleStudy,
        verdict: "invalid",
        reason: "太快",
        reviewer: "u",
        at,
      };
      await journal.commit(sampleStudy, sampleNote, [responses.putReview(review as never)]);
      await journal.commit(sampleStudy, sampleNote, [
        roster.putPeople(sampleStudy, [{ person: "p", unit: null } as never]),
      ]);
      await journal.commit(sampleStudy, sampleNote, [roster.removePerson(sampleStudy, "p")]);
      await journal.commitUnlogged([responses.withdraw(sampleStudy, sampleId(1))]);
      const kept = await seals.list(sampleStudy);
      const gone = kept.filter(({ table }) => table === "response_reviews" || table === "roster_people");
      expect(gone.map(({ salt, hash }) => [salt, hash !== null])).toEqual([
        [null, true],
        [null, true],
        [null, false],
      ]);
      expect(await findings()).toEqual([]);
    });

    it("are not gone around: a change of sealed rows without an entry is refused", async () => {
      const { journal, plan } = stores();
      await expect(journal.commitUnlogged([plan.remove(sampleStudy, "a")])).rejects.toThrow(
        /plan_items without an entry/,
      );
    });
  });
}
