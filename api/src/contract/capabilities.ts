import type { LocalizedText, Role } from "@diaoyan/instruments";

interface Capability {
  readonly label: LocalizedText & { readonly en: string };
  readonly roles: readonly Role[];
}

const lead = ["lead"] as const;
const research = ["lead", "researcher"] as const;
const field = ["lead", "researcher", "interviewer"] as const;
const everyone = ["lead", "researcher", "interviewer", "viewer"] as const;

const may = (roles: readonly Role[], en: string, zh: string): Capability => ({ label: { zh, en }, roles });

/**
 * Roles and rights: the one table that decides. Every route of a study names its right here, the server asks it, the desk
 * shows what it allows, and `docs/access.md` is written from it.
 */
export const capabilities = {
  "study.see": may(
    everyone,
    "See the study, its obligations and counts; leave it",
    "查看课题概况、任务与计数；退出课题",
  ),
  "study.describe": may(
    research,
    "Say who has the study done, who does it and who pays",
    "填写课题信息（委托和承担单位、负责人、经费来源等）",
  ),
  "questionnaires.see": may(everyone, "See questionnaires, versions and links", "查看问卷、版本和填答链接"),
  "questionnaires.edit": may(research, "Edit, publish and close questionnaires", "编辑、发布、关闭问卷"),
  "collectors.manage": may(research, "Open and close links, set their quota", "开放、关闭填答链接，设定名额"),
  "invitations.manage": may(research, "Invite people to answer; read who answered", "邀请填答，查看邀请名单与填答情况"),
  "responses.read": may(research, "Read single responses and their quality", "查看单份答卷与质量核查"),
  "responses.decide": may(research, "Decide whether a response counts", "认定答卷是否有效"),
  "responses.import": may(research, "Import responses collected elsewhere", "导入其他平台的答卷"),
  "data.export": may(research, "Export data, codings, evidence and snapshots", "导出数据、编码、佐证材料和快照"),
  "progress.see": may(everyone, "See progress, small groups withheld", "查看进度（小组数据隐去）"),
  "quotas.manage": may(research, "Plan quotas", "制定配额方案"),
  "disclosure.set": may(lead, "Set the smallest group that is shown", "设定最小显示份数"),
  "paper.see": may(everyone, "See batches of paper returns", "查看纸质问卷批次"),
  "paper.enter": may(field, "Type in paper returns", "录入纸质问卷"),
  "paper.manage": may(research, "Open batches, compare and decide entries", "新建批次，比对并裁定录入差异"),
  "paper.loosen": may(lead, "Let one person make both entries", "允许同一人录两遍"),
  "ledger.see": may(field, "See the evidence ledger by session", "查看佐证台账"),
  "letters.see": may(everyone, "See the cover letter's template", "查看调研函模板"),
  "letters.write": may(research, "Write cover letters to units", "生成发往单位的调研函"),
  "roster.count": may(everyone, "Count the roster, small groups withheld", "查看名册结构（小组数据隐去）"),
  "roster.manage": may(
    research,
    "Read and edit the roster with names and contacts",
    "查看、编辑名册中的姓名与联系方式",
  ),
  "evidence.see": may(everyone, "See indicators, findings and recommendations", "查看指标、问题与对策建议"),
  "evidence.edit": may(research, "Edit indicators, findings and recommendations", "编辑指标、问题与对策建议"),
  "policies.see": may(everyone, "See and compare policy documents", "查看、比较政策文件"),
  "policies.edit": may(research, "Import, read and edit policy documents", "导入、阅读、编辑政策文件"),
  "plan.see": may(field, "See the plan of visits", "查看调研计划"),
  "plan.edit": may(research, "Edit the plan of visits", "编辑调研计划"),
  "sessions.list": may(everyone, "See protocols and the list of sessions", "查看提纲和访谈场次列表"),
  "sessions.record": may(field, "Read and write notes, photos and recordings", "查看、填写访谈记录、照片和录音"),
  "sessions.rescue": may(research, "Open rescue files of devices", "打开设备救援文件"),
  "sessions.remove": may(lead, "Take a session away", "删除访谈记录"),
  "recordings.see": may(research, "See which recordings are kept, and assign them", "查看录音保存情况并归入场次"),
  "recordings.govern": may(lead, "Set how long recordings are kept; destroy them", "设定录音保存期限，销毁录音"),
  "transcripts.list": may(everyone, "See the list of transcripts", "查看转写稿列表"),
  "transcripts.read": may(research, "Read and search transcripts", "阅读、检索转写稿"),
  "transcripts.edit": may(research, "Import and correct transcripts", "导入、更正转写稿"),
  "originals.read": may(lead, "De-identify transcripts; read the originals", "转写稿去标识化，查阅原始转写稿"),
  "codebook.see": may(everyone, "See the codebook with counts", "查看编码本及计数"),
  "coding.do": may(research, "Code, write memos, edit the codebook", "编码、写备忘、修改编码本"),
  "agreement.measure": may(research, "Measure agreement of coders and adjudicate", "计算编码一致性并裁定分歧"),
  "agreement.draw": may(lead, "Draw and close blind second codings", "抽取并结束盲法复核编码"),
  "cases.list": may(everyone, "See the list of cases", "查看案例列表"),
  "cases.edit": may(research, "Read, draft and edit cases", "阅读、起草、编辑案例"),
  "cases.release": may(lead, "Record the secrecy check and the final version of a case", "登记案例的保密审查和定稿"),
  "leads.score": may(
    research,
    "See nominations with names, score and decide on leads",
    "查看推荐（含姓名）、评分并决定案例线索",
  ),
  "analyses.run": may(everyone, "Run analyses, small groups withheld", "运行分析（小组数据隐去）"),
  "weights.keep": may(research, "Keep weights under a name, see their totals", "保存权重，查看所用的总体数"),
  "variables.make": may(research, "Make variables of others and keep them under a name", "自建变量并保存"),
  "reports.see": may(everyone, "See outlines and download built reports", "查看报告提纲，下载已生成的报告"),
  "reports.build": may(research, "Edit outlines, build and merge reports", "编辑提纲，生成、合并报告"),
  "personal.govern": may(
    lead,
    "See what is held on whom; hand it out, erase it and certify so",
    "查看持有哪些人的信息，提供副本，删除并出具证明",
  ),
  "members.manage": may(
    lead,
    "Invite and remove members, change their roles, demand a second factor",
    "邀请、移除成员，调整角色，要求两步验证",
  ),
  "audit.read": may(lead, "Read and export the audit log", "查看、导出审计日志"),
} as const satisfies Readonly<Record<string, Capability>>;

/** The name of a right. */
export type CapabilityName = keyof typeof capabilities;
