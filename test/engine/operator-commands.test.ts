import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportSchema } from "../../cli/report/schema";
import { killDuring } from "./support/kill";
import { UP, onDemand, tasksEnd } from "./support/killed-runs";
import {
  type LiveStack,
  OTHER_PROFILE,
  TENANT,
  allocation,
  js,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack("file");
let live: LiveStack;
beforeAll(async () => {
  const desks = allocation("desks", { phoneNumberRanges: [range("+61395556900", "+61395556909")] });
  const hush = allocation("hush", { phoneNumbers: js(`pulumi.secret(["+61395557000"])`) });
  live = await stacks.applied(program(desks, hush));
});

it("find names the stack and the resource of a number, also of one that is secret in the state", async () => {
  const { code, stdout } = await live.stack.command(
    "find",
    "+61 3 9555 6900..+61 3 9555 6909",
    "+61395557000",
    "--backend",
  );
  expect(stdout).toMatch(/^\+61395556900\.\.\+61395556909 \(10\) .* stack \S*dev: desks$/m);
  expect(stdout).toMatch(/^\+61395557000 .* stack \S*dev: hush$/m);
  expect(stdout).toContain("Looked for in 1 state.");
  expect(code).toBe(0);
  const nowhere = await live.stack.command("find", "+61395558888", "--backend", "--json");
  expect(nowhere.code).toBe(2);
  expect(JSON.parse(nowhere.stdout)).toMatchObject({ found: [{ msTenantId: null, heldBy: [] }] });
});

it("drift finds what a preview finds, in the same words, and all well after the up", async () => {
  live.emulator.portal.remove(TENANT, "+61395556905");
  live.emulator.portal.reprofile("+61395556906", OTHER_PROFILE);
  const { code, stdout } = await live.stack.command("drift", "--backend", "--format", "json");
  expect(code).toBe(3);
  const found = reportSchema.parse(JSON.parse(stdout));
  expect(found.errors).toEqual([]);
  const preview = await live.stack.preview({ args: ["--json"] });
  writeFileSync(join(live.stack.dir, "preview.json"), preview.stdout);
  const previewed = await live.stack.command("report", "preview.json", "--format", "json");
  const { allocations } = reportSchema.parse(JSON.parse(previewed.stdout));
  expect(found.allocations.map(({ drift }) => drift)).toEqual(allocations.map(({ drift }) => drift));
  expect(allocations[0]?.drift).toHaveLength(2);
  succeeded(await live.stack.up());
  expect((await live.stack.command("drift", "--backend")).code).toBe(0);
});

it("find looks in a stack whose first up was killed while it created an allocation of a secret list", async () => {
  const hush = allocation("hush", { phoneNumbers: js(`pulumi.secret(["+61395557000"])`) });
  const killed = await stacks.create({ program: program(hush), emulator: onDemand });
  const moment = (): boolean => killed.emulator.requestsTo("task").length > 0;
  await killDuring(killed.stack, { command: UP, moment });
  tasksEnd(killed);
  const { code, output } = await killed.stack.command("find", "+61395557000", "--backend");
  expect(output).toMatch(/^\+61395557000 .* stack \S*dev: hush \(an interrupted run was creating it\)$/m);
  expect(code).toBe(0);
});
