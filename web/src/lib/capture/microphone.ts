import { keep, recall } from "../util/keep";
import { createStore } from "../util/store";
import { patch } from "../live/patch";

/**
 * How it is with the microphone.
 * - `unsupported`: this browser cannot record; `insecure`: it could, but not from a page over plain HTTP.
 * - `prompt`: nobody was asked yet; `asking`: the browser is asking now.
 * - `granted`: allowed, and not open; `open`: it hears.
 * - `refused`: the person, or who looks after the device, said no.
 * - `missing`: there is none; `busy`: another program has it, or the system does not let it be opened.
 * - `lost`: it was open and was unplugged or taken away.
 */
export type MicrophoneStatus =
  | "checking"
  | "unsupported"
  | "insecure"
  | "prompt"
  | "asking"
  | "granted"
  | "open"
  | "refused"
  | "missing"
  | "busy"
  | "lost";

export interface Device {
  id: string;
  /** Empty as long as recording was never allowed. */
  label: string;
}

/** What the browser does to the sound although it was asked not to. */
export type Filter = "echoCancellation" | "noiseSuppression" | "autoGainControl";

/** What was got in answer to what was asked for. */
export interface Got {
  label: string;
  device: string | null;
  sampleRate: number | null;
  channels: number | null;
  /** Filters that are on: loudness and pitch are then not quite the speaker's own. */
  filters: readonly Filter[];
  /** Filters of which this browser does not say whether they are on. */
  unknown: readonly Filter[];
}

export interface MicrophoneState {
  status: MicrophoneStatus;
  /** All that can be chosen. The system's choice is not among them. */
  devices: readonly Device[];
  /** The device that was chosen; `null` leaves it to the system. */
  chosen: string | null;
  /** While it is open. */
  stream: MediaStream | null;
  got: Got | null;
  /** The system or a switch on the device mutes it: what is heard is silence. */
  muted: boolean;
}

/** What of the browser is needed. */
export interface MicrophoneParts {
  mediaDevices: MediaDevices | undefined;
  permissions: Permissions | undefined;
  recorder: boolean;
  secure: boolean;
}

export function microphoneParts(): MicrophoneParts {
  // The types say that all of this is always there; in old browsers and on pages over plain HTTP it is not.
  const navigator = window.navigator as Partial<Pick<Navigator, "mediaDevices" | "permissions">>;
  return {
    mediaDevices: navigator.mediaDevices,
    permissions: navigator.permissions,
    recorder: typeof MediaRecorder === "function",
    secure: window.isSecureContext,
  };
}

const FILTERS: readonly Filter[] = ["echoCancellation", "noiseSuppression", "autoGainControl"];
/** Names that stand for the system's choice. */
const ALIASES = new Set(["default", "communications", ""]);
const REMEMBERED = "microphone";

/** The microphone: whether it may be used, which one, and its sound while it is open. */
export class Microphone {
  readonly state = createStore<MicrophoneState>({
    status: "checking",
    devices: [],
    chosen: recall(REMEMBERED),
    stream: null,
    got: null,
    muted: false,
  });
  readonly #parts: MicrophoneParts;
  #permission: PermissionStatus | null = null;
  /** Number of the newest wish to open or close: an older one that is still being answered comes too late. */
  #wish = 0;

  constructor(parts: MicrophoneParts = microphoneParts()) {
    this.#parts = parts;
  }

  /** Looks after permission and devices until the function that comes back is called, which also closes the microphone. */
  readonly watch = (): (() => void) => {
    const { mediaDevices, recorder, secure } = this.#parts;
    if (!secure) patch(this.state, { status: "insecure" });
    else if (mediaDevices === undefined || !recorder) patch(this.state, { status: "unsupported" });
    if (!secure || mediaDevices === undefined || !recorder) return () => undefined;

    const control = new AbortController();
    const look = () => void this.#look();
    mediaDevices.addEventListener("devicechange", look);
    look();
    void this.#ask(control.signal);
    return () => {
      control.abort();
      mediaDevices.removeEventListener("devicechange", look);
      this.close();
    };
  };

  /** Opens the chosen microphone; asks for permission if need be. Resolves with its sound, or `null` when there is none. */
  readonly open = async (): Promise<MediaStream | null> => {
    const { mediaDevices } = this.#parts;
    const { status } = this.state.get();
    if (mediaDevices === undefined || status === "unsupported" || status === "insecure") return null;
    this.#release();
    const wish = ++this.#wish;
    patch(this.state, { status: "asking" });
    try {
      const stream = await this.#get(mediaDevices);
      if (wish !== this.#wish) {
        stop(stream);
        return null;
      }
      this.#opened(stream);
      // Labels are there only now.
      void this.#look();
      return stream;
    } catch (error) {
      if (wish === this.#wish) patch(this.state, { status: await this.#why(error) });
      return null;
    }
  };

  /** Lets the microphone go. */
  readonly close = (): void => {
    this.#wish += 1;
    this.#release();
    const { status } = this.state.get();
    if (status === "open" || status === "asking") patch(this.state, { status: this.#allowed() });
  };

  /** Takes another microphone from now on, and remembers it; `null` leaves it to the system. */
  readonly choose = async (device: string | null): Promise<void> => {
    keep(REMEMBERED, device);
    patch(this.state, { chosen: device });
    if (this.state.get().status === "open") await this.open();
  };

  async #get(mediaDevices: MediaDevices): Promise<MediaStream> {
    // Measurements need the sound as it is. Wishes, not demands: a browser that cannot leave a filter out still records.
    const plain: MediaTrackConstraints = {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 1 },
    };
    const { chosen } = this.state.get();
    if (chosen === null) return mediaDevices.getUserMedia({ audio: plain });
    try {
      return await mediaDevices.getUserMedia({ audio: { ...plain, deviceId: { exact: chosen } } });
    } catch (error) {
      // The remembered device is not plugged in today: the system's choice does, and the memory stays.
      const name = nameOf(error);
      if (name !== "OverconstrainedError" && name !== "NotFoundError") throw error;
      return mediaDevices.getUserMedia({ audio: plain });
    }
  }

  #opened(stream: MediaStream): void {
    const track = stream.getAudioTracks()[0];
    if (track === undefined) return;
    track.addEventListener("ended", () => {
      if (this.state.get().stream !== stream) return;
      this.#release();
      patch(this.state, { status: this.#permission?.state === "denied" ? "refused" : "lost" });
      void this.#look();
    });
    const muted = () => {
      if (this.state.get().stream === stream) patch(this.state, { muted: track.muted });
    };
    track.addEventListener("mute", muted);
    track.addEventListener("unmute", muted);
    patch(this.state, { status: "open", stream, got: got(track), muted: track.muted });
  }

  #release(): void {
    const { stream } = this.state.get();
    if (stream === null) return;
    patch(this.state, { stream: null, got: null, muted: false });
    stop(stream);
  }

  /** Which devices there are. */
  readonly #look = async (): Promise<void> => {
    const all = await this.#parts.mediaDevices?.enumerateDevices().catch(() => []);
    const inputs = (all ?? []).filter(({ kind }) => kind === "audioinput");
    const devices = inputs
      .filter(({ deviceId }) => !ALIASES.has(deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
    const known = this.state.get().devices;
    if (JSON.stringify(known) !== JSON.stringify(devices)) patch(this.state, { devices });
    const { status } = this.state.get();
    // Without permission, browsers show one input without a name if there is any.
    if (inputs.length === 0 && (status === "prompt" || status === "granted" || status === "checking"))
      patch(this.state, { status: "missing" });
    else if (inputs.length > 0 && status === "missing") patch(this.state, { status: this.#allowed() });
  };

  /** Whether it may be used, now and when that changes. */
  async #ask(signal: AbortSignal): Promise<void> {
    try {
      const permission = await this.#parts.permissions?.query({ name: "microphone" });
      signal.throwIfAborted();
      this.#permission = permission ?? null;
      permission?.addEventListener("change", this.#permitted, { signal });
    } catch {
      // Some browsers do not know this permission: opening the microphone will tell.
      if (signal.aborted) return;
    }
    this.#permitted();
  }

  readonly #permitted = (): void => {
    const { status } = this.state.get();
    if (status === "open" || status === "asking" || status === "missing") return;
    // Another program still has it, or it is still unplugged, whatever is allowed.
    if ((status === "busy" || status === "lost") && this.#permission?.state !== "denied") return;
    patch(this.state, { status: this.#allowed() });
  };

  #allowed(): MicrophoneStatus {
    if (this.#permission?.state === "granted") return "granted";
    return this.#permission?.state === "denied" ? "refused" : "prompt";
  }

  /** What a failure to open means. */
  async #why(error: unknown): Promise<MicrophoneStatus> {
    switch (nameOf(error)) {
      case "NotAllowedError":
      case "SecurityError": {
        // Who closes the question without an answer may be asked again.
        const now = await this.#parts.permissions?.query({ name: "microphone" }).catch(() => null);
        return now?.state === "prompt" ? "prompt" : "refused";
      }
      case "NotFoundError":
      case "OverconstrainedError":
        return "missing";
      case "TypeError":
        return "unsupported";
      default:
        // `NotReadableError`, `AbortError`: there and allowed, and cannot be opened.
        return "busy";
    }
  }
}

function got(track: MediaStreamTrack): Got {
  const settings = track.getSettings();
  return {
    label: track.label,
    device: settings.deviceId ?? null,
    sampleRate: settings.sampleRate ?? null,
    channels: settings.channelCount ?? null,
    filters: FILTERS.filter((filter) => settings[filter] === true),
    unknown: FILTERS.filter((filter) => settings[filter] === undefined),
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}
