import { expect, it } from "vitest";
import { paradataLines } from "./write-paradata.ts";

it("writes events as ODK's audit log does, and no time where nobody observed it", () => {
  const lines = paradataLines([
    {
      id: "r1",
      events: [
        { event: "form start", page: null, at: 1_000 },
        { event: "group questions", page: "p1", at: 1_000 },
        { event: "group questions", page: "p2", at: null },
        { event: "group questions", page: "p3", at: 9_000 },
        { event: "form finalize", page: "p3", at: 9_500 },
      ],
    },
    { id: "r2", events: [] },
  ]);
  expect([...lines].join("").split("\r\n")).toEqual([
    "\uFEFFresponse,event,node,start,end",
    "r1,form start,,1000,",
    "r1,group questions,/data/p1,1000,",
    "r1,group questions,/data/p2,,",
    "r1,group questions,/data/p3,9000,9500",
    "r1,form finalize,/data/p3,9500,",
    "",
  ]);
});
