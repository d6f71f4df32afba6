/** What the keys do on the timeline. */

export type Act =
  | { do: "move"; by: number; select: boolean }
  | { do: "page"; by: number }
  | { do: "end"; to: "start" | "end"; select: boolean }
  | { do: "zoom"; factor: number }
  | { do: "all" }
  | { do: "mark"; forward: boolean }
  | { do: "seek" }
  | { do: "clear" };

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `null` for keys that belong to the browser or to the page. */
export function actOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): Act | null {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return { do: "move", by: -1, select: shiftKey };
    case "ArrowRight":
    case "ArrowUp":
      return { do: "move", by: 1, select: shiftKey };
    case "PageUp":
      return { do: "page", by: -1 };
    case "PageDown":
      return { do: "page", by: 1 };
    case "Home":
      return { do: "end", to: "start", select: shiftKey };
    case "End":
      return { do: "end", to: "end", select: shiftKey };
    case "+":
    case "=":
      return { do: "zoom", factor: 1.6 };
    case "-":
    case "_":
      return { do: "zoom", factor: 1 / 1.6 };
    case "0":
      return { do: "all" };
    case "n":
      return { do: "mark", forward: true };
    case "N":
    case "p":
      return { do: "mark", forward: false };
    case "Enter":
      return { do: "seek" };
    case "Escape":
      return { do: "clear" };
    default:
      return null;
  }
}
