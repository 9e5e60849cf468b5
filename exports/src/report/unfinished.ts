import { isStandIn } from "@diaoyan/instruments";

const open = /（[^（）]*待(?:确认|定|核对|填写|补充)[^（）]*）/;

/** True for a text a person has still to settle: one marked （…待确认）, （待定）, or a slot such as （承担单位名称）. */
export function isUnfinished(text: string): boolean {
  return open.test(text) || isStandIn(text);
}
