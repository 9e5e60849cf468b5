import type { PersonCode, UnitCode } from "./ids.ts";
import type { PilotLevel } from "./session.ts";

/** A unit of the study 单位: a site to go to, and where people of the roster work. Its name stands for nobody outside the team. */
export interface RosterUnit {
  readonly code: UnitCode;
  readonly name: string;
  /** Other names it is known by 简称、别名; a person said so. */
  readonly aliases?: readonly string[];
  readonly unitType: string;
  readonly pilotLevel: PilotLevel;
  readonly keyUnit: boolean;
  readonly district: string;
}

/** What statistics and strata are made of; "" where nothing is known. No attribute says more than its group. */
export interface RosterAttributes {
  /** 创新活动类型 or 人才类型. */
  readonly category: string;
  /** 职称级别. */
  readonly title: string;
  readonly ageBand: string;
  readonly education: string;
  /** 产业领域 or 学科. */
  readonly field: string;
  /** Highest level of a talent plan, never its name. */
  readonly level: string;
}

/** How somebody is called and reached: sealed under a key of the person's own. */
export interface RosterContact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** A person of the roster 名册: also the sampling frame. */
export interface RosterPerson extends RosterAttributes, RosterContact {
  readonly person: PersonCode;
  readonly unit: UnitCode | null;
}

/** A row of a roster file that was read: a unit by its name, and a person of it where the file is of people. */
export interface RosterEntry {
  /** Number of the row in the sheet, from 1. */
  readonly row: number;
  readonly unit: Omit<RosterUnit, "code">;
  readonly person: (RosterContact & RosterAttributes) | null;
}
