import type { MicrophoneParts } from "../microphone";

/** A track that the test ends and mutes. */
export class FakeTrack extends EventTarget {
  readonly kind = "audio";
  readyState: "live" | "ended" = "live";
  muted = false;
  readonly label: string;
  readonly #settings: MediaTrackSettings;

  constructor(label: string, settings: MediaTrackSettings) {
    super();
    this.label = label;
    this.#settings = settings;
  }

  getSettings(): MediaTrackSettings {
    return this.#settings;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** The device was unplugged, or permission was taken back. */
  end(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? "mute" : "unmute"));
  }
}

export class FakeStream extends EventTarget {
  readonly track: FakeTrack;

  constructor(track: FakeTrack) {
    super();
    this.track = track;
  }

  getTracks(): FakeTrack[] {
    return [this.track];
  }

  getAudioTracks(): FakeTrack[] {
    return [this.track];
  }

  get active(): boolean {
    return this.track.readyState === "live";
  }
}

interface Plugged {
  id: string;
  label: string;
  /** What the browser does with it whatever it is asked for. */
  settings?: MediaTrackSettings;
}

/** A browser with microphones and somebody who is asked for permission. */
export class FakeDevices extends EventTarget {
  plugged: Plugged[] = [
    { id: "built-in", label: "Built-in" },
    { id: "headset", label: "Headset" },
  ];
  /** What the person says when asked. */
  says: "yes" | "no" | "nothing" = "yes";
  /** The name of the error that opening ends with. */
  broken: string | null = null;
  /** Whether the browser knows the permission at all. */
  tells = true;
  readonly permission = Object.assign(new EventTarget(), { state: "prompt" });
  streams: FakeStream[] = [];
  asked: MediaTrackConstraints[] = [];

  readonly getUserMedia = async ({ audio }: { audio: MediaTrackConstraints }): Promise<FakeStream> => {
    this.asked.push(audio);
    await Promise.resolve();
    if (this.says !== "yes") {
      if (this.says === "no") this.permit("denied");
      throw new DOMException("Permission denied", "NotAllowedError");
    }
    this.permit("granted");
    if (this.broken !== null) throw new DOMException("no", this.broken);
    if (this.plugged.length === 0) throw new DOMException("none", "NotFoundError");
    const wish = (audio.deviceId as { exact: string } | undefined)?.exact;
    const device = wish === undefined ? this.plugged[0] : this.plugged.find(({ id }) => id === wish);
    if (device === undefined) throw new DOMException("not there", "OverconstrainedError");
    const settings = {
      deviceId: device.id,
      sampleRate: 48_000,
      channelCount: 1,
      echoCancellation: audio.echoCancellation === true,
      noiseSuppression: audio.noiseSuppression === true,
      autoGainControl: audio.autoGainControl === true,
      ...device.settings,
    };
    const stream = new FakeStream(new FakeTrack(device.label, settings));
    this.streams.push(stream);
    return stream;
  };

  readonly enumerateDevices = (): Promise<unknown[]> => {
    const named = this.permission.state === "granted";
    const inputs = named
      ? [{ id: "default", label: "Default" }, ...this.plugged]
      : this.plugged.slice(0, 1).map(() => ({ id: "", label: "" }));
    return Promise.resolve([
      { kind: "audiooutput", deviceId: "speaker", label: "Speaker" },
      ...(this.plugged.length === 0 ? [] : inputs).map(({ id, label }) => ({
        kind: "audioinput",
        deviceId: id,
        label,
      })),
    ]);
  };

  readonly query = (): Promise<unknown> =>
    this.tells ? Promise.resolve(this.permission) : Promise.reject(new TypeError("unknown permission"));

  permit(state: PermissionState): void {
    if (this.permission.state === state) return;
    this.permission.state = state;
    this.permission.dispatchEvent(new Event("change"));
  }

  /** Devices come and go. */
  replug(plugged: Plugged[]): void {
    const open = this.streams.filter(({ active }) => active);
    for (const { track } of open)
      if (!plugged.some(({ id }) => id === track.getSettings().deviceId)) track.end();
    this.plugged = plugged;
    this.dispatchEvent(new Event("devicechange"));
  }

  get parts(): MicrophoneParts {
    return {
      mediaDevices: this as unknown as MediaDevices,
      permissions: { query: this.query } as unknown as Permissions,
      recorder: true,
      secure: true,
    };
  }
}
