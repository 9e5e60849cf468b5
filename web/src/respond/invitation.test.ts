import { describe, expect, it } from "vitest";
import type { Draft } from "./draft.ts";
import { assumeInvitation, enterInvitation, type Invitation, mergeDraft, readToken } from "./invitation.ts";

const token = `${"a".repeat(32)}.0123456789abcdef`;
const kept = { version: "v", answers: { Q: 2 }, updatedAt: "2026-01-02T00:00:00.000Z" };
const invitation: Invitation = { token, response: "r", used: false, assignment: null, draft: kept };
const local: Draft = { id: "r", startedAt: 5, answers: { Q: 1 }, page: 3, pending: null, receipt: null };

describe("readToken", () => {
  it("finds the token behind # and takes nothing else for one", () => {
    expect(readToken(`#${token}`)).toBe(token);
    for (const hash of ["", "#", `#${token}x`, `#${token.slice(1)}`, "#/s/abc"])
      expect(readToken(hash)).toBeUndefined();
  });
});

describe("mergeDraft", () => {
  it("goes on where the other device left off", () => {
    expect(mergeDraft(null, invitation, 9)).toMatchObject({ id: "r", answers: { Q: 2 }, page: 0, startedAt: 9 });
    expect(mergeDraft({ ...local, keptAt: "2026-01-01T00:00:00.000Z" }, invitation, 9)).toMatchObject({
      answers: { Q: 2 },
      page: 3,
      startedAt: 5,
      keptAt: kept.updatedAt,
    });
  });

  it("never drops what this device has not yet delivered", () => {
    const unkept = { ...local, keptAt: "2026-01-01T00:00:00.000Z", unkept: true };
    expect(mergeDraft(unkept, invitation, 9)).toBe(unkept);
    const finished = { ...local, receipt: { receipt: "x" } as Draft["receipt"] };
    expect(mergeDraft(finished, invitation, 9)).toBe(finished);
    expect(mergeDraft(local, { ...invitation, draft: null }, 9)).toBe(local);
  });
});

describe("enterInvitation", () => {
  const answering = (status: number, body: string) => (async () => new Response(body, { status })) as typeof fetch;

  it("tells an invitation from one that is unknown and from no answer at all", async () => {
    const enter = (status: number, body: string) => enterInvitation(answering(status, body), "c", token);
    const { token: _, ...answer } = invitation;
    expect(await enter(200, JSON.stringify(answer))).toEqual({ kind: "entered", invitation });
    expect(await enter(404, '{"code":"invitation.unknown"}')).toEqual({ kind: "unknown" });
    expect(await enter(200, "<html>登录网络</html>")).toEqual({ kind: "failed" });
    expect(await enter(200, "{}")).toEqual({ kind: "failed" });
    expect(await enter(503, '{"code":"server.busy"}')).toEqual({ kind: "failed" });
  });
});

it("knows without the server which response a token stands for", async () => {
  // the same value is held against the server's own in its journey with an invitation
  const { response } = await assumeInvitation(token);
  expect(response).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await assumeInvitation(token)).response).toBe(response);
  expect((await assumeInvitation(token.replace("a", "b"))).response).not.toBe(response);
});
