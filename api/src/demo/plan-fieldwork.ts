import { brandAs, type PlanItem, type RosterCells, type SessionId, seededRandom } from "@diaoyan/instruments";
import { type Client, routes } from "../contract/index.ts";
import { newUuid } from "../contract/uuid.ts";
import type { JsonValue } from "../contract/values.ts";
import { dayOf } from "../ports/clock.ts";
import type { SimulatedSession } from "./simulated-material.node.ts";

const mark = "模拟数据";
const peopleAStudy = 96;

/** Units, a roster and a plan for the recorded sessions: most held as planned, some not, a few still to be held. */
export async function planFieldwork(
  client: Client,
  study: string,
  { material, ids, seed }: { material: readonly SimulatedSession[]; ids: readonly string[]; seed: number },
): Promise<void> {
  const units = await saveUnits(client, study, material);
  const people = listPeople([...units.values()], seed);
  await client.call(routes.importRoster, {
    params: { study },
    body: {
      kind: "people",
      source: `${mark}，不对应任何真实人员`,
      check: false,
      rows: people.map((cells, at) => ({ row: at + 2, cells })),
      decisions: { units: {}, rows: {} },
    },
  });
  const { user } = await client.call(routes.getMe, {});
  for (const item of [...planHeld(material, ids), ...planOpen(material)]) {
    const whole = { ...item, assignees: item.assignees.length > 0 ? [user.id] : [] };
    const params = { study, item: item.id };
    await client.call(routes.savePlanItem, { params, body: { item: whole as unknown as JsonValue } });
  }
}

/** The units of the sessions under the codes the sessions bear; answers names by code. */
async function saveUnits(client: Client, study: string, material: readonly SimulatedSession[]) {
  const names = new Map<string, string>();
  for (const { session } of material) {
    const { unit: code, unitType, pilotLevel, keyUnit, district } = session.site;
    if (code === "" || names.has(code)) continue;
    const name = `${mark}${unitType}${String.fromCharCode(65 + names.size)}`;
    names.set(code, name);
    const unit = { name, unitType, pilotLevel, keyUnit, district };
    await client.call(routes.saveUnit, { params: { study, unit: code }, body: { unit, revision: 0 } });
  }
  return names;
}

const kinds = {
  category: ["承担国家重大攻关任务", "基础研究", "应用研究和技术开发", "应用研究和技术开发", "社会公益研究"],
  title: ["正高", "副高", "副高", "中级", "中级", "未评定"],
  education: ["博士", "博士", "硕士", "本科"],
  field: ["信创", "高端装备", "新能源", "新材料", "生物医药", "不属于以上"],
  level: ["国家级", "市级", "区级／单位级", "无", "无", "无"],
} as const;

function listPeople(units: readonly string[], seed: number): readonly RosterCells[] {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return Array.from({ length: peopleAStudy }, (_, at) => {
    const number = String(at + 1).padStart(3, "0");
    return {
      name: `模拟人员${number}`,
      unit: pick(units),
      email: `p${number}@example.org`,
      ageBand: String(28 + Math.floor(random() * 33)),
      category: pick(kinds.category),
      title: pick(kinds.title),
      education: pick(kinds.education),
      field: pick(kinds.field),
      level: pick(kinds.level),
    };
  });
}

type Planned = PlanItem & { readonly id: SessionId };

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function itemOf(id: string, { session }: SimulatedSession, change: Partial<PlanItem> = {}): Planned {
  const { type, mode, title, number, site, day, minutes, protocol, participants } = session;
  const interviewees = participants.filter(({ role }) => role === "受访").length;
  return {
    id: brandAs<SessionId>(id),
    type,
    mode,
    title,
    number,
    unit: site.unit === "" ? null : site.unit,
    window: windowAround(day, 3),
    minutes,
    protocol,
    personTimes: interviewees,
    participants: [],
    assignees: [brandAs("demo")],
    note: "",
    moves: [],
    cancelled: null,
    heldAs: null,
    revision: 0,
    ...change,
  };
}

function windowAround(day: string, days: number): PlanItem["window"] {
  return { from: brandAs(shiftDay(day, -days)), to: brandAs(shiftDay(day, days)) };
}

/** Items of the recorded sessions: the third was moved, the fourth planned larger, the fifth not planned at all. */
function planHeld(material: readonly SimulatedSession[], ids: readonly string[]): readonly Planned[] {
  return material.flatMap((one, at): readonly Planned[] => {
    const id = ids[at];
    if (id === undefined || at === 4) return [];
    if (at === 2) {
      const before = windowAround(shiftDay(one.session.day, -30), 3);
      return [itemOf(id, one, { moves: [{ window: before, reason: `单位要求改期（${mark}）` }] })];
    }
    if (at === 3) return [itemOf(id, one, { personTimes: itemOf(id, one).personTimes + 1 })];
    return [itemOf(id, one)];
  });
}

/** What was not held: overdue, cancelled, and to come, one of them with nobody assigned. */
function planOpen(material: readonly SimulatedSession[]): readonly Planned[] {
  const [one] = material.filter(({ session }) => session.type === "个别访谈");
  if (one === undefined) return [];
  const today = dayOf(new Date().toISOString());
  const make = (days: number, title: string, change: Partial<PlanItem> = {}) =>
    itemOf(newUuid(7), one, {
      title: `${title}（${mark}）`,
      number: "",
      window: windowAround(shiftDay(today, days), 2),
      ...change,
    });
  return [
    make(-20, "逾期未举行的访谈"),
    make(-10, "已取消的访谈", { cancelled: `受访者出差，改由同单位其他人员受访（${mark}）` }),
    make(5, "科研骨干访谈", { note: "到门口联系单位联络人" }),
    make(12, "用人单位座谈", { type: "座谈", personTimes: 5 }),
    make(20, "专家论证会", { type: "专家论证会", personTimes: 0, protocol: null, assignees: [] }),
  ];
}
