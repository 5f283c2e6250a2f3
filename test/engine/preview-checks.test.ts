import { type LiveStack, OTHER_TENANT, allocation, failed, program, range } from "./support/live-stack";
import { useLiveStack } from "./support/use-live-stack";

const stacks = useLiveStack();
let live: LiveStack;

/** What a preview says, in order. */
async function failuresOf(...statements: string[]): Promise<string[]> {
  live = await stacks.create({ program: program(...statements) });
  const output = failed(await live.stack.preview());
  expect(output).not.toMatch(/^ +at /m);
  const diagnostics = output.slice(output.indexOf("Diagnostics:"));
  const found = diagnostics.matchAll(/error: .* resource '\S+' has a problem: (.*)/g);
  return [...found].map(([, reason = ""]) => reason);
}

it("a preview of an allocation that cannot be names every wrong number and range at once, each with its place and its value", async () => {
  const failures = await failuresOf(
    allocation("desks", {
      phoneNumbers: [
        "0395556880",
        "+61 3 9555 6880",
        "+6139555688012",
        "+61395556990",
        "+61395556950",
        "+61395556990",
        "+611800160401",
        "+18005550199",
        42,
      ],
      phoneNumberRanges: [
        range("+61395556999", "+61395556900"),
        range("+61395556940", "+61395556960"),
        range("+61395557000", "+6495557000"),
        range("+61395000000", "+61395999999"),
        { start: "+61395558000" },
      ],
    }),
  );
  expect(failures).toEqual([
    'phoneNumbers[0]: "0395556880" is not E.164: write the country calling code in place of the leading 0, in Australia +61395556880; in Italy before the 0, which stays: +390395556880',
    'phoneNumbers[1]: "+61 3 9555 6880" is not E.164: write +61395556880, without spaces and punctuation',
    expect.stringMatching(/^phoneNumbers\[2\]: "\+6139555688012" has 11 digits after \+61; numbers of \+61/),
    'phoneNumbers[8]: 42 is not a text such as "+61395556880"',
    "phoneNumberRanges[0]: +61395556999..+61395556900 is reversed: swap start and end",
    expect.stringMatching(
      /^phoneNumberRanges\[2\]: \+61395557000\.\.\+6495557000 begins in \+61 .* and ends in \+64/,
    ),
    expect.stringMatching(/^phoneNumberRanges\[3\]: \+61395000000\.\.\+61395999999 holds 1000000 numbers/),
    expect.stringMatching(/^phoneNumberRanges\[4\]: \{"start":"\+61395558000"\} is not a range/),
    "phoneNumbers[4]: +61395556950 is given twice: in phoneNumberRanges[1] (+61395556940..+61395556960) and in phoneNumbers[4] (+61395556950)",
    "phoneNumbers[5]: +61395556990 is given twice: in phoneNumbers[3] (+61395556990) and in phoneNumbers[5] (+61395556990)",
    'usage: +611800160401 is toll-free and needs usage "FirstPartyAppAssignment", got "CallingUserAssignment"',
    'country: +18005550199 is a North American toll-free number and needs country, such as "US"',
  ]);
  expect(live.emulator.requests).toEqual([]);
});

it("a preview of an allocation that cannot be names every wrong setting at once, and the lack of numbers beside it", async () => {
  const failures = await failuresOf(
    allocation("desks", {
      msTenantId: "contoso.onmicrosoft.com",
      callingProfile: "Calling EMEA",
      additionalUsages: ["ConferenceAssignment", "CallingUserAssignment"],
      capabilities: [],
      country: "",
      ticketId: 42,
      adoptExisting: "yes",
    }),
  );
  expect(failures).toEqual([
    expect.stringMatching(/^msTenantId must be a GUID .*, got "contoso\.onmicrosoft\.com"$/),
    expect.stringMatching(/^callingProfile must be a GUID .*, got "Calling EMEA"$/),
    expect.stringMatching(/^capabilities .*at least one capability, such as "InboundCalling"$/),
    expect.stringMatching(/^country .*not empty, got ""$/),
    expect.stringMatching(/^ticketId .*must be a text that is not empty, got 42$/),
    expect.stringMatching(/^adoptExisting .*must be true or false, got "yes"$/),
    expect.stringMatching(/^additionalUsages .*repeats the usage "CallingUserAssignment"/),
    "phoneNumbers: give at least one number in phoneNumbers or phoneNumberRanges",
  ]);
  expect(live.emulator.requests).toEqual([]);
});

it("a preview of an allocation that cannot be names unknown usages with those that there are, and what is not given at all", async () => {
  const usages =
    "CallingUserAssignment, FirstPartyAppAssignment, ThirdPartyAppAssignment, ConferenceAssignment";
  const failures = await failuresOf(
    allocation("desks", {
      callingProfile: undefined,
      usage: "Calling",
      country: "Australia",
      additionalUsages: ["Voicemail"],
      phoneNumbers: ["+61395556880"],
    }),
  );
  expect(failures).toEqual([
    "callingProfile is required",
    `usage must be one of ${usages}, got "Calling"`,
    `additionalUsages must be one of ${usages}, got "Voicemail"`,
    'country must be an ISO 3166 code of two letters such as "AU", got "Australia"',
  ]);
  expect(live.emulator.requests).toEqual([]);
});

it("a preview of an allocation that cannot be names the numbers that another allocation declares too, and that allocation, also across tenants", async () => {
  const failures = await failuresOf(
    allocation("north", { phoneNumberRanges: [range("+61395559000", "+61395559049")] }),
    allocation("south", {
      msTenantId: OTHER_TENANT,
      phoneNumbers: ["+61395559060"],
      phoneNumberRanges: [range("+61395559045", "+61395559055")],
    }),
  );
  // Which of the two the engine asks about first is its own affair; it stops at the first that fails.
  expect(failures).toEqual([
    expect.stringMatching(
      /^\+61395559045\.\.\+61395559049 \(5 numbers\) are also declared by "(north|south)" \(urn:pulumi:dev::test::\S+::(north|south)\)/,
    ),
  ]);
  expect(live.emulator.counts.writes).toBe(0);
});

it("an up without a preview says what is wrong too, and does nothing", async () => {
  live = await stacks.create({
    program: program(allocation("desks", { phoneNumbers: ["0395556880"] })),
  });
  const output = failed(await live.stack.up());
  expect(output).toContain('has a problem: phoneNumbers[0]: "0395556880" is not E.164');
  expect(output).not.toContain("unknown");
  expect(live.emulator.counts.writes).toBe(0);
});
