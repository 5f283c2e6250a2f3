import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AllocationReport, type Report, reportSchema } from "../../cli/report/schema";
import {
  type LiveStack,
  OTHER_PROFILE,
  TENANT,
  allocation,
  js,
  program,
  range,
  succeeded,
} from "../engine/support/live-stack";
import { repositoryRoot } from "../engine/support/pulumi-cli";
import { type Result, start } from "../engine/support/running";
import { useLiveStack } from "../engine/support/use-live-stack";

const DAY_MS = 24 * 60 * 60 * 1000;
const HIDDEN = ["+61395556100", "+61395556101", "+61395556102"];
const desks = { phoneNumberRanges: [range("+61395556900", "+61395556929")] };
const small = allocation("small", { phoneNumbers: ["+61395557000", "+61395557001"] });
const hush = allocation("hush", { phoneNumbers: js(`pulumi.secret(${JSON.stringify(HIDDEN)})`) });

const stacks = useLiveStack("file");
let live: LiveStack;
beforeAll(async () => {
  // Numbers stay Uploaded, as those of a customer who has not consented.
  const emulator = { acquireAfterMs: 365 * DAY_MS };
  live = await stacks.applied(program(allocation("desks", desks), small, hush), { emulator });
});

/** `pulumi preview --json --show-sames > preview.json`, whatever comes of it. */
async function preview(): Promise<{ file: string; result: Result }> {
  const result = await live.stack.preview({ args: ["--json", "--show-sames"] });
  const file = join(live.stack.dir, "preview.json");
  writeFileSync(file, result.stdout);
  return { file, result };
}

/** The command as users run it. */
function report(...args: string[]): Promise<Result> {
  const command = [join(repositoryRoot, "dist/cli/main.js"), "report", ...args];
  return start(process.execPath, command, { cwd: live.stack.dir, env: process.env }).result;
}

async function json(file: string): Promise<{ code: number | null; report: Report }> {
  const { code, stdout } = await report(file, "--format", "json");
  return { code, report: reportSchema.parse(JSON.parse(stdout)) };
}

function named(said: Report, name: string): AllocationReport | undefined {
  return said.allocations.find((one) => one.name === name);
}

it("npx pulumi-liveplatform report, on what the real CLI previews, exits with 0 where there is nothing to do, and names numbers that wait for Operator Connect", async () => {
  live.emulator.portal.age("+61395556900..+61395556904", 3 * DAY_MS);
  live.emulator.portal.age("+61395556100", 3 * DAY_MS);
  live.emulator.portal.acquire("+61395556900");
  const { file } = await preview();
  const { code, report: said } = await json(file);
  expect(code).toBe(0);
  expect(said).toMatchObject({ outcome: "nothing", unchanged: { resources: 3, unlisted: 0 } });
  const since = new Date(live.emulator.now() - 3 * DAY_MS).toISOString().slice(0, 10);
  const waiting = { since, count: 4, numbers: ["+61395556901..+61395556904"] };
  expect(said.allocations.map(({ name, notAcquired }) => ({ name, notAcquired }))).toEqual([
    { name: "desks", notAcquired: waiting },
  ]);
  // The next day says the same: a number that waits is no change, neither to Pulumi nor to the state.
  succeeded(await live.stack.up());
  expect(live.outputs("desks")["notAcquired"]).toEqual(waiting);
  expect(live.outputs("hush")["notAcquired"]).toHaveProperty("ciphertext");
  await live.expectNoChanges();
});

it("npx pulumi-liveplatform report, on what the real CLI previews, foretells, in numbers, what an up then does to the platform", async () => {
  const { portal } = live.emulator;
  portal.remove(TENANT, "+61395556905");
  portal.reprofile("+61395556906..+61395556907", OTHER_PROFILE);
  portal.mark("+61395556908");
  // It moves to the allocation whose profile it has: nothing is sent for it.
  portal.reprofile("+61395556921", OTHER_PROFILE);
  live.stack.write(
    program(
      allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556919")] }),
      allocation("second", { phoneNumbers: ["+61395556920", "+61395558000"] }),
      allocation("small", {
        phoneNumbers: ["+61395557000", "+61395557001", "+61395556921"],
        callingProfile: OTHER_PROFILE,
      }),
      hush,
    ),
  );
  const { file } = await preview();
  const { code, report: said } = await json(file);
  expect(code).toBe(3);
  expect(said.totals).toMatchObject({
    allocations: 3,
    added: 1,
    released: 8,
    replaced: 0,
    reset: 2,
    moved: 2,
    drifted: 5,
  });
  expect(said.releases).toEqual([{ msTenantId: TENANT, count: 12 }]);
  const before = { ...live.emulator.counts };
  const run = await live.stack.up({ args: ["--json"] });
  succeeded(run);
  const { numbersUploaded, numbersReleased } = live.emulator.counts;
  // Released: 8 taken out, 2 replaced, 2 with another profile. Uploaded: 1 new, 2 replaced, 2 with their profile, 1 missing.
  expect(numbersReleased - before.numbersReleased).toBe(12);
  expect(numbersUploaded - before.numbersUploaded).toBe(6);
  // One of the stack's lists is secret, and a run prints it in another form than a preview.
  writeFileSync(file, run.stdout);
  expect((await json(file)).report).toMatchObject({
    run: { done: { uploaded: 1, released: 8, repaired: 4, reset: 2 } },
  });
  await live.expectNoChanges();
});

it("npx pulumi-liveplatform report, on what the real CLI previews, puts numbers in use that a replacement would release first, and never shows a secret number", async () => {
  live.emulator.portal.assign(["+61395557000", "+61395556100"]);
  const secret = allocation("hush", { phoneNumbers: js(`pulumi.secret(["+61395556101"])`) });
  live.stack.write(program(allocation("desks", { phoneNumbers: ["+61395556900"] }), small, secret));
  const { file } = await preview();
  const markdown = await report(file);
  expect(markdown.code).toBe(2);
  const [first = ""] = markdown.stdout.split("\n").filter((line) => line.startsWith("> - "));
  expect(first).toContain("number in use");
  expect(markdown.stdout).toMatch(/\*\*`small`\*\*: this update .*1 number in use: \+61395557000/);
  expect(markdown.stdout).toContain("**`hush`**: this update will release 1 number in use;");
  for (const number of HIDDEN) expect(markdown.output).not.toContain(number);
  const { report: said } = await json(file);
  expect(named(said, "hush")).toMatchObject({ secret: true, before: 3, after: null, released: null });
  expect(named(said, "second")).toMatchObject({
    operation: "delete",
    released: { "+61395556920": 1, "+61395558000": 1 },
  });
});

it("npx pulumi-liveplatform report, on what the real CLI previews, exits with 4 and gives the reasons where the preview fails, and with 1 where there is no preview", async () => {
  live.stack.write(program(allocation("desks", { phoneNumbers: ["61395556900"] })));
  const { file, result } = await preview();
  expect(result.ok).toBe(false);
  const markdown = await report(file);
  expect(markdown.code).toBe(4);
  expect(markdown.stdout).toContain("> - **`desks`**: phoneNumbers\\[0\\]: ");

  const none = await live.stack.run(["preview", "--json", "--stack", "nowhere"]);
  writeFileSync(file, none.stdout);
  const unreadable = await report(file);
  expect(unreadable.code).toBe(1);
  expect(unreadable.stdout).toBe("");
  expect(unreadable.stderr).toContain(
    "preview.json is empty: the command that was to write it ended before it began",
  );
});
