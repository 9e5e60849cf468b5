import { type Member, routes } from "@diaoyan/api/contract";
import type { Role } from "@diaoyan/instruments";
import { Alert, Button, Card, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { useAction, useRoute } from "../api.ts";
import { DemandFactor } from "../members/demand-factor.tsx";
import { MemberActions, RoleSelect, roles } from "../members/member-actions.tsx";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** Invites a person; the one-time link is shown once, to be handed over by one's own means. */
function Invite() {
  const texts = useTexts();
  const { id } = useStudy();
  const invite = useAction(routes.inviteMember);
  const [form] = Form.useForm<Invitation>();
  const submit = async (body: Invitation) => {
    await invite.mutateAsync({ params: { study: id }, body });
    form.resetFields();
  };
  const options = roles.map((value) => ({ value, label: texts.roles[value] }));
  const link = invite.data?.link;
  const absolute = link === undefined ? "" : new URL(link, location.origin).href;
  return (
    <Card size="small" title={texts.members.invite}>
      <Form<Invitation>
        form={form}
        layout="vertical"
        className="fields with-button"
        initialValues={{ role: "researcher" }}
        onFinish={(body) => void submit(body).catch(() => undefined)}
      >
        <Form.Item name="name" label={texts.name} rules={[{ required: true, max: 100 }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={texts.email} rules={[{ required: true, type: "email" }]}>
          <Input autoComplete="off" inputMode="email" />
        </Form.Item>
        <Form.Item name="role" label={texts.members.role}>
          <Select options={options} popupMatchSelectWidth={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={invite.isPending}>
          {texts.members.makeLink}
        </Button>
      </Form>
      <ProblemAlert error={invite.error} />
      {link !== undefined && (
        <Alert
          type="success"
          title={texts.members.linkTitle}
          description={
            <>
              <p>{texts.members.linkNote}</p>
              <code className="one-time-link">{absolute}</code> <CopyButton text={absolute} />
            </>
          }
        />
      )}
    </Card>
  );
}

/** Who works on the study and in which role. */
export function MembersPage() {
  const texts = useTexts();
  const { id } = useStudy();
  const list = useRoute(routes.listMembers, { params: { study: id } });
  const [refused, setRefused] = useState<unknown>(null);
  const columns = [
    { title: texts.name, dataIndex: "name" },
    { title: texts.email, dataIndex: "email" },
    {
      title: texts.members.role,
      render: (_: unknown, row: Member) => <RoleSelect member={row} onRefused={setRefused} />,
    },
    {
      title: texts.account.members.factor,
      render: (_: unknown, row: Member) =>
        row.invited ? "" : row.secondFactor ? texts.account.factor.on : texts.account.factor.off,
    },
    {
      title: texts.status,
      render: (_: unknown, row: Member) => (
        <Tag color={row.invited ? "blue" : "green"}>{row.invited ? texts.members.invited : texts.members.active}</Tag>
      ),
    },
    {
      title: texts.account.members.actions,
      render: (_: unknown, row: Member) => <MemberActions member={row} onRefused={setRefused} />,
    },
  ];
  return (
    <>
      <PageHead title={texts.menu.members} note={texts.members.note} />
      <div className="stack">
        <Invite />
        <QueryView query={list}>
          {({ members, demandsSecondFactor, secondFactorEverywhere }) => (
            <>
              <ProblemAlert error={refused} />
              <ListTable rowKey="email" columns={columns} dataSource={members} empty={texts.members.note} />
              <DemandFactor demanded={demandsSecondFactor} everywhere={secondFactorEverywhere} members={members} />
            </>
          )}
        </QueryView>
      </div>
    </>
  );
}
