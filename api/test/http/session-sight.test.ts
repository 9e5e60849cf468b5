import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { makePlanItem, makeSession, transcriptText } from "../session.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });
let me: string;
const params = { study: smallStudy };
const [theirs, mine, assigned, instead] = Array.from({ length: 4 }, () => crypto.randomUUID());

const save = (who: Session, id = "", changes: Record<string, unknown> = {}) =>
  who.client.call(routes.saveSession, {
    params: { ...params, session: id },
    body: { session: makeSession(id, changes) as unknown as JsonValue },
  });
const open = (who: Session, session = "") => who.client.call(routes.getSession, { params: { ...params, session } });
const idsOf = async (who: Session) =>
  (await who.client.call(routes.listSessions, { params })).sessions.map(({ id }) => id).sort();
const plan = (id: string, changes: Record<string, unknown>) =>
  lead.client.call(routes.savePlanItem, { params: { ...params, item: id }, body: { item: makePlanItem(id, changes) } });

beforeAll(async () => {
  me = (await interviewer.client.call(routes.getMe, {})).user.id;
  const meeting = {
    sequence: 1,
    place: "",
    organiser: "",
    undertaker: "",
    chair: "",
    expected: 0,
    present: 0,
    online: 0,
  };
  const empty = { agenda: "", documents: "", opinions: [], consensus: "", reserved: "", decisions: [], scores: [] };
  await save(lead, theirs, { meeting: { ...meeting, ...empty, panel: null, signedBy: "", signedOn: null } });
  await save(interviewer, mine);
  for (const id of [assigned, instead]) await save(lead, id);
  await plan(assigned ?? "", { assignees: [me] });
  await plan(crypto.randomUUID(), { assignees: [me], heldAs: instead });
  for (const session of [theirs, mine]) {
    await lead.client.call(routes.importTranscript, {
      params: { ...params, transcript: crypto.randomUUID() },
      query: { title: "访谈", format: "txt", session: session ?? "" },
      bytes: new Uint8Array(new TextEncoder().encode(transcriptText)),
    });
  }
});

describe("an interviewer", () => {
  it("sees the sessions they began and those assigned to them, whoever began these", async () => {
    expect(await idsOf(interviewer)).toEqual([mine, assigned, instead].sort());
    for (const id of [mine, assigned, instead]) expect((await open(interviewer, id)).session).toMatchObject({ id });
    const { transcripts } = await interviewer.client.call(routes.listTranscripts, { params });
    expect(transcripts.map(({ session }) => session)).toEqual([mine]);
  });

  it("can neither open nor change nor draw papers from another's, however they came by its id", async () => {
    expect(await codeOf(open(interviewer, theirs))).toBe("session.notYours");
    for (const revision of [0, 1]) {
      expect(await codeOf(save(interviewer, theirs, { title: "改写", revision }))).toBe("session.notYours");
    }
    const place = { params: { ...params, session: theirs ?? "" } };
    for (const route of [routes.getMeetingScores, routes.draftMinutes, routes.draftPanelOpinion]) {
      expect(await codeOf(interviewer.client.call(route, place))).toBe("session.notYours");
    }
    expect((await open(lead, theirs)).session).toMatchObject({ title: "访谈一（模拟数据）", revision: 1 });
  });

  it("keeps what they once worked at when the assignment goes, and loses sight of what they never did", async () => {
    await save(interviewer, assigned, { title: "我记的", revision: 1 });
    const { items } = await lead.client.call(routes.getPlan, { params });
    for (const item of items as unknown as { id: string; revision: number }[]) {
      await lead.client.call(routes.savePlanItem, {
        params: { ...params, item: item.id },
        body: { item: { ...item, assignees: [] } as unknown as JsonValue },
      });
    }
    expect(await idsOf(interviewer)).toEqual([mine, assigned].sort());
    expect(await codeOf(open(interviewer, instead))).toBe("session.notYours");
  });
});

describe("a second interviewer", () => {
  const at = (user: string) => ({ params: { ...params, session: mine ?? "", user } });
  const listed = (who: Session) =>
    who.client.call(routes.listColleagues, { params: { ...params, session: mine ?? "" } });

  it("works at an unplanned session once the first invites them, and no longer when that is taken back unused", async () => {
    const second = await join(server, lead, "outsider", { study: smallStudy, role: "interviewer" });
    const { user } = await second.client.call(routes.getMe, {});
    const invite = (who: Session, guest = user.id) => who.client.call(routes.inviteColleague, at(guest));
    // nobody lets themselves in
    for (const route of [routes.inviteColleague, routes.withdrawColleague]) {
      expect(await codeOf(second.client.call(route, at(user.id)))).toBe("session.notYours");
    }
    expect(await codeOf(listed(second))).toBe("session.notYours");
    expect((await listed(interviewer)).others).toEqual([{ user: user.id, name: user.name }]);
    await invite(interviewer);
    expect(await listed(interviewer)).toEqual({ colleagues: [{ user: user.id, name: user.name }], others: [] });
    expect((await open(second, mine)).session).toMatchObject({ id: mine });
    expect(await codeOf(open(second, theirs))).toBe("session.notYours");
    await interviewer.client.call(routes.withdrawColleague, at(user.id));
    expect(await codeOf(open(second, mine))).toBe("session.notYours");

    await invite(interviewer);
    await invite(interviewer);
    const { revision } = (await open(second, mine)).session as unknown as { revision: number };
    await save(second, mine, { title: "两人记录", revision });
    await interviewer.client.call(routes.withdrawColleague, at(user.id));
    expect((await open(second, mine)).session).toMatchObject({ title: "两人记录" });
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries.filter(({ action }) => action === "session.invite")).toHaveLength(3);
  });

  it("is an interviewer of the study, at a session that is stored", async () => {
    const viewer = await join(server, lead, "viewer", { study: smallStudy, role: "viewer" });
    const { user } = await viewer.client.call(routes.getMe, {});
    expect(await codeOf(interviewer.client.call(routes.inviteColleague, at(user.id)))).toBe("session.noColleague");
    const nowhere = { params: { ...params, session: crypto.randomUUID(), user: me } };
    expect(await codeOf(lead.client.call(routes.inviteColleague, nowhere))).toBe("session.notFound");
  });
});

describe("a lead or researcher", () => {
  it("sees and edits all", async () => {
    for (const who of [lead, researcher]) expect(await idsOf(who)).toHaveLength(4);
    const { session } = await save(researcher, mine, { title: "复核过", revision: 2 });
    expect(session).toMatchObject({ title: "复核过", revision: 3 });
    expect(await codeOf(open(lead, crypto.randomUUID()))).toBe("session.notFound");
  });
});
