import { type Member, routes } from "@diaoyan/api/contract";
import type { Role } from "@diaoyan/instruments";
import { App, Button, Popconfirm, Select } from "antd";
import { useNavigate } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

export const roles: readonly Role[] = ["lead", "researcher", "interviewer", "viewer"];

interface Props {
  readonly member: Member;
  /** Told what was refused, null when an action begins. */
  readonly onRefused: (error: unknown) => void;
}

/** The role of a member, to be changed after a question. */
export function RoleSelect({ member, onRefused }: Props) {
  const texts = useTexts();
  const { id } = useStudy();
  const { modal } = App.useApp();
  const change = useAction(routes.changeMemberRole);
  const choose = async (role: Role) => {
    const title = texts.account.members.roleConfirm(member.name, texts.roles[role]);
    if (!(await modal.confirm({ title }))) return;
    onRefused(null);
    change.mutate({ params: { study: id, user: member.user }, body: { role } }, { onError: onRefused });
  };
  if (member.invited) return texts.roles[member.role];
  return (
    <Select<Role>
      size="small"
      aria-label={`${texts.members.role}${texts.colon}${member.name}`}
      value={member.role}
      disabled={change.isPending}
      options={roles.map((value) => ({ value, label: texts.roles[value] }))}
      popupMatchSelectWidth={false}
      onChange={(role) => void choose(role)}
    />
  );
}

/** Removes a member, takes an invitation back, or lets oneself go. */
export function MemberActions({ member, onRefused }: Props) {
  const texts = useTexts();
  const words = texts.account.members;
  const params = { study: useStudy().id };
  const navigate = useNavigate();
  const me = useRoute(routes.getMe, {});
  const remove = useAction(routes.removeMember);
  const withdraw = useAction(routes.withdrawMemberInvitation);
  const leave = useAction(routes.leaveStudy, { quiet: true });
  const isMe = me.data?.user.id === member.user;
  const act = () => {
    onRefused(null);
    if (member.invited) withdraw.mutate({ params, body: { email: member.email } }, { onError: onRefused });
    else if (isMe) leave.mutate({ params }, { onError: onRefused, onSuccess: () => void navigate("/studies") });
    else remove.mutate({ params: { ...params, user: member.user } }, { onError: onRefused });
  };
  const [label, question] = member.invited
    ? [words.withdraw, words.withdrawConfirm(member.name)]
    : isMe
      ? [words.leave, words.leaveConfirm]
      : [words.remove, words.removeConfirm(member.name)];
  return (
    <Popconfirm title={question} onConfirm={act} styles={{ root: { maxWidth: "20rem" } }}>
      <Button size="small" danger loading={remove.isPending || withdraw.isPending || leave.isPending}>
        {label}
      </Button>
    </Popconfirm>
  );
}
