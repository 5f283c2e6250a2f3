import { LivePlatform, staticToken } from "../../../provider/liveplatform";
import { FUNCTION_NAMES, functionBy } from "../../../provider/plugin/functions";
import { TENANT } from "../situations";

/** Whatever a function of the plugin takes, under the names of the schema. */
const ARGUMENTS: Readonly<Record<string, object>> = {
  getTenantNumbersV2: { msTenantId: TENANT },
  getNumber: { phoneNumber: "+61395556880" },
  getCallingProfile: { name: "Reception" },
  validateNumbers: { msTenantId: TENANT, phoneNumbers: ["+61395556880"] },
};

/** What is said to a function; nobody listens where it asks. */
async function said(name: string, args: object): Promise<string> {
  const platform = new LivePlatform({
    baseUrl: "http://127.0.0.1:9/tenantui",
    tokenSource: staticToken("a-token-of-a-test-0123456789", "LIVEPLATFORM_TOKEN"),
  });
  jest.spyOn(platform, "listNumbers").mockRejectedValue(new Error("asked"));
  jest.spyOn(platform, "removalStatusSummary").mockRejectedValue(new Error("asked"));
  jest.spyOn(platform, "callingProfiles").mockRejectedValue(new Error("asked"));
  jest.spyOn(platform, "listNumbersV2").mockRejectedValue(new Error("asked"));
  jest.spyOn(platform, "getNumber").mockRejectedValue(new Error("asked"));
  jest.spyOn(platform, "numberStatus").mockRejectedValue(new Error("asked"));
  try {
    const source = { platform, warn: () => Promise.resolve() };
    await functionBy(`liveplatform:index:${name}`)?.(source, { ...args });
    return "answered";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

it.each([...FUNCTION_NAMES])(
  "the plugin's function %s refuses an argument that it does not have, and asks nobody",
  async (name) => {
    expect(await said(name, { ...ARGUMENTS[name] })).toBe("asked");
    expect(await said(name, { ...ARGUMENTS[name], colour: "red" })).toContain(
      "colour is not an argument; there",
    );
  },
);

it.each(["getTenantNumbers", "getRemovalStatusSummary"])(
  "the plugin's function %s asked of a misspelt tenant does not answer for all of them, and says what was meant",
  async (name) => {
    expect(await said(name, { tenantId: TENANT })).toMatch(/^tenantId is not an argument; .*msTenantId\??$/);
  },
);

it.each(Object.keys(ARGUMENTS))(
  "the plugin's function %s names the arguments that are missing",
  async (name) => {
    const missing = Object.keys(ARGUMENTS[name] ?? {}).map((argument) => `${argument} is required`);
    expect(await said(name, {})).toBe(missing.join("; "));
  },
);

it.each([
  ["getTenantNumbers", { pageSize: "many" }, "pageSize must be a whole number from 1 to 10000"],
  [
    "getNumber",
    { phoneNumber: ["+61395556880"] },
    "phoneNumber must be one number in E.164, such as +61395556880",
  ],
  ["validateNumbers", { msTenantId: TENANT, phoneNumbers: [1] }, "phoneNumbers must be a list of texts"],
])(
  "the plugin's function %s says of a value of another kind what it must be",
  async (name, args, sentence) => {
    expect(await said(name, args)).toBe(sentence);
  },
);

it("an optional argument of a plugin's function that is null is left out", async () => {
  expect(await said("getTenantNumbers", { msTenantId: null, pageSize: null })).toBe("asked");
});
