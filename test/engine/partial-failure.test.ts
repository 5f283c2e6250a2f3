import { expectClean } from "./support/drift";
import {
  type LiveStack,
  type LiveStackOptions,
  TENANT,
  allocation,
  failed,
  program,
  range,
  succeeded,
} from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";
import { onlyWrites, watchWrites } from "./support/writes";

const HUNDRED = "+61395556900..+61395556999";
const ranges = (...pairs: [string, string][]): string =>
  program(allocation("desks", { phoneNumberRanges: pairs.map(([start, end]) => range(start, end)) }));
const desks = ranges(["+61395556900", "+61395556999"]);

const stacks = useLiveStack();
let live: LiveStack;

async function start(options: Partial<LiveStackOptions> = {}): Promise<void> {
  live = await stacks.create({ program: desks, ...options });
}

it("a task that refuses numbers leaves the others in place, names each with its reason, and a later up does just the rest", async () => {
  await start();
  const refused = ["+61395556910", "+61395556911", "+61395556950"];
  live.emulator.refuse(refused, "is being ported");
  const writes = watchWrites(live.emulator);
  const first = failed(await live.stack.up());
  expect(first).toMatch(
    /\* 97 of 100 numbers are in place in tenant \S+\. 3 refused\. Next: .* run pulumi up again$/m,
  );
  expect(first).toContain(
    `* +61395556910..+61395556911, +61395556950 (3 numbers): Number …: is being ported (task wup_`,
  );
  expect(first.match(/^\s*\* /gm)).toHaveLength(2);
  expect(live.held()).toHaveLength(97);
  expect(live.outputs("desks")).toMatchObject({ numberCount: 97, statusCounts: { Active: 97 } });
  expect(live.outputs("desks")).not.toHaveProperty("pending");
  expect(live.outputs("desks")["numbers"]).toEqual({
    "+61395556900..+61395556909": 10,
    "+61395556912..+61395556949": 38,
    "+61395556951..+61395556999": 49,
  });

  const preview = failed(await live.stack.preview({ args: ["--diff", "--expect-no-changes"] }));
  expect(preview).toMatch(/\+ \+61395556900\.\.\+61395556999 *: 100/);
  expect(preview).toMatch(/- \+61395556912\.\.\+61395556949 *: 38/);

  live.emulator.unrefuse("+61395556910");
  const second = failed(await live.stack.up());
  expect(second).not.toContain("* +61395556910");
  expect(second).toContain("* +61395556911, +61395556950 (2 numbers): Number …: is being ported");
  expect(writes()).toEqual(onlyWrites({ uploads: [HUNDRED, refused] }));
  expect(live.outputs("desks")).toMatchObject({ numberCount: 98 });

  live.stack.write(
    ranges(
      ["+61395556900", "+61395556910"],
      ["+61395556912", "+61395556949"],
      ["+61395556951", "+61395556999"],
    ),
  );
  succeeded(await live.stack.up());
  expect(writes().uploads).toHaveLength(2);
  expect(writes().releases).toEqual([]);
  await expectClean(live.stack);
});

it("an upload that is refused itself saves nothing, is not sent again, and says what the platform said", async () => {
  const callingProfile = "00000000-0000-4000-8000-000000000001";
  await start({
    program: program(allocation("desks", { callingProfile, phoneNumbers: ["+61395556880"] })),
  });
  const writes = watchWrites(live.emulator);
  expect(failed(await live.stack.up())).toMatch(
    /\+61395556880: POST \/api\/v2\/oc\/numbers\/action\/upload\?msTenantId=\S+ answered 400: CallingProfile: Invalid CallingProfileId \(traceId 00-/,
  );
  expect(live.stack.resource("desks")).toBeUndefined();

  expect(writes()).toEqual(onlyWrites({ uploads: ["+61395556880"] }));
  expect(live.held()).toEqual([]);
});

describe("a release task that fails for one number", () => {
  const stuck = "+61395556905";

  it("a release task that fails for one number keeps a resource in the state that is being destroyed, until a second destroy", async () => {
    await start({ program: ranges(["+61395556900", "+61395556909"]) });
    succeeded(await live.stack.up());
    live.emulator.refuse(stuck, "is locked", "release");
    const first = failed(await live.stack.destroy());
    expect(first).toContain(
      `9 of 10 numbers released from tenant ${TENANT}. The resource stays in the state`,
    );
    expect(first).toContain(`${stuck}: not released: Number …: is locked (task `);
    expect(live.held()).toEqual([stuck]);
    expect(live.stack.resource("desks")).toBeDefined();

    live.emulator.unrefuse(stuck, "release");
    succeeded(await live.stack.destroy());
    expect(live.held()).toEqual([]);
    expect(live.stack.state().resources).toEqual([]);
    expect(live.emulator.uploadsOf(stuck)).toBe(1);
    expect(live.emulator.releasesOf(stuck)).toBe(1);
  });
});
