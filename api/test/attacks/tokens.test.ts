import { hashText } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKnownDevices } from "../../src/auth/known-device.ts";
import { createSignInThrottle } from "../../src/auth/sign-in-throttle.ts";
import { routes } from "../../src/contract/index.ts";
import { databaseFile, migrationsFolder } from "../../src/entry/database-place.node.ts";
import { openSqlite3 } from "../../src/storage/sqlite3.node.ts";
import { createTestClock } from "../fixed-clock.ts";
import { people } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallStudy } from "../study.ts";
import { type AttackSite, openAttackSite, readRows } from "./attack-site.ts";

let site: AttackSite;
let invited: string;
beforeAll(async () => {
  site = await openAttackSite(await startTestServer({ trustedProxies: ["127.0.0.1"] }));
  invited = await site.open({ invitedOnly: true });
});
afterAll(() => site.close());

const json = { "content-type": "application/json" };
let guesses = 0;
/** A guess from an address of its own, so that the brake on guessing is not what is measured. */
const post = (path: string, body: unknown) => {
  guesses += 1;
  const headers = { ...json, "x-forwarded-for": `10.1.${guesses >> 8}.${guesses & 255}` };
  return site.attacker.fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
};

/** Status and body without what names the request. */
async function answerOf(response: Response) {
  return { status: response.status, body: await response.json() };
}

const forge = (token: string, at: number): string => {
  const other = token.charAt(at) === "0" ? "1" : "0";
  return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
};

describe("B4 guessing and enumeration", () => {
  it("B4 a wrong token gets one answer, whether its signature, its secret or its collector is wrong", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "王芳");
    const other = await site.open({ invitedOnly: true });
    const removed = (await site.invite(invited, "李明"))[0];
    await site.lead.client.call(routes.removeInvitation, {
      params: { study: smallStudy, collector: invited, person: removed?.person ?? "" },
    });
    const enter = (to: string, guess: string) => post(`/api/public/collectors/${to}/invitation`, { token: guess });
    const answers = [];
    for (const guess of [
      forge(token, 0),
      forge(token, 47),
      `${"A".repeat(32)}.${"0".repeat(16)}`,
      removed?.token ?? "",
    ])
      answers.push(await answerOf(await enter(invited, guess)));
    answers.push(await answerOf(await enter(other, token)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: "invitation.unknown" } });
    expect((await enter(invited, token)).status).toBe(200);
  });

  it("B4 a token holds at least 128 random bits and no counter", async () => {
    const made = await site.invite(invited, ...Array.from({ length: 60 }, (_, at) => `某人${at}`));
    const secrets = made.map(({ token }) => token.split(".")[0] ?? "");
    expect(secrets.every((secret) => /^[\w-]{32}$/.test(secret))).toBe(true);
    for (let at = 0; at < 32; at += 1) expect(new Set(secrets.map((secret) => secret[at])).size).toBeGreaterThan(8);
  });

  it("B4 the time of an answer tells nothing of how near a forged token came", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "赵强");
    const guesses = [`${"A".repeat(32)}.${"0".repeat(16)}`, forge(token, 48), forge(token, 33)];
    const times: number[][] = guesses.map(() => []);
    for (let round = 0; round < 60; round += 1) {
      for (const [at, guess] of guesses.entries()) {
        const from = performance.now();
        await post(`/api/public/collectors/${invited}/invitation`, { token: guess }).then((one) => one.arrayBuffer());
        times[at]?.push(performance.now() - from);
      }
    }
    const middles = times.map((all) => all.sort((a, b) => a - b)[30] ?? Number.NaN);
    expect(Math.max(...middles) / Math.min(...middles)).toBeLessThan(2);
  });

  it("B4 a receipt and a withdrawal code that are wrong get the same answer, and nothing is withdrawn", async () => {
    const body = site.honest();
    const { receipt, withdrawalCode } = await site.submit(body);
    const wrong = "0000-0000-0000-0000";
    const tries = [
      [wrong, withdrawalCode],
      [receipt, wrong],
      [wrong, wrong],
      [withdrawalCode, receipt],
    ];
    const answers = [];
    for (const [one, two] of tries) {
      answers.push(await answerOf(await post("/api/public/withdrawals", { receipt: one, withdrawalCode: two })));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { code: "receipt.unknown" } });
    expect(await codeOf(site.submit({ ...body, answers: { satisfied: 2 } }))).toBe("response.conflict");
  });

  it("B4 two thousand guessed receipts find nothing and keep nobody waiting", async () => {
    const { receipt } = await site.submit(site.honest());
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let seed = 7;
    const guess = (): string =>
      Array.from({ length: 16 }, () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        return alphabet[seed % 32];
      }).join("");
    let known = 0;
    for (let round = 0; round < 20; round += 1) {
      const found = await Promise.all(
        Array.from({ length: 100 }, () =>
          post("/api/public/receipts", { receipt: guess() }).then((one) => one.json() as Promise<{ known: boolean }>),
        ),
      );
      known += found.filter((one) => one.known).length;
    }
    expect(known).toBe(0);
    expect(await site.attacker.client.call(routes.checkReceipt, { body: { receipt } })).toMatchObject({ known: true });
  });

  it("B4 signing in answers the same for an unknown address and for a wrong password", async () => {
    const { email } = people.operator;
    const sign = (to: string) => post("/api/auth/sign-in/email", { email: to, password: "a-wrong-password" });
    const [known, unknown] = [await answerOf(await sign(email)), await answerOf(await sign("nobody@example.org"))];
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 401, body: { code: "auth.refused" } });
  });

  it("B4 signing in takes as long for an unknown address as for a wrong password", async () => {
    const times: number[][] = [[], []];
    for (let round = 0; round < 5; round += 1) {
      for (const [at, email] of [people.operator.email, `nobody${round}@example.org`].entries()) {
        // what the server reckons, whatever else the machine is busy with
        const from = process.cpuUsage();
        await (await post("/api/auth/sign-in/email", { email, password: "a-wrong-password" })).arrayBuffer();
        const { user, system } = process.cpuUsage(from);
        times[at]?.push(user + system);
      }
    }
    const [known = 0, unknown = 0] = times.map((all) => Math.min(...all));
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  });

  it("B4 whether somebody of a name answered cannot be asked without a right", async () => {
    const path = `/api/studies/${smallStudy}/collectors/${invited}/invitations`;
    expect(await answerOf(await site.attacker.fetch(path))).toMatchObject({ status: 401 });
    expect((await post(`/api/public/collectors/${invited}/invitation`, { name: "王芳" })).status).toBe(400);
  });
});

describe("B5 tokens do not leak", () => {
  it("B5 links of people and of members carry their token behind the #, where no server sees it", async () => {
    const people = [{ name: "孙丽", contact: "" }];
    const params = { study: smallStudy, collector: invited };
    const { invited: made } = await site.lead.client.call(routes.invitePeople, { params, body: { people } });
    const member = { email: "new@example.org", name: "新人", role: "viewer" as const };
    const { link } = await site.lead.client.call(routes.inviteMember, { params: { study: smallStudy }, body: member });
    for (const one of [made[0]?.link ?? "", link, site.server.setUpLink ?? ""]) {
      const { pathname, search, hash } = new URL(one);
      expect([pathname, search]).toEqual([expect.stringMatching(/^\/(s\/[a-z0-9]+|invite)$/), ""]);
      expect(hash.length).toBeGreaterThan(32);
    }
  });

  it("B5 robots and mail scanners that open a link, whatever way, consume nothing", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "周杰");
    const member = { email: "scanned@example.org", name: "被扫描", role: "viewer" as const };
    const { link } = await site.lead.client.call(routes.inviteMember, { params: { study: smallStudy }, body: member });
    const before = await readRows(site.server.dataFolder, "select * from response_invitations order by token_hash");
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      for (const path of [`/s/${invited}`, new URL(link).pathname, `/api/public/collectors/${invited}`]) {
        const agent = { "user-agent": "Mozilla/5.0 (compatible; LinkPreview; MicroMessenger)" };
        await (await site.attacker.fetch(path, { method, headers: agent })).arrayBuffer();
      }
    }
    expect(await readRows(site.server.dataFolder, "select * from response_invitations order by token_hash")).toEqual(
      before,
    );
    const enter = () =>
      site.attacker.client.call(routes.openInvitation, { params: { collector: invited }, body: { token } });
    expect([await enter(), await enter()]).toMatchObject([{ used: false }, { used: false }]);
    const accept = { token: link.split("#")[1] ?? "", name: "被扫描", password: "brick kettle 4 moons" };
    expect(await site.attacker.client.call(routes.acceptInvitation, { body: accept })).toEqual({
      email: member.email,
    });
  });

  it("B5 every page tells other sites nothing of where somebody came from, and may stand in no frame", async () => {
    const pages = [`/s/${site.collector}`, "/invite", "/sign-in", "/api/docs", "/api/public/collectors/none"];
    for (const path of pages) {
      const { headers } = await site.attacker.fetch(path);
      expect([path, headers.get("referrer-policy")]).toEqual([path, "no-referrer"]);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });

  it("B5 neither pages nor data nor problems repeat a token, and the database keeps hashes alone", async () => {
    const [{ token } = { token: "" }] = await site.invite(invited, "吴敏");
    const secret = token.split(".")[0] ?? "";
    const seen = [
      await (await site.attacker.fetch(`/s/${invited}`)).text(),
      await (await site.attacker.fetch(`/api/public/collectors/${invited}`)).text(),
      await (await post(`/api/public/collectors/${site.collector}/invitation`, { token })).text(),
      await (await post(`/api/public/collectors/${invited}/responses`, { ...site.honest(), invitation: token })).text(),
    ];
    for (const text of seen) expect(text).not.toContain(secret);
    const kept = await readRows<{ token_hash: string }>(site.server.dataFolder, "select * from response_invitations");
    expect(kept.some(({ token_hash }) => token_hash === hashText(token))).toBe(true);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });
});

describe("B6 addresses that are said", () => {
  it("B6 a forged X-Forwarded-For buys no further guesses where no proxy is configured", async () => {
    const plain = await startTestServer();
    const statuses = await Promise.all(
      Array.from({ length: 90 }, async (_, at) => {
        const response = await fetch(`${plain.url}/api/public/receipts`, {
          method: "POST",
          headers: {
            ...json,
            "x-forwarded-for": `10.2.0.${at}`,
            forwarded: `for=10.2.0.${at}`,
            "x-real-ip": "10.2.0.1",
          },
          body: JSON.stringify({ receipt: "0000-0000-0000-0000" }),
          signal: AbortSignal.timeout(500),
        }).catch(() => ({ status: 0 }));
        return response.status;
      }),
    );
    await plain.close();
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(63);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5);
  });

  it("B6 a proxy that is configured is believed, and what the caller wrote before it is not", async () => {
    const { email, password } = people.operator;
    const signIn = (said: string, typed: string) =>
      site.attacker.fetch("/api/auth/sign-in/email", {
        method: "POST",
        headers: { ...json, "x-forwarded-for": said },
        body: JSON.stringify({ email, password: typed }),
      });
    for (let at = 0; at < 10; at += 1) {
      expect((await signIn(`10.3.0.${at}, 203.0.113.5`, "a-wrong-password")).status).toBe(401);
    }
    const locked = await signIn("10.3.1.1, 203.0.113.5", password);
    expect(await answerOf(locked)).toMatchObject({ status: 429, body: { code: "auth.tooManyAttempts" } });
    expect((await signIn("203.0.113.6", password)).status).toBe(200);
  });
});

describe("B7 one address for a whole institute", () => {
  it("B7 three hundred people behind one address open, answer and get their receipts within a minute, also while one of them guesses", async () => {
    const link = await site.open();
    const guesser = new AbortController();
    const guessing = Array.from({ length: 100 }, () =>
      fetch(`${site.server.url}/api/public/receipts`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ receipt: "0000-0000-0000-0000" }),
        signal: guesser.signal,
      }).then(
        ({ status }) => status,
        () => 0,
      ),
    );
    const from = performance.now();
    const receipts = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const page = await site.attacker.fetch(`/s/${link}`);
        const data = await site.attacker.fetch(`/api/public/collectors/${link}`);
        await Promise.all([page.arrayBuffer(), data.arrayBuffer()]);
        return (await site.submit(site.honest(), link)).receipt;
      }),
    );
    expect(new Set(receipts).size).toBe(300);
    expect(performance.now() - from).toBeLessThan(60_000);
    // some of the guesses are turned away; those held back need not be waited for
    await Promise.any(guessing.map((one) => one.then((status) => expect(status).toBe(429))));
    guesser.abort();
  });

  it("B7 somebody who guesses hundreds of passwords at one address locks the account he guesses there, and nobody else", async () => {
    const { throttle, clock, close } = await openThrottle();
    const address = "203.0.113.7";
    const guess = (email: string) => throttle.recordFailure({ email, address });
    for (let attempt = 0; attempt < 10; attempt += 1) await guess("target@example.org");
    await expect(throttle.check({ email: "target@example.org", address })).rejects.toMatchObject(tooMany);
    await throttle.check({ email: "target@example.org", address: "198.51.100.1" });
    for (let attempt = 0; attempt < 120; attempt += 1) await guess(`guess${attempt}@example.org`);
    // a colleague with a new browser mistypes twice there; a guesser has three tries an account instead of ten
    for (let attempt = 0; attempt < 2; attempt += 1) await guess("colleague@example.org");
    await throttle.check({ email: "colleague@example.org", address });
    await guess("colleague@example.org");
    await expect(throttle.check({ email: "colleague@example.org", address })).rejects.toMatchObject(tooMany);
    await throttle.check({ email: "colleague@example.org", address: "198.51.100.1" });
    clock.set("2026-11-24T02:16:00.000Z");
    await throttle.check({ email: "target@example.org", address });
    await close();
  });

  it("B7 a browser that was signed in to before goes on while its account is guessed from everywhere, and guesses no more itself", async () => {
    const { throttle, close } = await openThrottle();
    const email = "hunted@example.org";
    for (let at = 0; at < 50; at += 1) await throttle.recordFailure({ email, address: `198.51.100.${at}` });
    const fromNew = { email, address: "203.0.113.9" };
    const fromKnown = { ...fromNew, device: "0123456789abcdef" };
    await expect(throttle.check(fromNew)).rejects.toMatchObject(tooMany);
    await throttle.check(fromKnown);
    for (let at = 0; at < 10; at += 1) await throttle.recordFailure(fromKnown);
    await expect(throttle.check(fromKnown)).rejects.toMatchObject(tooMany);
    await throttle.forget("Hunted@example.org");
    await throttle.check(fromNew);
    await close();
  });

  it("B7 the cookie of a known browser opens nothing, is of one account, and cannot be made or kept for ever", () => {
    let now = Date.parse("2026-11-01T01:00:00.000Z");
    const devices = createKnownDevices(new Uint8Array(32), true, () => now);
    const line = devices.remember("Li@example.org");
    const cookie = line.split(";")[0] ?? "";
    const find = (email: string, given = cookie) => devices.find(new Headers({ cookie: `a=b; ${given}` }), email);
    expect(line).toMatch(/; Path=\/api\/auth; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure$/);
    expect(find("li@example.org")).toMatch(/^[0-9a-f]{32}$/);
    expect(find("wang@example.org")).toBeUndefined();
    expect(find("li@example.org", cookie.replace(/=[0-9a-f]{8}/, "=00000000"))).toBeUndefined();
    expect(find("li@example.org", cookie.replace(/\.\d/, ".9"))).toBeUndefined();
    const others = createKnownDevices(new Uint8Array(32).fill(1), true, () => now);
    expect(others.find(new Headers({ cookie }), "li@example.org")).toBeUndefined();
    now += 91 * 86_400_000;
    expect(find("li@example.org")).toBeUndefined();
  });
});

const tooMany = { body: { code: "auth.tooManyAttempts" } };

/** A throttle of its own over the database of the site, with a clock that is set by hand. */
async function openThrottle() {
  const gateway = await openSqlite3(databaseFile(site.server.dataFolder), migrationsFolder);
  const clock = createTestClock();
  return { throttle: createSignInThrottle(gateway, clock), clock, close: () => gateway.close() };
}

it("leaves no failure nobody foresaw", () => {
  expect(site.server.failures).toEqual([]);
});
