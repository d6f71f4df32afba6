import { beforeAll, expect, test } from "vitest";

import {
  addSecondFactor,
  faults,
  fileInput,
  fillPerson,
  newPage,
  OWNER,
  setUp,
  SHORT,
  signIn,
  visit,
} from "../helpers/browser";
import { stage } from "../helpers/stage";

const LEARNER = { name: "Kim Lee", email: "kim@example.org", password: "seven green bottles" };
const STRANGER = { name: "Noor Haddad", email: "noor@example.net", password: "a door in the wall" };

const {
  server,
  chromium,
  page: owner,
} = await stage("missing", { env: { VIVAVOCE_ACCOUNTS__REGISTRATION: "open" } });
let recoveryCode: string;

beforeAll(() => setUp(owner, server));

test("what an owner may do opens with a second factor", async () => {
  await owner.goto(`${server.address}/admin`);
  await owner.getByText("A second factor is needed here").waitFor();
  recoveryCode = (await addSecondFactor(owner, server)).codes[0] ?? "";

  const found: string[] = [];
  for (const path of ["/admin", "/admin/rules", "/admin/audit", "/admin/running", "/learners", "/me"]) {
    await visit(owner, server.address + path);
    found.push(...(await faults(owner)).map((fault) => `${path} ${fault}`));
  }
  expect(found).toEqual([]);
});

test("somebody who is invited by mail joins as a learner, and sees nothing of managing", async () => {
  await owner.goto(`${server.address}/admin`);
  await owner.getByLabel("Mail address").fill(LEARNER.email);
  await owner.getByRole("button", { name: "Send the invitation" }).click();
  await owner.getByText(`The invitation to ${LEARNER.email} is on its way.`).first().waitFor();

  const learner = await newPage(chromium);
  await learner.goto(await server.mailed("join"));
  await fillPerson(learner, LEARNER);
  await learner.getByRole("button", { name: "Make the account and join" }).click();
  await learner.getByRole("link", { name: "Record your first take" }).waitFor();
  await learner.goto(`${server.address}/`);
  await learner.getByRole("link", { name: "Talk" }).first().waitFor();
  expect(await learner.getByRole("link", { name: "Manage" }).count()).toBe(0);
  await learner.goto(`${server.address}/admin`);
  await learner.getByText("Only for owners and admins").waitFor();
  await learner.context().close();

  await owner.reload();
  await owner.getByText(LEARNER.name).first().waitFor();
});

test("a second group sees nothing of the first", async () => {
  await (await fileInput(owner, server)).setInputFiles(SHORT);
  await owner.getByRole("button", { name: "Send it" }).click();
  await owner.waitForURL(/(session=|\/talk\/)[0-9a-f-]{36}$/);
  const take = /[0-9a-f-]{36}$/.exec(owner.url())?.[0] ?? "";

  const stranger = await newPage(chromium);
  await stranger.goto(`${server.address}/register`);
  await fillPerson(stranger, STRANGER);
  await stranger.getByRole("button", { name: "Make the account" }).click();
  await stranger.getByText("Look into your mail").waitFor();
  await stranger.goto(await server.mailed("register"));
  await stranger.waitForURL(/\/welcome$/);
  await stranger.goto(`${server.address}/talk/${take}`);
  await stranger.getByText("There is no such session.").waitFor();
  await stranger.goto(`${server.address}/talk`);
  await stranger.getByText("No takes yet").waitFor();
  await stranger.context().close();
});

test("signing in asks for the second factor, and a recovery code stands in for the app", async () => {
  const other = await newPage(chromium);
  await signIn(other, server, OWNER);
  const code = other.getByRole("textbox", { name: "Code of your app" });
  await code.fill("000000");
  await other.getByText("This code does not work").waitFor();
  expect(await faults(other)).toEqual([]);
  await other.getByRole("button", { name: "Use a recovery code" }).click();
  await other.getByRole("textbox", { name: "Recovery code" }).fill(recoveryCode);
  await other.getByRole("button", { name: "Confirm" }).click();
  await other.getByRole("link", { name: "Manage" }).first().waitFor();
  await other.context().close();
});

test("a password that was forgotten is chosen anew by mail, and ends every sign-in", async () => {
  const other = await newPage(chromium);
  await other.goto(`${server.address}/password-reset`);
  await other.getByLabel("Mail address").fill(LEARNER.email);
  await other.getByRole("button", { name: "Send the mail" }).click();
  await other.getByText("Look into your mail").waitFor();
  await other.goto(await server.mailed("password-reset"));
  await other.getByRole("textbox", { name: "New password" }).fill("eight green bottles");
  await other.getByRole("button", { name: "Save the password" }).click();
  await other.getByText("Your password is changed").waitFor();
  await signIn(other, server, LEARNER);
  await other.getByText("Address or password is wrong").waitFor();
  await signIn(other, server, { ...LEARNER, password: "eight green bottles" });
  await other.getByRole("link", { name: "Talk" }).first().waitFor();
  await other.context().close();
});
