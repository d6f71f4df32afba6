import { useTranslations } from "use-intl";

import { Field, Select } from "@/components/ui";
import type { UseMicrophone } from "@/lib/capture/use-microphone";

/** Which microphone; and what the browser does to its sound although it was asked not to. */
export function DeviceField({ microphone }: { microphone: UseMicrophone }) {
  const t = useTranslations("talk.device");
  const { devices, chosen, choose, got } = microphone;
  const named = devices.filter(({ label }) => label !== "");
  const filters = got?.filters ?? [];
  const hint = filters.length > 0 ? t("filters", { count: filters.length }) : undefined;
  return (
    <Field label={t("label")} hint={hint}>
      <Select
        value={named.some(({ id }) => id === chosen) ? (chosen ?? "") : ""}
        onChange={({ target }) => void choose(target.value || null)}
      >
        <option value="">
          {got?.label && chosen === null ? t("system", { label: got.label }) : t("systemUnknown")}
        </option>
        {named.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
