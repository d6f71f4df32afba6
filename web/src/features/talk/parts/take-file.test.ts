import { expect, it } from "vitest";

import { faultOf, LARGEST, titleOf } from "./take-file";

const file = (name: string, size = 1000, type = "") => ({ name, size, type });

it.each([
  ["talk.wav", "audio/wav"],
  ["talk.MP3", ""],
  ["talk", "audio/ogg"],
  ["talk.mp4", "video/mp4"],
])("takes %s (%s)", (name, type) => expect(faultOf(file(name, 1000, type))).toBeNull());

it("refuses what is no sound", () => {
  expect(faultOf(file("notes.pdf", 1000, "application/pdf"))).toBe("no-sound");
  expect(faultOf(file("wav"))).toBe("no-sound");
});

it("refuses what is empty or too large, and nothing before", () => {
  expect(faultOf(file("talk.wav", 0))).toBe("empty");
  expect(faultOf(file("talk.wav", LARGEST))).toBeNull();
  expect(faultOf(file("talk.wav", LARGEST + 1))).toBe("too-large");
});

it("makes a title of a name", () => {
  expect(titleOf("my_third-take.final.webm")).toBe("my third take.final");
});
