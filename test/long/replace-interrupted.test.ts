import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { killDuring } from "../engine/support/kill";
import {
  type LiveStack,
  OTHER_TENANT,
  TENANT,
  allocation,
  failed,
  program,
  succeeded,
} from "../engine/support/live-stack";
import type { Stack } from "../engine/support/stack";
import { expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";
import { onlyWrites, watchWrites } from "../engine/support/writes";

const [A, B, C, D] = ["+61395556900", "+61395556901", "+61395556902", "+61395556903"];

const stacks = useLiveStack();

const desks = allocation("desks", { phoneNumbers: [A, B] });
const deployment = z.looseObject({
  deployment: z.looseObject({ resources: z.array(z.looseObject({ urn: z.string() })) }),
});

/** Adds to the state what an interrupted --replace leaves: the old resource, to be deleted, under the same URN. */
async function addPendingDelete({ stack }: LiveStack, id: string, outputs: object): Promise<void> {
  const file = join(stack.dir, "exported.json");
  succeeded(await stack.run(["stack", "export", "--file", file]));
  const exported = deployment.parse(JSON.parse(readFileSync(file, "utf8")));
  const { resources } = exported.deployment;
  const original = resources.find(({ urn }) => urn.endsWith("::desks"));
  resources.push({ urn: "", ...original, id, delete: true, outputs });
  writeFileSync(file, JSON.stringify(exported));
  succeeded(await stack.run(["stack", "import", "--file", file]));
}

function pendingDeletes(stack: Stack): string[] {
  return stack.state().resources.flatMap((one) => (one.delete === true ? (one.id ?? "") : []));
}

/** Long after the test: the run that sends it waits until it is killed. */
const uploadNeverArrives = { verb: "POST", path: "/upload", delayMs: 60 * 60 * 1000, times: 1 };
const UP = ["up", "--yes", "--skip-preview"];

it("a replacement that was interrupted leaves a delete for the next up, which releases nothing of the allocation that lives on", async () => {
  const live = await stacks.applied(program(desks));
  const { emulator, stack } = live;
  const { urn = "", id = "" } = stack.resource("desks") ?? {};
  const stuck = emulator.fail(uploadNeverArrives);
  stack.write(program(desks, allocation("slow", { phoneNumbers: [C] })));
  await killDuring(stack, {
    command: [...UP, "--replace", urn],
    moment: () => stuck.hits === 1 && pendingDeletes(stack).length === 1,
  });
  expect(pendingDeletes(live.stack)).toEqual([id]);
  succeeded(await stack.up());
  expect(pendingDeletes(live.stack)).toEqual([]);
  expect(live.held()).toEqual([A, B, C]);
  expect(emulator.counts).toMatchObject({ releases: 0, numbersUploaded: 3 });
  await live.expectNoChanges();
});

it("a replacement that was interrupted releases just those numbers of the old resource that the new one does not declare", async () => {
  const live = await stacks.applied(program(allocation("desks", { phoneNumbers: [A, B, D] })));
  await addPendingDelete(live, "of-an-interrupted-run", live.outputs("desks"));
  const writes = watchWrites(live.emulator);
  live.stack.write(program(allocation("desks", { phoneNumbers: [A, B] })));
  succeeded(await live.stack.up());
  expect(writes()).toEqual(onlyWrites({ releases: [[D]] }));
  expect(pendingDeletes(live.stack)).toEqual([]);
  expect(live.held()).toEqual([A, B]);
  await live.expectNoChanges();
});

it("a replacement that was interrupted leaves a delete that releases nothing where the live one has nothing to do, also without a refresh", async () => {
  const live = await stacks.applied(program(desks));
  const outputs = live.outputs("desks");
  await addPendingDelete(live, "first", outputs);
  succeeded(await live.stack.up());
  expect(pendingDeletes(live.stack)).toEqual([]);
  await addPendingDelete(live, "second", outputs);
  succeeded(await live.stack.up({ args: ["--refresh=false", "--parallel", "1"] }));
  expect(pendingDeletes(live.stack)).toEqual([]);
  expectHandedOver(live, [A, B], 1);
});

it("a replacement that was interrupted is completed when it broke off between the delete and the create", async () => {
  const live = await stacks.applied(program(desks));
  const { emulator, stack } = live;
  const stuck = emulator.fail(uploadNeverArrives);
  stack.write(program(allocation("desks", { phoneNumbers: [A, B], msTenantId: OTHER_TENANT })));
  await killDuring(stack, { command: UP, moment: () => stuck.hits === 1 });
  expect(live.held()).toEqual([]);

  succeeded(await stack.up());
  expect(live.held(OTHER_TENANT)).toEqual([A, B]);
  expect(emulator.counts).toMatchObject({ releases: 1, numbersReleased: 2, numbersUploaded: 4 });
  expect(live.outputs("desks")).toMatchObject({ msTenantId: OTHER_TENANT, numberCount: 2 });
  await live.expectNoChanges();
});

it("a number that a replaced allocation leaves to another one, which then fails, is taken over by the next run, which sends nothing for it", async () => {
  const swapped = (first: string, second: string) =>
    program(
      allocation("first", { phoneNumbers: [A, ...(first === TENANT ? [B] : [])], msTenantId: first }),
      allocation(
        "second",
        { phoneNumbers: second === TENANT ? [B] : [C, D], msTenantId: second },
        "{ dependsOn: [first] }",
      ),
    );
  const live = await stacks.applied(swapped(TENANT, OTHER_TENANT));
  const { emulator, stack } = live;
  emulator.portal.age([A, B, C, D], 2 * 24 * 60 * 60 * 1000);
  stack.write(swapped(OTHER_TENANT, TENANT));
  const env = { LIVEPLATFORM_MAX_RELEASES: "1" };
  expect(failed(await stack.up({ args: ["--skip-preview"], env }))).toContain("a run may release 1");
  expect(live.held()).toEqual([B]);
  succeeded(await stack.up());
  expect(live.outputs("second")).toMatchObject({ msTenantId: TENANT, numbers: { [B]: 1 } });
  expect(emulator.uploadsOf(B)).toBe(1);
  await live.expectNoChanges();
});
