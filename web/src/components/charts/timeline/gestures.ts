/** Mouse, pen, fingers and wheel on the timeline, told as what they mean. */

export interface GestureTarget {
  /** Moves the view by px: positive moves it to later times. */
  pan(px: number): void;
  /** Zooms around the place `x`. */
  zoom(factor: number, x: number): void;
  /** The pointer is over `x`; `null` when it left. */
  hover(x: number | null): void;
  tap(x: number): void;
  /** A stretch is being chosen, `done` with the last move. */
  select(from: number, to: number, done: boolean): void;
  /** Whether dragging selects. */
  selects(): boolean;
  /** Whether the wheel alone zooms: only when the person works here, or else the page could not be scrolled past. */
  wheelZooms(): boolean;
}

/** A pointer that moved less has tapped. */
const SLACK = 5;

interface Point {
  x: number;
  y: number;
}

export class Gestures {
  readonly #stage: HTMLElement;
  readonly #target: GestureTarget;
  readonly #pointers = new Map<number, Point>();
  readonly #control = new AbortController();
  #start: Point = { x: 0, y: 0 };
  #kind: "none" | "press" | "pan" | "select" | "pinch" = "none";
  #selecting = false;
  /** Where a selection of two taps began. */
  #anchor: number | null = null;

  constructor(stage: HTMLElement, target: GestureTarget) {
    this.#stage = stage;
    this.#target = target;
    const options = { signal: this.#control.signal };
    stage.addEventListener("pointerdown", (event) => this.#down(event), options);
    stage.addEventListener("pointermove", (event) => this.#move(event), options);
    stage.addEventListener("pointerup", (event) => this.#up(event), options);
    stage.addEventListener("pointercancel", (event) => this.#cancel(event), options);
    stage.addEventListener(
      "pointerleave",
      (event) => {
        if (event.pointerType === "mouse") target.hover(null);
      },
      options,
    );
    stage.addEventListener("wheel", (event) => this.#wheel(event), { ...options, passive: false });
  }

  dispose(): void {
    this.#control.abort();
  }

  /** Forgets the first tap of a selection. */
  forget(): void {
    this.#anchor = null;
  }

  #at(event: { clientX: number; clientY: number }): Point {
    const box = this.#stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #down(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const point = this.#at(event);
    this.#pointers.set(event.pointerId, point);
    // Not there in every browser for every pointer; without it a drag just ends at the edge.
    if (event.isTrusted) this.#stage.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 2) {
      this.#kind = "pinch";
    } else if (this.#pointers.size === 1) {
      this.#start = point;
      this.#kind = "press";
      this.#selecting = this.#target.selects() || event.shiftKey;
    }
  }

  #move(event: PointerEvent): void {
    const point = this.#at(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.#target.hover(point.x);
      return;
    }
    if (this.#kind === "pinch") {
      this.#pinch(event.pointerId, before, point);
      return;
    }
    if (this.#kind === "press" && Math.abs(point.x - this.#start.x) > SLACK) {
      this.#kind = this.#selecting ? "select" : "pan";
      this.#pointers.set(event.pointerId, this.#kind === "pan" ? this.#start : point);
    }
    if (this.#kind === "pan") {
      this.#target.pan((this.#pointers.get(event.pointerId)?.x ?? point.x) - point.x);
    } else if (this.#kind === "select") {
      this.#target.select(this.#start.x, point.x, false);
    }
    if (this.#kind !== "press") this.#pointers.set(event.pointerId, point);
  }

  #pinch(moved: number, before: Point, point: Point): void {
    const other = [...this.#pointers].find(([id]) => id !== moved)?.[1];
    this.#pointers.set(moved, point);
    if (!other) return;
    const apart = (one: Point) => Math.max(20, Math.hypot(one.x - other.x, one.y - other.y));
    const centre = (one: Point) => (one.x + other.x) / 2;
    this.#target.pan(centre(before) - centre(point));
    this.#target.zoom(apart(point) / apart(before), centre(point));
  }

  #up(event: PointerEvent): void {
    const point = this.#at(event);
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#kind === "press") this.#tapped(point.x);
    if (this.#kind === "select") this.#target.select(this.#start.x, point.x, true);
    // After a pinch, the finger that stays down does not pan: people lift their fingers one after the other.
    if (this.#pointers.size === 0) this.#kind = "none";
  }

  #tapped(x: number): void {
    if (!this.#selecting) {
      this.#target.tap(x);
    } else if (this.#anchor === null) {
      this.#anchor = x;
      this.#target.select(x, x, false);
    } else {
      this.#target.select(this.#anchor, x, true);
      this.#anchor = null;
    }
  }

  #cancel(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (this.#pointers.size === 0) this.#kind = "none";
  }

  #wheel(event: WheelEvent): void {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (
      !event.ctrlKey &&
      !event.metaKey &&
      Math.abs(sideways) >= Math.abs(event.shiftKey ? 0 : event.deltaY)
    ) {
      event.preventDefault();
      this.#target.pan(sideways * unit);
    } else if (event.ctrlKey || event.metaKey || this.#target.wheelZooms()) {
      event.preventDefault();
      // A trackpad's pinch comes as a wheel with Ctrl and small steps.
      const speed = event.ctrlKey && Math.abs(event.deltaY) < 40 ? 0.01 : 0.0025;
      this.#target.zoom(Math.exp(-event.deltaY * unit * speed), this.#at(event).x);
    }
  }
}
