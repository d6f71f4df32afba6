import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Gestures, type GestureTarget } from "./gestures";

let stage: HTMLElement;
let gestures: Gestures;
const target = {
  pan: vi.fn<GestureTarget["pan"]>(),
  zoom: vi.fn<GestureTarget["zoom"]>(),
  hover: vi.fn<GestureTarget["hover"]>(),
  tap: vi.fn<GestureTarget["tap"]>(),
  select: vi.fn<GestureTarget["select"]>(),
  selects: vi.fn(() => false),
  wheelZooms: vi.fn(() => false),
};

const point = (type: string, clientX: number, more: PointerEventInit = {}) =>
  stage.dispatchEvent(
    new PointerEvent(type, { clientX, clientY: 10, pointerId: 1, pointerType: "mouse", button: 0, ...more }),
  );
const wheel = (init: WheelEventInit) => {
  const event = new WheelEvent("wheel", { cancelable: true, ...init });
  stage.dispatchEvent(event);
  return event.defaultPrevented;
};

beforeEach(() => {
  vi.clearAllMocks();
  stage = document.createElement("div");
  gestures = new Gestures(stage, target);
});
afterEach(() => gestures.dispose());

it("a click seeks, a drag moves the recording along with the pointer", () => {
  point("pointerdown", 100);
  point("pointermove", 102);
  point("pointerup", 102);
  expect(target.tap).toHaveBeenCalledWith(102);
  point("pointerdown", 100);
  point("pointermove", 110);
  point("pointermove", 130);
  point("pointerup", 130);
  expect(target.pan.mock.calls.map(([px]) => px)).toEqual([-10, -20]);
  expect(target.tap).toHaveBeenCalledTimes(1);
});

it("dragging with Shift selects", () => {
  point("pointerdown", 100, { shiftKey: true });
  point("pointermove", 160);
  point("pointerup", 160);
  expect(target.select).toHaveBeenLastCalledWith(100, 160, true);
  expect(target.pan).not.toHaveBeenCalled();
});

it("where selecting is on, two taps select without a drag", () => {
  target.selects.mockReturnValue(true);
  for (const x of [50, 90]) {
    point("pointerdown", x);
    point("pointerup", x);
  }
  target.selects.mockReturnValue(false);
  expect(target.select).toHaveBeenLastCalledWith(50, 90, true);
  expect(target.tap).not.toHaveBeenCalled();
});

it("two fingers zoom around the middle between them", () => {
  const touch = { pointerType: "touch" };
  point("pointerdown", 100, touch);
  point("pointerdown", 200, { ...touch, pointerId: 2 });
  point("pointermove", 300, { ...touch, pointerId: 2 });
  expect(target.zoom).toHaveBeenCalledWith(2, 200);
  expect(target.pan).toHaveBeenCalledWith(-50);
  point("pointerup", 300, { ...touch, pointerId: 2 });
  point("pointermove", 150, touch);
  expect(target.pan).toHaveBeenCalledTimes(1);
});

it("the wheel scrolls the page, unless the person works here, holds Ctrl, or scrolls sideways", () => {
  expect(wheel({ deltaY: 100 })).toBe(false);
  expect(wheel({ deltaY: 100, ctrlKey: true })).toBe(true);
  expect(wheel({ deltaX: 80 })).toBe(true);
  expect(target.pan).toHaveBeenCalledWith(80);
  target.wheelZooms.mockReturnValueOnce(true);
  expect(wheel({ deltaY: -100 })).toBe(true);
  const [factor] = target.zoom.mock.lastCall ?? [0];
  expect(factor).toBeGreaterThan(1);
});

it("reads out under the mouse, and no more when it has left", () => {
  point("pointermove", 42);
  point("pointerleave", 42);
  expect(target.hover.mock.calls).toEqual([[42], [null]]);
});
