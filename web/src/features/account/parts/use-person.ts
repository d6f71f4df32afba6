import { useState } from "react";

import { faultsOf, NOBODY, type Faults, type Person } from "./new-person";

/** The fields of somebody new; faults are told when the form is sent, and go when they are mended. */
export function usePerson() {
  const [person, setPerson] = useState<Person>(NOBODY);
  const [told, setTold] = useState(false);
  const faults: Faults = told ? faultsOf(person) : {};
  return {
    person,
    setPerson,
    faults,
    /** Whether all is well; if not, the first field at fault gets the focus. */
    check: (form: HTMLFormElement | null): boolean => {
      const found = Object.keys(faultsOf(person));
      setTold(true);
      const first = ["name", "email", "password"].find((field) => found.includes(field));
      if (first) form?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return found.length === 0;
    },
  };
}
