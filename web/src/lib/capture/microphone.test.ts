import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { Microphone, type MicrophoneParts } from "./microphone";
import { FakeDevices } from "./testing/fake-microphone";

let devices: FakeDevices;
let end: () => void;

async function watched(parts: Partial<MicrophoneParts> = {}): Promise<Microphone> {
  const microphone = new Microphone({ ...devices.parts, ...parts });
  end = microphone.watch();
  await settle();
  return microphone;
}

/** Lets promises that are settled be heard. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const status = (microphone: Microphone) => microphone.state.get().status;

beforeEach(() => {
  localStorage.clear();
  devices = new FakeDevices();
});
afterEach(() => end());

describe("before it is open", () => {
  it("says whether one will be asked, was allowed, or refused", async () => {
    expect(status(await watched())).toBe("prompt");
    devices.permit("granted");
    expect(status(await watched())).toBe("granted");
    devices.permit("denied");
    expect(status(await watched())).toBe("refused");
  });

  it("follows what is changed in the browser's settings", async () => {
    const microphone = await watched();
    devices.permit("denied");
    expect(status(microphone)).toBe("refused");
    devices.permit("prompt");
    expect(status(microphone)).toBe("prompt");
  });

  it("says that the browser cannot record, or cannot here", async () => {
    expect(status(await watched({ mediaDevices: undefined }))).toBe("unsupported");
    expect(status(await watched({ recorder: false }))).toBe("unsupported");
    const insecure = await watched({ secure: false, mediaDevices: undefined });
    expect(status(insecure)).toBe("insecure");
    expect(await insecure.open()).toBeNull();
    expect(status(insecure)).toBe("insecure");
  });

  it("says that there is none, and sees when one is plugged in", async () => {
    devices.plugged = [];
    const microphone = await watched();
    expect(status(microphone)).toBe("missing");
    devices.replug([{ id: "usb", label: "USB" }]);
    await settle();
    expect(status(microphone)).toBe("prompt");
  });

  it("works in browsers that do not know the permission", async () => {
    devices.tells = false;
    const microphone = await watched();
    expect(status(microphone)).toBe("prompt");
    await microphone.open();
    expect(status(microphone)).toBe("open");
  });
});

describe("opening", () => {
  it("asks for the sound as it is, and says what was got", async () => {
    const microphone = await watched();
    const stream = await microphone.open();
    expect(devices.asked).toEqual([
      {
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
        channelCount: { ideal: 1 },
      },
    ]);
    expect(microphone.state.get()).toMatchObject({
      status: "open",
      stream,
      got: {
        label: "Built-in",
        device: "built-in",
        sampleRate: 48_000,
        channels: 1,
        filters: [],
        unknown: [],
      },
    });
  });

  it("says which filters stayed on, and of which nobody knows", async () => {
    devices.plugged = [
      {
        id: "phone",
        label: "Phone",
        settings: { noiseSuppression: true, autoGainControl: undefined as never },
      },
    ];
    const microphone = await watched();
    await microphone.open();
    expect(microphone.state.get().got).toMatchObject({
      filters: ["noiseSuppression"],
      unknown: ["autoGainControl"],
    });
  });

  it("tells a refusal from a question that was closed", async () => {
    const microphone = await watched();
    devices.says = "nothing";
    expect(await microphone.open()).toBeNull();
    expect(status(microphone)).toBe("prompt");
    devices.says = "no";
    expect(await microphone.open()).toBeNull();
    expect(status(microphone)).toBe("refused");
  });

  it.each([
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
    ["NotFoundError", "missing"],
    ["TypeError", "unsupported"],
  ])("says what %s means", async (name, expected) => {
    const microphone = await watched();
    devices.broken = name;
    expect(await microphone.open()).toBeNull();
    expect(status(microphone)).toBe(expected);
  });

  it("can be tried again when the other program has let it go", async () => {
    const microphone = await watched();
    devices.broken = "NotReadableError";
    await microphone.open();
    devices.broken = null;
    await microphone.open();
    expect(status(microphone)).toBe("open");
  });

  it("is given up when it is closed before the person has answered", async () => {
    const microphone = await watched();
    const opening = microphone.open();
    expect(status(microphone)).toBe("asking");
    microphone.close();
    expect(await opening).toBeNull();
    expect(devices.streams.map(({ active }) => active)).toEqual([false]);
    expect(status(microphone)).toBe("granted");
  });
});

describe("choosing", () => {
  it("lists what can be chosen, with names once it was allowed", async () => {
    const microphone = await watched();
    expect(microphone.state.get().devices).toEqual([]);
    await microphone.open();
    await settle();
    expect(microphone.state.get().devices).toEqual([
      { id: "built-in", label: "Built-in" },
      { id: "headset", label: "Headset" },
    ]);
  });

  it("takes the chosen one at once and the next time, too", async () => {
    const microphone = await watched();
    await microphone.open();
    await microphone.choose("headset");
    expect(microphone.state.get().got?.label).toBe("Headset");
    expect(devices.streams.map(({ active }) => active)).toEqual([false, true]);
    end();
    const again = await watched();
    expect(again.state.get().chosen).toBe("headset");
    await again.open();
    expect(again.state.get().got?.label).toBe("Headset");
  });

  it("takes the system's choice when the remembered one is not there today", async () => {
    localStorage.setItem("vivavoce.microphone", "gone");
    const microphone = await watched();
    await microphone.open();
    expect(microphone.state.get()).toMatchObject({
      status: "open",
      chosen: "gone",
      got: { device: "built-in" },
    });
  });

  it("goes back to the system's choice", async () => {
    const microphone = await watched();
    await microphone.choose("headset");
    await microphone.choose(null);
    await microphone.open();
    expect(microphone.state.get().got?.device).toBe("built-in");
    expect(localStorage).toHaveLength(0);
  });
});

describe("while it is open", () => {
  it("says that it was unplugged, and which are left", async () => {
    const microphone = await watched();
    await microphone.choose("headset");
    await microphone.open();
    devices.replug([{ id: "built-in", label: "Built-in" }]);
    await settle();
    expect(microphone.state.get()).toMatchObject({ status: "lost", stream: null, got: null });
    expect(microphone.state.get().devices).toEqual([{ id: "built-in", label: "Built-in" }]);
    await microphone.open();
    expect(status(microphone)).toBe("open");
  });

  it("sees new ones without letting go of the one that is open", async () => {
    const microphone = await watched();
    const stream = await microphone.open();
    devices.replug([...devices.plugged, { id: "usb", label: "USB" }]);
    await settle();
    expect(microphone.state.get().devices).toHaveLength(3);
    expect(microphone.state.get().stream).toBe(stream);
  });

  it("says that permission was taken back", async () => {
    const microphone = await watched();
    await microphone.open();
    devices.permit("denied");
    devices.streams[0]?.track.end();
    expect(status(microphone)).toBe("refused");
  });

  it("says that the system mutes it", async () => {
    const microphone = await watched();
    await microphone.open();
    devices.streams[0]?.track.mute(true);
    expect(microphone.state.get().muted).toBe(true);
    devices.streams[0]?.track.mute(false);
    expect(microphone.state.get().muted).toBe(false);
  });

  it("is let go when nobody watches any more", async () => {
    const microphone = await watched();
    await microphone.open();
    end();
    expect(devices.streams.map(({ active }) => active)).toEqual([false]);
    expect(microphone.state.get()).toMatchObject({ status: "granted", stream: null });
  });
});
