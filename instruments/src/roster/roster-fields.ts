import type { LocalizedText } from "../model/localized.ts";

/** What a roster file is a list of. */
export type RosterKind = "people" | "units";

/** What a roster file may say of a person or a unit. */
export const rosterFieldIds = [
  "name",
  "unit",
  "phone",
  "email",
  "category",
  "title",
  "ageBand",
  "education",
  "field",
  "level",
  "unitType",
  "pilotLevel",
  "district",
  "keyUnit",
  "aliases",
] as const;
/** One of these fields. */
export type RosterField = (typeof rosterFieldIds)[number];

/** What people of the roster are counted by and drawn by. */
export const rosterAxes = [
  "category",
  "title",
  "ageBand",
  "education",
  "field",
  "level",
  "unitType",
  "pilotLevel",
  "district",
] as const satisfies readonly RosterField[];

/** A field of the roster: what it is called, which headers mean it, and what it is kept for. */
export interface RosterFieldInfo {
  readonly id: RosterField;
  readonly label: Required<LocalizedText>;
  readonly kinds: readonly RosterKind[];
  readonly required: readonly RosterKind[];
  /** Names or reaches a person: sealed, and shown to lead and researchers only. */
  readonly personal: boolean;
  readonly headers: RegExp;
}

const both: readonly RosterKind[] = ["people", "units"];
const people: readonly RosterKind[] = ["people"];

const field = (
  id: RosterField,
  zh: string,
  en: string,
  headers: RegExp,
  more: Partial<Pick<RosterFieldInfo, "kinds" | "required" | "personal">> = {},
): RosterFieldInfo => ({ id, label: { zh, en }, kinds: people, required: [], personal: false, headers, ...more });

/** Every field, in the order of a template; what is not here is not taken from a file. */
export const rosterFields: readonly RosterFieldInfo[] = [
  field("name", "姓名", "Name", /^(?:(?:人员|专家|本人|人才|受访者|受访人)?姓名|名字|name)$/iu, {
    required: people,
    personal: true,
  }),
  field(
    "unit",
    "单位名称",
    "Unit",
    /^(?:(?:现?工作|所在|所属|任职|依托)?单位(?:名称|全称)?|机构(?:名称)?|unit|organi[sz]ation)$/iu,
    { kinds: both, required: both },
  ),
  field("phone", "电话", "Phone", /^(?:(?:联系|本人|办公|移动)?(?:电话|手机)(?:号码?)?|联系方式|phone|mobile)$/iu, {
    personal: true,
  }),
  field("email", "邮箱", "E-mail", /^(?:(?:联系|本人|电子|工作)?(?:邮箱|邮件)(?:地址)?|电邮|e-?mail)$/iu, {
    personal: true,
  }),
  field("category", "人才类型", "Type", /^(?:人才类型|人才类别|类型|类别|创新活动类型|主要创新活动类型|category)$/iu),
  field(
    "title",
    "职称",
    "Title",
    /^(?:(?:现|现有|最高|专业技术|技术)?职称(?:级别|等级|名称)?|专业技术(?:职务|资格)|title)$/iu,
  ),
  field(
    "ageBand",
    "年龄组",
    "Age group",
    /^(?:年龄|年龄组|年龄段|出生年份?|出生年月日?|出生日期|出生时间|age|born)$/iu,
  ),
  field("education", "学历", "Education", /^(?:(?:最高)?(?:学历|学位|学历学位|学历或学位)|文化程度|education)$/iu),
  field("field", "领域", "Field", /^(?:领域|产业领域|产业链|学科|学科门类|研究领域|研究方向|field)$/iu),
  field(
    "level",
    "人才计划层次",
    "Talent plan level",
    /^(?:人才层次|人才计划层次|人才计划最高层次|计划级别|入选层次|层次|level)$/iu,
  ),
  field("unitType", "单位类型", "Unit type", /^(?:单位类型|单位类别|单位性质|机构类型|unit ?type)$/iu, { kinds: both }),
  field("pilotLevel", "试点层级", "Pilot level", /^(?:试点层级|试点情况|试点类型|试点|pilot ?level)$/iu, {
    kinds: both,
  }),
  field("district", "所在区", "District", /^(?:(?:所在|所属|工作地点所在)?(?:区|区县|行政区)|district)$/iu, {
    kinds: both,
  }),
  field("keyUnit", "重点单位", "Key unit", /^(?:重点单位|是否重点单位|是否重点|key ?unit)$/iu, { kinds: both }),
  field(
    "aliases",
    "简称或别名",
    "Other names",
    /^(?:简称|别名|曾用名|单位简称|简称或别名|其他名称|aliases|other ?names)$/iu,
    {
      kinds: ["units"],
    },
  ),
];

/** Headers of what says more of a person than this work needs; such columns are never read. */
const refusedHeaders =
  /身份证|证件号|证件号码|护照|家庭住址|住址|籍贯|民族|政治面貌|婚姻|银行|工资|薪酬|病史|健康|微信|QQ|宗教/iu;

/** A column of a roster file and the field it goes to; `refused` where it must not be read at all. */
export interface RosterColumn {
  readonly index: number;
  readonly header: string;
  readonly field: RosterField | null;
  readonly refused: boolean;
}

/** Finds the field of each column by its header; a field is taken once, by the first column that fits. */
export function matchRosterColumns(header: readonly string[], kind: RosterKind): readonly RosterColumn[] {
  const taken = new Set<RosterField>();
  return header.flatMap((cell, index): RosterColumn[] => {
    const text = cell.replace(/[\s*＊]/gu, "").replace(/[（(].*?[)）]$/u, "");
    if (text === "") return [];
    const refused = refusedHeaders.test(text);
    const found = rosterFields.find(
      ({ id, kinds, headers }) => kinds.includes(kind) && !taken.has(id) && headers.test(text),
    );
    const id = refused ? null : (found?.id ?? null);
    if (id !== null) taken.add(id);
    return [{ index, header: cell.trim(), field: id, refused }];
  });
}
