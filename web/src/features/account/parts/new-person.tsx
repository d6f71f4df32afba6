import { useTranslations } from "use-intl";

import { useFault } from "@/components/problem";
import { Field, Input, PasswordInput } from "@/components/ui";
import type { ApiProblem } from "@/lib/api";

/** Who somebody new is. */
export type Person = { name: string; email: string; password: string };

export const NOBODY: Person = { name: "", email: "", password: "" };

/** As the server counts (`crates/server/src/accounts/fields.rs`). */
export const PASSWORD = { least: 10, most: 200, different: 5 };

export type Faults = Partial<Record<keyof Person, "missing" | "email" | "short" | "same">>;

/** What would be refused, said before it is sent. */
export function faultsOf({ name, email, password }: Person): Faults {
  const faults: Faults = {};
  if (!name.trim()) faults.name = "missing";
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) faults.email = "email";
  const characters = [...password];
  if (characters.length < PASSWORD.least) faults.password = "short";
  else if (new Set(characters).size < PASSWORD.different) faults.password = "same";
  return faults;
}

/** Name, address and password of somebody new. */
export function PersonFields({
  value,
  onChange,
  faults,
  problem,
}: {
  value: Person;
  onChange: (value: Person) => void;
  faults: Faults;
  problem: ApiProblem | null;
}) {
  const t = useTranslations("account");
  const theirs = useFault(problem);
  const told = (field: keyof Person) => {
    const fault = faults[field];
    return fault ? t(`fault.${fault}`) : theirs(field);
  };
  return (
    <>
      <Field label={t("name")} hint={t("nameHint")} error={told("name")}>
        <Input
          name="name"
          autoComplete="name"
          maxLength={200}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Field>
      <Field label={t("email")} error={told("email")}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          maxLength={254}
          value={value.email}
          onChange={(event) => onChange({ ...value, email: event.target.value })}
        />
      </Field>
      <Field label={t("newPassword")} hint={t("passwordHint")} error={told("password")}>
        <PasswordInput
          name="password"
          autoComplete="new-password"
          maxLength={PASSWORD.most}
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.target.value })}
        />
      </Field>
    </>
  );
}
