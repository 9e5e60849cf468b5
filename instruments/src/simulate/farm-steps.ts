import type { Variable } from "../model/variable.ts";
import { drawItem, drawNormal, type RandomSource } from "./random-source.ts";

/** Ways to fill scale items without answering them. */
export const stepStrategies = ["constant", "zigzag", "dice", "middle", "reliable", "mixed"] as const;
type StepStrategy = (typeof stepStrategies)[number];

/** A step for each item. */
type Steps = readonly number[];

function scaleOf({ scale }: Variable): { readonly min: number; readonly max: number } {
  return scale ?? { min: 1, max: 5 };
}

/** A step of an item's scale by chance. */
export function throwDie(item: Variable, random: RandomSource): number {
  const { min, max } = scaleOf(item);
  return min + Math.floor(random() * (max - min + 1));
}

function within(item: Variable, step: number): number {
  const { min, max } = scaleOf(item);
  return Math.min(max, Math.max(min, Math.round(step)));
}

function constantSteps(items: readonly Variable[], random: RandomSource): Steps {
  const [first] = items;
  const chosen = first === undefined ? 1 : throwDie(first, random);
  return items.map((item) => within(item, chosen));
}

function zigzagSteps(items: readonly Variable[]): Steps {
  return items.map((item, index) => (index % 2 === 0 ? scaleOf(item).min + 1 : scaleOf(item).max - 1));
}

function middleSteps(items: readonly Variable[], random: RandomSource): Steps {
  return items.map((item) => {
    const { min, max } = scaleOf(item);
    return random() < 0.8 ? Math.round((min + max) / 2) : throwDie(item, random);
  });
}

/** The alpha that is aimed at in every construct. */
const targetAlpha = 0.9;

/**
 * Answers made to measure: each construct has a level of its own, items lie so close around it that alpha comes to the
 * target (correlation of items from the formula of Spearman and Brown), and reversed items are turned round.
 */
function reliableSteps(items: readonly Variable[], random: RandomSource): Steps {
  const general = drawNormal(random);
  const levels = new Map<string, number>();
  return items.map((item) => {
    const { min, max } = scaleOf(item);
    const construct = item.construct ?? "";
    const size = items.filter((other) => other.construct === item.construct).length;
    const correlation = size < 2 ? 0.75 : targetAlpha / (size - targetAlpha * (size - 1));
    const level = levels.get(construct) ?? Math.sqrt(0.3) * general + Math.sqrt(0.7) * drawNormal(random);
    levels.set(construct, level);
    const score = Math.sqrt(correlation) * level + Math.sqrt(1 - correlation) * drawNormal(random);
    const step = (min + max) / 2 + (score * (max - min)) / 4;
    return within(item, item.reverse ? min + max - step : step);
  });
}

const makers: Readonly<Record<StepStrategy, (items: readonly Variable[], random: RandomSource) => Steps>> = {
  constant: constantSteps,
  zigzag: zigzagSteps,
  dice: (items, random) => items.map((item) => throwDie(item, random)),
  middle: middleSteps,
  reliable: reliableSteps,
  mixed: mixedSteps,
};

/** A third in one way, the next in another: no pattern runs through the whole. */
function mixedSteps(items: readonly Variable[], random: RandomSource): Steps {
  const third = Math.ceil(items.length / 3);
  const ways = ["constant", "zigzag", "dice", "middle", "reliable"] as const;
  return [0, 1, 2].flatMap((part) =>
    makers[drawItem(ways, random)](items.slice(part * third, (part + 1) * third), random),
  );
}

/** A step for each item by one of the ways; null where the strategy leaves the answers that stand there. */
export function drawSteps(strategy: string, items: readonly Variable[], random: RandomSource): Steps | null {
  const known = stepStrategies.find((one) => one === strategy);
  return known === undefined ? null : makers[known](items, random);
}
