import { TENANT, allocation, program, range, succeeded } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const DESKS = [range("+61395556900", "+61395556999")];

const stacks = useLiveStack();

/** The lines of `preview --diff` that begin with + or - and name a number. */
function numberLines(output: string): string[] {
  const lines = output.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
  return lines.filter((line) => /^[-+~] \+\d/.test(line));
}

it("an update takes a number out of the middle of a range and adds one beside it: three lines, one upload, one release", async () => {
  const live = await stacks.create({ program: program(allocation("desks", { phoneNumberRanges: DESKS })) });
  succeeded(await live.stack.up());
  const { id } = live.stack.resource("desks") ?? {};
  const parts = [range("+61395556900", "+61395556949"), range("+61395556951", "+61395557000")];
  live.stack.write(program(allocation("desks", { phoneNumberRanges: parts })));

  const preview = succeeded(await live.stack.preview({ args: ["--diff"] }));
  expect(numberLines(preview)).toEqual([
    "+ +61395556900..+61395556949: 50",
    "- +61395556900..+61395556999: 100",
    "+ +61395556951..+61395557000: 50",
  ]);
  expect(preview).toContain("~ 1 to update");
  expect(live.emulator.counts.writes).toBe(1);

  succeeded(await live.stack.up());
  expect(live.emulator.counts).toMatchObject({ uploads: 2, releases: 1, writes: 3 });
  expect(live.emulator.requestsTo("upload")[1]?.body).toMatchObject({ phoneNumbers: ["+61395557000"] });
  expect(live.emulator.requestsTo("upload")[1]?.body).not.toHaveProperty("phoneNumberRanges");
  expect(live.emulator.requestsTo("release")).toMatchObject([
    { query: { msTenantId: TENANT }, body: ["+61395556950"], status: 200 },
  ]);
  expect(live.emulator.releasesOf("+61395556950")).toBe(1);
  expect(live.held()).toHaveLength(100);
  expect(live.held()).not.toContain("+61395556950");
  expect(live.outputs("desks")).toMatchObject({
    numbers: { "+61395556900..+61395556949": 50, "+61395556951..+61395557000": 50 },
    numberCount: 100,
    statusCounts: { Active: 100 },
  });
  expect(live.stack.resource("desks")?.id).toBe(id);
  await live.expectNoChanges();
});

it("an update sends every optional setting with the upload, and changes ticketId and the booleans without a request", async () => {
  const settings = {
    phoneNumbers: ["+61395556880"],
    additionalUsages: ["ConferenceAssignment", "FirstPartyAppAssignment"],
    country: "AU",
    address: "1 Collins Street",
    location: "Melbourne",
    typeOfService: "voice",
  };
  const live = await stacks.create({
    program: program(allocation("desks", { ...settings, ticketId: "REQ-1" })),
  });
  succeeded(await live.stack.up());
  expect(live.bodiesTo("upload")).toMatchObject([{ ...settings, ticketId: "REQ-1", workflowVersion: 3 }]);

  const permissions = { adoptExisting: true, releaseRemoved: false, unassignOnRelease: true };
  live.stack.write(program(allocation("desks", { ...settings, ...permissions, ticketId: "REQ-2" })));
  expect(succeeded(await live.stack.up())).toContain("~ 1 updated");
  expect(live.outputs("desks")).toMatchObject({ ...permissions, ticketId: "REQ-2" });
  live.stack.write(program(allocation("desks", settings)));
  expect(succeeded(await live.stack.up())).toContain("~ 1 updated");
  for (const key of ["ticketId", ...Object.keys(permissions)])
    expect(live.outputs("desks")).not.toHaveProperty(key);
  expect(live.emulator.counts.writes).toBe(1);
});

it("an update leaves removed numbers in the tenant under releaseRemoved: false, and names them", async () => {
  const numbers = ["+61395556880", "+61395556890", "+61395556891"];
  const live = await stacks.create({ program: program(allocation("desks", { phoneNumbers: numbers })) });
  succeeded(await live.stack.up());
  live.stack.write(
    program(allocation("desks", { phoneNumbers: numbers.slice(0, 1), releaseRemoved: false })),
  );
  const output = succeeded(await live.stack.up());
  expect(output).toMatch(
    /\+61395556890\.\.\+61395556891 \(2 numbers\): .*left in tenant .*releaseRemoved: false/,
  );
  expect(output).not.toContain("+61395556880:");
  expect(live.held()).toEqual(numbers);
  expect(live.outputs("desks")).toMatchObject({ numbers: { "+61395556880": 1 }, numberCount: 1 });

  succeeded(await live.stack.destroy());
  expect(live.held()).toEqual(["+61395556890", "+61395556891"]);
  expect(live.emulator.counts).toMatchObject({ uploads: 1, releases: 1, numbersReleased: 1 });
});
