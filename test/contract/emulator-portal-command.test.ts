import { portalVerb } from "../../cli/portal/portal-verbs";
import { type Emulator, startEmulator } from "../../emulator";
import { PROFILE, TENANT } from "./emulator-client";

describe("npx pulumi-liveplatform emulator portal", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ time: "virtual" });
  });
  afterEach(() => emulator.close());

  async function run(
    verb: string,
    words: readonly string[] = [],
    options: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const lines: string[] = [];
    const env = { LIVEPLATFORM_BASE_URL: emulator.url, LIVEPLATFORM_TOKEN: emulator.token };
    await portalVerb({ verb, words, options, env, print: (line) => lines.push(line) });
    return lines.join("\n");
  }
  const row = () => emulator.numbers(TENANT)[0];

  it("npx pulumi-liveplatform emulator portal does what can be clicked, and says what it has done", async () => {
    expect(
      await run("add", ["+61395556905..+61395556906"], { tenant: TENANT, profile: "calling emea" }),
    ).toBe("+61395556905..+61395556906: added.");
    expect(await run("reprofile", ["+61395556905"], { profile: "Calling APAC" })).toContain(
      "given another calling profile",
    );
    expect(row()?.callingProfileId).toBe(PROFILE);
    await run("assign", ["+61395556905"], { as: "VoiceApp" });
    expect(row()?.assignmentStatus).toBe("VoiceApp");
    await run("unassign", ["+61395556905"]);
    expect(row()?.assignmentStatus).toBe("Unassigned");
    await run("mark", ["+61395556905"]);
    expect(row()?.acquiredNumberStatus).toBe(2);
    expect(await run("list", [], { search: "56905" })).toBe(
      [
        "NUMBER        STATUS            USE   CALLING PROFILE  TENANT",
        "+61395556905  MarkedForRemoval  free  Calling APAC     Contoso",
        "1 found, page 1 of 1",
      ].join("\n"),
    );
    expect(await run("remove", ["+61395556905", "+61395556906"])).toBe(
      "+61395556905, +61395556906: removed.",
    );
    expect(emulator.numbers()).toEqual([]);
  });

  it("npx pulumi-liveplatform emulator portal moves time on, shows tasks, and puts faults in force and lifts them", async () => {
    expect(await run("tasks")).toBe("No task has run yet.");
    const before = emulator.now();
    await run("advance", ["24h"]);
    expect(emulator.now() - before).toBe(86_400_000);
    expect(await run("fault")).toBe("No fault is in force.");
    expect(await run("fault", ['{"kind":"list","empty":true}'])).toContain("Fault 1 is in force.");
    expect(await run("fault")).toContain('1   0        {"kind":"list","empty":true}');
    expect(await run("fault", [], { lift: "1" })).toBe("Fault 1 is lifted.");
    expect(await run("open")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{22}$/);
  });

  it.each([
    ["remove", ["+61395556905"], {}, "+61395556905 is not there"],
    ["remove", ["61395556905"], {}, "is not an E.164 number"],
    [
      "add",
      ["+61395556905"],
      { tenant: TENANT, profile: "Calling" },
      "'Calling' names 0 calling profiles; there are",
    ],
    ["advance", ["tomorrow"], {}, "Expected a duration such as 90s or 24h, not 'tomorrow'."],
    ["fault", ["{"], {}, "The rule is not JSON. An example:"],
    ["fault", ['{"respond":{}}'], {}, "respond.status: missing; expected a number."],
    ["fault", [], { lift: "3" }, "no rule 3 is in force"],
  ])(
    "npx pulumi-liveplatform emulator portal says what is wrong with %s %j %j",
    async (verb, words, options, message) => {
      await expect(run(verb, words, options)).rejects.toThrow(message);
    },
  );

  it.each([
    [{}, "Set LIVEPLATFORM_BASE_URL and LIVEPLATFORM_TOKEN"],
    [
      { LIVEPLATFORM_BASE_URL: "https://operator.example/tenantui", LIVEPLATFORM_TOKEN: "t" },
      "LIVEPLATFORM_BASE_URL is https://operator.example/tenantui, which is no emulator on this machine.",
    ],
    [
      { LIVEPLATFORM_BASE_URL: "http://127.0.0.1:1/tenantui", LIVEPLATFORM_TOKEN: "t" },
      "No emulator answers at",
    ],
  ])(
    "npx pulumi-liveplatform emulator portal finds no emulator with %j, and says so",
    async (env, message) => {
      await expect(
        portalVerb({ verb: "tasks", words: [], options: {}, env, print: () => undefined }),
      ).rejects.toThrow(message);
    },
  );

  it("npx pulumi-liveplatform emulator portal says that the token is not the emulator's", async () => {
    const env = { LIVEPLATFORM_BASE_URL: emulator.url, LIVEPLATFORM_TOKEN: "old" };
    await expect(
      portalVerb({ verb: "tasks", words: [], options: {}, env, print: () => undefined }),
    ).rejects.toThrow("does not know the token in LIVEPLATFORM_TOKEN");
  });
});
