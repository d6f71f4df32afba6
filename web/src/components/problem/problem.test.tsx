import { render, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { expect, test } from "vitest";

import { ApiProblem } from "@/lib/api/problem";

import ui from "../messages.es.json";
import server from "../server-words/messages.es.json";
import { useFault } from "./use-fault";
import { useProblemText } from "./use-problem-text";

const wrapper = ({ children }: { children: ReactNode }) => (
  <IntlProvider locale="es" messages={{ ui, server }} timeZone="UTC">
    {children}
  </IntlProvider>
);

const text = (detail: string) =>
  renderHook(() => useProblemText(), { wrapper }).result.current(
    new ApiProblem({ kind: "not-found", detail }),
  ).detail;

test("what the server says of this very case is told in the page's language, else what its kind means", () => {
  expect(text("There is no such session.")).toBe("Esa toma no existe.");
  expect(text("There is no such unicorn.")).toBe(ui.problem["not-found"].detail);
});

test("the fault of a field is told, marked as English where there are no words for it", () => {
  const fields = [
    { field: "password", message: "at least 5 different characters" },
    { field: "name", message: "too grand" },
  ];
  const fault = renderHook(() => useFault(new ApiProblem({ kind: "invalid", fields })), { wrapper }).result
    .current;
  const { container } = render(
    <>
      {fault("password")}
      {fault("name")}
    </>,
  );
  expect(container.innerHTML).toBe(
    '<span>Al menos 5 caracteres distintos</span><span lang="en">too grand</span>',
  );
  expect(fault("org")).toBeUndefined();
});
