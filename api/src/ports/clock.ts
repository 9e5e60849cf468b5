import { brandAs, type Day, type Instant, toBase64Url } from "@diaoyan/instruments";

/** What time it is, as ISO 8601 UTC. */
export interface Clock {
  now(): Instant;
}

/** Fresh identifiers and secrets. */
export interface IdSource {
  /** UUIDv4: tells nothing about time. */
  uuid(): string;
  /** Secret of at least 128 bits, URL-safe. */
  token(): string;
  /** Short public name in lower case, 10 characters. */
  slug(): string;
}

const eightHours = 8 * 3_600_000;

/** The calendar day in China (UTC+8) of a moment. */
export function dayOf(instant: string): Day {
  return brandAs<Day>(new Date(Date.parse(instant) + eightHours).toISOString().slice(0, 10));
}

/** When a calendar day begins in China. */
export function startOfDay(day: string): Instant {
  return brandAs<Instant>(new Date(Date.parse(`${day}T00:00:00Z`) - eightHours).toISOString());
}

/** The next calendar day. */
export function dayAfter(day: string): Day {
  return brandAs<Day>(new Date(Date.parse(`${day}T00:00:00Z`) + 3 * eightHours).toISOString().slice(0, 10));
}

export const systemClock: Clock = { now: () => brandAs<Instant>(new Date().toISOString()) };

const slugLetters = "abcdefghjkmnpqrstuvwxyz23456789";

export const randomIds: IdSource = {
  uuid: () => crypto.randomUUID(),
  token: () => toBase64Url(crypto.getRandomValues(new Uint8Array(24))),
  slug: () => {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    return Array.from(bytes, (byte) => slugLetters[byte % slugLetters.length]).join("");
  },
};
