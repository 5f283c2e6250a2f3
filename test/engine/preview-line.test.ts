import { parsePreview } from "../../cli/report/preview";
import {
  type LiveStack,
  OTHER_PROFILE,
  OTHER_TENANT,
  TENANT,
  allocation,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { said } from "./support/said";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();
let live: LiveStack;

const desks = (args: Record<string, unknown>, ...others: string[]): string =>
  program(allocation("desks", args), ...others);
const block = (start: string, end: string) => ({ phoneNumberRanges: [range(start, end)] });
const HUNDRED = block("+61395556900", "+61395556999");

async function preview(): Promise<string[]> {
  return said(succeeded(await live.stack.preview()));
}

/** With its preview. */
async function up(): Promise<string[]> {
  return said(succeeded(await live.stack.up({ skipPreview: false })));
}

it("a preview and an up say in one line what is uploaded, released, repaired and given other settings, and what an up cannot do", async () => {
  live = await stacks.create({ program: desks(HUNDRED) });
  expect(await up()).toEqual(["uploads 100", "uploaded 100"]);
  expect(await preview()).toEqual([]);

  live.stack.write(desks(block("+61395556905", "+61395557004")));
  const json = succeeded(await live.stack.preview({ args: ["--json"] }));
  const { diagnostics } = parsePreview(json.slice(json.indexOf("{")), "preview");
  expect(diagnostics.map(({ severity, message }) => [severity, message.trim()])).toEqual([
    ["info", "uploads 5, releases 5 (+61395556900..+61395556904)"],
  ]);
  expect(await up()).toEqual([
    "uploads 5, releases 5 (+61395556900..+61395556904)",
    "uploaded 5, released 5 (+61395556900..+61395556904)",
  ]);

  live.emulator.portal.remove(TENANT, "+61395556910");
  live.emulator.portal.mark("+61395556911..+61395556912");
  live.emulator.portal.assign("+61395556920..+61395556921");
  live.emulator.portal.reprofile("+61395556920", OTHER_PROFILE);
  const lines = await preview();
  expect(lines.sort()).toEqual([
    "repairs 3",
    expect.stringMatching(
      /^warning: an up cannot do this: \+61395556920: callingProfile .* in use \(UserAssigned\)/,
    ),
  ]);
});

it("a preview and an up say in one line what gets new settings, moves to another tenant, or to another allocation without a request", async () => {
  live = await stacks.applied(desks(HUNDRED));
  live.emulator.portal.assign("+61395556920..+61395556921");
  live.stack.write(desks({ ...HUNDRED, callingProfile: OTHER_PROFILE }));
  expect(await preview()).toContain("gives new settings to 100 (callingProfile); 2 in use");

  live.emulator.portal.unassign("+61395556920..+61395556921");
  live.stack.write(desks({ ...HUNDRED, msTenantId: OTHER_TENANT }));
  expect(await preview()).toEqual(["uploads 100, releases 100 (+61395556900..+61395556999)"]);

  const lobby = allocation("lobby", block("+61395556990", "+61395556999"));
  live.stack.write(desks(block("+61395556900", "+61395556989"), lobby));
  const done = succeeded(await live.stack.up({ skipPreview: false }));
  expect([said(done), said(done, "lobby")]).toEqual([
    ['hands over 10 to "lobby"', 'handed over 10 to "lobby"'],
    ['takes over 10 from "desks"', 'took over 10 from "desks"'],
  ]);
  expect(said(succeeded(await live.stack.destroy()))).toEqual(["released 90 (+61395556900..+61395556989)"]);
});
