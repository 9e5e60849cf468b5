import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTicket, makeTicket } from "./attachment-ticket.ts";

const key = new Uint8Array(32).fill(7);
const place = { attachment: "a1", person: "p1" };

describe("a ticket for an original", () => {
  it("E6 opens until its moment and not after, for its person and file, and cannot be given more time", () => {
    const until = 1_800_000_000_000;
    const ticket = makeTicket(key, place, until);
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (apart) => {
        expect(isTicket(key, place, ticket, until + apart)).toBe(apart <= 0);
        const longer = ticket.replace(/^\d+/, String(until + Math.abs(apart) + 1));
        expect(isTicket(key, place, longer, until)).toBe(false);
      }),
    );
    expect(isTicket(key, { ...place, person: "p2" }, ticket, 0)).toBe(false);
    expect(isTicket(key, { ...place, attachment: "a2" }, ticket, 0)).toBe(false);
    expect(isTicket(new Uint8Array(32), place, ticket, 0)).toBe(false);
    for (const other of ["", ticket.slice(1), `${ticket}0`, "9".repeat(17)]) {
      expect(isTicket(key, place, other, 0)).toBe(false);
    }
  });
});
