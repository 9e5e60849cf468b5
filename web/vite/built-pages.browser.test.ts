import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { listPageFiles, type PageFile } from "./page-files.ts";

const web = join(import.meta.dirname, "..");
const dist = join(web, "dist");
const kilobyte = 1024;

const weigh = (files: readonly PageFile[]) => files.reduce((total, { bytes }) => total + bytes, 0) / kilobyte;

let respond: readonly PageFile[] = [];
let desk: readonly PageFile[] = [];
let field: readonly PageFile[] = [];

beforeAll(async () => {
  if (!existsSync(join(dist, "respond.html"))) await build({ root: web, logLevel: "error" });
  respond = listPageFiles(dist, "respond.html");
  desk = listPageFiles(dist, "index.html");
  field = listPageFiles(dist, "field.html");
});

describe("the respondents' page as it is built", () => {
  // each mark stands in what the desk loads, so that its absence here says something
  it.each([
    ["Ant Design", "popupMatchSelectWidth"],
    ["Ant Design's icons", "anticon"],
    ["React", "react.transitional"],
    ["TanStack Query", "refetchOnWindowFocus"],
    ["zod", "ZodError"],
    ["Vega", "vega"],
  ])("holds nothing of %s", (_, mark) => {
    expect(desk.some(({ text }) => text.includes(mark))).toBe(true);
    expect(respond.filter(({ text }) => text.includes(mark)).map(({ name }) => name)).toEqual([]);
    expect(field.filter(({ text }) => text.includes(mark)).map(({ name }) => name)).toEqual([]);
  });

  it("is followed through all its chunks", () => {
    const names = respond.map(({ name }) => name);
    expect(names.some((name) => name.includes("mount-survey"))).toBe(true);
    expect(names.some((name) => name.includes("respond.en"))).toBe(true);
  });

  it("shows its cover within 14 KB, without the questions' code", () => {
    const cover = respond.filter(({ first }) => first);
    expect(cover.some(({ name }) => name.includes("mount-survey"))).toBe(false);
    expect(weigh(cover)).toBeLessThan(14);
  });

  it("asks for at most 300 KB of script and style in all", () => {
    expect(weigh(respond)).toBeLessThan(300);
    expect(weigh(respond)).toBeGreaterThan(100);
  });
});

it("the interviewers' page weighs at most 60 KB, all of it asked for at once", () => {
  expect(weigh(field)).toBeLessThan(60);
  expect(field.filter(({ first }) => !first)).toEqual([]);
});

it.each(["respond-worker.js", "field-worker.js"])("%s is one classic script with all it needs", (worker) => {
  const script = readFileSync(join(dist, worker), "utf8");
  expect(script).not.toMatch(/\b(?:import|export)\b/);
  expect(script).toContain("frame-ancestors 'none'");
});

it.each(["respond.html", "field.html", "index.html"])(
  "%s has no inline script and asks no other server for anything",
  (page) => {
    const html = readFileSync(join(dist, page), "utf8");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  },
);
