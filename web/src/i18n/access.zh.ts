/** What a page says to those whose role it is not for, in Simplified Chinese. */
export const accessZh = {
  page: (roles: readonly string[]): string => `此页面由${roles.join("、")}使用`,
  form: (roles: readonly string[]): string => `此项操作由${roles.join("、")}办理`,
  yours: (role: string): string => `您在本课题中的角色是${role}。如有需要，请联系课题负责人调整角色。`,
  packs: "新建课题由系统管理员或课题负责人办理，导入课题包的更新由本课题的负责人或研究人员办理。",
};

export type AccessMessages = typeof accessZh;
