import type { Codebook } from "@diaoyan/instruments";
import { Select } from "antd";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly codebook: Codebook;
  /** Id of the chosen code; undefined where none is. */
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly onChange: (code: string) => void;
}

/** One code of the codebook, found by its number or name. */
export function CodeSelect({ codebook, onChange, placeholder, value }: Props) {
  const texts = useTexts();
  return (
    <Select
      showSearch
      optionFilterProp="label"
      className="full"
      aria-label={texts.codingDesk.code}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(value === undefined ? {} : { value })}
      options={codebook.codes.map(({ id, name, number }) => ({ value: String(id), label: `${number} ${name}` }))}
      onChange={onChange}
    />
  );
}
