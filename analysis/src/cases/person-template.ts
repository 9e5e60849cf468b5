import { type CaseTemplate, listPatterns, writtenByHand } from "./case-template.ts";

/** 风采案例: a scientist's portrait, 2,000–3,500 characters; titles, posts and figures stay with the writer's fact check. */
export const personTemplate: CaseTemplate = {
  kind: "person",
  sections: [
    writtenByHand("profile", "人物简介", "150—200字，公开口径：任职、学历、方向、代表性荣誉，逐项附证明并经保密审查。"),
    {
      id: "choice",
      heading: "一、成长与选择",
      guidance: "为什么走上这条路，为什么来、为什么留。",
      codes: ["7.9", "7.10"],
      cues: listPatterns(
        "小时候 父亲 母亲 我爸 我妈 考上 高考 大学 毕业 选择 选了 导师 回国 回来 留下 喜欢 这一行 这条路 入行 分配 辞职 当时有 调来 来天津",
      ),
      questions: listPatterns("走上 选择 为什么来 成长 当初 起步 怎么来 来历 从.*开始讲 学医 入行 小时候 辞职"),
      minimum: 180,
      maximum: 450,
    },
    {
      id: "journey",
      heading: "二、科研历程",
      guidance: "3—4个场景：时间、地点、人物、细节、对话，最难的时刻怎么过来。",
      codes: ["6.1", "7.2", "7.3"],
      cues: listPatterns(
        "最难 失败 那年 那一年 那次 那天 当时 凌晨 半夜 夜里 实验 数据 冬天 夏天 现场 第一次 终于 坚持 重新 从头 熬 结果 [〇零一二三四五六七八九]{4}年 \\d{4}年 第.{1,2}[次年天遍] 记得 突然",
      ),
      questions: listPatterns(
        "最难 时刻 经历 怎么过来 故事 过程 细节 后来 那天 那次 那年 当时 记得 失败 哪一年 怎么发现",
      ),
      minimum: 450,
      maximum: 900,
    },
    {
      id: "achievements",
      heading: "三、代表成果",
      guidance: "用非专业的话说明解决了什么问题，谁用上了，前后有何不同，附证据。",
      codes: ["1.2", "1.5", "6.4"],
      cues: listPatterns(
        "成果 技术 解决 用上 产品 国产 进口 性能 寿命 降低 提高 替代 标准 原理 装置 设备 品种 亩产 患者 病人 治 从.{1,8}到 原来.{1,30}现在 以前.{1,30}现在",
      ),
      questions: listPatterns("成果 解决了什么 技术 用上 非专业 意义 通俗 打个比方 是什么东西 有什么用 前后 不同"),
      minimum: 260,
      maximum: 550,
    },
    {
      id: "service",
      heading: "四、服务天津高质量发展",
      guidance: "产业链、企业、平台、数字；企业名称和效益口径须有证明。",
      codes: ["1.4", "1.6", "7.1", "7.11"],
      cues: listPatterns(
        "天津 滨海 本地 企业 产业 工厂 车间 落地 天开园 合作 转化 港口 京津冀 配套 社区 农户 乡 区里 津",
      ),
      questions: listPatterns("天津 服务 企业 产业 贡献 落地 本地 给了您什么"),
      minimum: 200,
      maximum: 500,
    },
    {
      id: "team",
      heading: "五、团队与育人",
      guidance: "学生和团队记得的小事，带出了什么样的人。",
      codes: ["1.7", "6.3"],
      cues: listPatterns("学生 团队 徒弟 年轻人 师傅 带着 带出 博士生 毕业 师兄 组会 手把手 年轻医生 小伙子 姑娘"),
      questions: listPatterns("学生 团队 育人 带 培养 年轻人"),
      minimum: 140,
      maximum: 400,
    },
    {
      id: "spirit",
      heading: "六、精神特质",
      guidance: "对照科学家精神：爱国、创新、求实、奉献、协同、育人，以事实说话。",
      codes: ["1.3"],
      cues: listPatterns(
        "国家 责任 较真 老实 不能造假 对得起 坚守 值得 底线 良心 本分 耐得住 一辈子 不敢 应该的 信 怕.{1,6}(?:人|骗|糊弄)",
      ),
      questions: listPatterns("精神 支撑 动力 坚持下来 看重 图什么 为了什么 怎么看待"),
      minimum: 60,
      maximum: 350,
    },
    {
      id: "remark",
      heading: "七、本人感言",
      guidance: "80字以内，逐字记录，由本人确认。",
      codes: ["8"],
      cues: listPatterns("我想说 一句话 年轻人 青年 希望你们 记住 别怕 慢慢"),
      questions: listPatterns("一句话 感言 青年人说 年轻人说 寄语 最想说 青年人 年轻人.*说 说一句"),
      minimum: 10,
      maximum: 80,
    },
    writtenByHand("chronicle", "附：大事年表", "年份、事件、证明材料；与人事档案核对。"),
  ],
};
