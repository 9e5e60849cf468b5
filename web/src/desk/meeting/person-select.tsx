import { Form, Select } from "antd";

interface Props {
  readonly value?: string | null;
  readonly onChange?: (value: string | null) => void;
  readonly label: string;
  readonly clearable?: boolean;
}

/** A code among those of the session's participants. */
export function PersonSelect({ value, onChange, label, clearable = false, ...rest }: Props) {
  const form = Form.useFormInstance();
  const participants = (Form.useWatch("participants", form) ?? []) as readonly { readonly person?: string }[];
  const codes = [...new Set(participants.flatMap(({ person }) => person || []))];
  return (
    <Select
      {...rest}
      aria-label={label}
      allowClear={clearable}
      value={value ?? undefined}
      onChange={(chosen?: string) => onChange?.(chosen ?? null)}
      options={codes.map((code) => ({ value: code, label: code }))}
    />
  );
}
