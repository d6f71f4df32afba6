import { expect, it } from "vitest";

import { faultOf, titleOf } from "./take-file";

const LARGEST = 7_000_000;

const file = (name: string, size = 1000, type = "") => ({ name, size, type });

it.each([
  ["talk.wav", "audio/wav"],
  ["talk.MP3", ""],
  ["talk", "audio/ogg"],
  ["talk.mp4", "video/mp4"],
])("takes %s (%s)", (name, type) => expect(faultOf(file(name, 1000, type), LARGEST)).toBeNull());

it("refuses what is no sound", () => {
  expect(faultOf(file("notes.pdf", 1000, "application/pdf"), LARGEST)).toBe("no-sound");
  expect(faultOf(file("wav"), LARGEST)).toBe("no-sound");
});

it("refuses what is empty or too large, and nothing before", () => {
  expect(faultOf(file("talk.wav", 0), LARGEST)).toBe("empty");
  expect(faultOf(file("talk.wav", LARGEST), LARGEST)).toBeNull();
  expect(faultOf(file("talk.wav", LARGEST + 1), LARGEST)).toBe("too-large");
  expect(faultOf(file("talk.wav", LARGEST + 1), null)).toBeNull();
});

it("makes a title of a name", () => {
  expect(titleOf("my_third-take.final.webm")).toBe("my third take.final");
});
