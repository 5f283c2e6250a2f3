import { OTHER_TENANT, allocation, failed, program, succeeded } from "../engine/support/live-stack";
import { useLiveStack } from "../engine/support/use-live-stack";

const [A, B, C, D, E] = ["+61395556900", "+61395556902", "+61395556904", "+61395556906", "+61395556908"];
const capabilities = ["InboundCalling", "OutboundCalling"];

const stacks = useLiveStack();

function desks(phoneNumbers: readonly string[], adoptExisting?: boolean): string {
  return program(
    allocation("desks", { phoneNumbers, ...(adoptExisting !== undefined && { adoptExisting }) }),
  );
}

it("a number of another tenant among too many to ask for each is named after the upload, and the others stay", async () => {
  const live = await stacks.create({ program: desks([A, B, C, D, E]) });
  live.emulator.portal.add(OTHER_TENANT, C, { capabilities });
  const refused = failed(await live.stack.up());
  expect(refused).toContain(`${C}: Number … already exists in tenant ${OTHER_TENANT}`);
  expect(live.held()).toEqual([A, B, D, E]);
  expect(live.held(OTHER_TENANT)).toEqual([C]);

  live.emulator.portal.remove(OTHER_TENANT, C);
  succeeded(await live.stack.up());
  expect(live.held()).toEqual([A, B, C, D, E]);
  expect(live.held().map((number) => live.emulator.uploadsOf(number))).toEqual([1, 1, 1, 1, 1]);
  expect(live.emulator.counts.releases).toBe(0);
});
