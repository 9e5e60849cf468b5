import { expect, it } from "vitest";
import { findSound } from "./find-sound.ts";

const first = { id: "first", startsAt: 0, seconds: 30 };
const second = { id: "second", startsAt: 25, seconds: 35 };
const sounds = [first, second];

it("plays a turn from the recording that is open, and from another of the session beyond its end", () => {
  expect(findSound(sounds, first, 29)).toEqual({ id: "first", from: 29 });
  expect(findSound(sounds, first, 30)).toEqual({ id: "second", from: 5 });
  expect(findSound(sounds, second, 10)).toEqual({ id: "second", from: 10 });
});

it("finds nothing where no recording reaches, and trusts one whose length nobody knows", () => {
  expect(findSound(sounds, first, 60)).toBeNull();
  expect(findSound([first], first, 31)).toBeNull();
  expect(findSound(sounds, { ...first, seconds: null }, 55)).toEqual({ id: "first", from: 55 });
  expect(findSound([first, { ...second, startsAt: null }], first, 40)).toBeNull();
});
