import { type RosterUnitLine, routes } from "@diaoyan/api/contract";
import type { Session } from "@diaoyan/instruments";
import { AutoComplete, Form } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";

type Site = Session["site"];

/** The units of the study, for those who may know their names; for others none. */
function useUnits(): readonly RosterUnitLine[] {
  const { id, role } = useStudy();
  const enabled = mayCall(role, routes.getRoster);
  const roster = useRoute(routes.getRoster, { params: { study: id }, query: { limit: 0 } }, { enabled });
  return roster.data?.units ?? [];
}

/** The unit by its code, found by name; one that the study knows brings type, level and district along. */
export function UnitField() {
  const texts = useTexts();
  const isNamed = (_: unknown, site?: Site) =>
    site?.unit ? Promise.resolve() : Promise.reject(new Error(texts.fieldDesk.unitMissing));
  return (
    <Form.Item name="site" label={texts.sessions.unit} required rules={[{ validator: isNamed }]}>
      <UnitInput />
    </Form.Item>
  );
}

interface InputProps {
  readonly id?: string;
  readonly value?: Site;
  readonly onChange?: (site: Site) => void;
}

function UnitInput({ id, value, onChange }: InputProps) {
  const texts = useTexts();
  const units = useUnits();
  const choose = (code: string) => {
    const known = units.find((unit) => unit.code === code);
    const { unitType, pilotLevel, keyUnit, district } = known ?? (value as Site);
    onChange?.({ ...(value as Site), unit: code as Site["unit"], unitType, pilotLevel, keyUnit, district });
  };
  const name = units.find(({ code }) => code === value?.unit)?.name;
  return (
    <>
      <AutoComplete
        {...(id === undefined ? {} : { id })}
        value={value?.unit ?? ""}
        placeholder={units.length > 0 ? texts.fieldDesk.unitByName : "U-01"}
        options={units.map((unit) => ({ value: unit.code, label: unit.name, names: [unit.name, ...unit.aliases] }))}
        popupMatchSelectWidth={false}
        filterOption={(typed, option) =>
          [option?.value ?? "", ...(option?.names ?? [])].some((one) => one.includes(typed))
        }
        onChange={choose}
      />
      {name !== undefined && <span className="note">{name}</span>}
    </>
  );
}
