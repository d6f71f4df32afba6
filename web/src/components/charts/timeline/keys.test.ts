import { expect, it } from "vitest";

import { actOf } from "./keys";

const press = (
  key: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) => actOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

it("moves, zooms and goes to the ends", () => {
  expect(press("ArrowRight")).toEqual({ do: "move", by: 1, select: false });
  expect(press("ArrowLeft", { shiftKey: true })).toEqual({ do: "move", by: -1, select: true });
  expect(press("Home")).toEqual({ do: "end", to: "start", select: false });
  expect(press("+")).toMatchObject({ do: "zoom" });
  expect(press("=")).toEqual(press("+"));
  expect(press("0")).toEqual({ do: "all" });
  expect(press("N", { shiftKey: true })).toEqual({ do: "mark", forward: false });
});

it("leaves to the browser what is the browser's", () => {
  expect(press("+", { ctrlKey: true })).toBeNull();
  expect(press("ArrowLeft", { altKey: true })).toBeNull();
  expect(press("Tab")).toBeNull();
  expect(press(" ")).toBeNull();
});
