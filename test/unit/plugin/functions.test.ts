import { LivePlatform, staticToken } from "../../../provider/liveplatform";
import { FUNCTION_NAMES, functionBy } from "../../../provider/plugin/functions";
import { Refused } from "../../../provider/plugin/refused";
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
    const answer = await functionBy(`liveplatform:index:${name}`)?.(source, { ...args });
    return answer instanceof Refused ? JSON.stringify(answer.failures) : "answered";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("a function of the plugin", () => {
  it.each([...FUNCTION_NAMES])(
    "%s refuses an argument that it does not have, and asks nobody",
    async (name) => {
      expect(await said(name, { ...ARGUMENTS[name] })).toBe("asked");
      expect(await said(name, { ...ARGUMENTS[name], colour: "red" })).toContain(
        "colour is not an argument; there",
      );
    },
  );

  it.each(["getTenantNumbers", "getRemovalStatusSummary"])(
    "%s asked of a misspelt tenant does not answer for all of them, and says what was meant",
    async (name) => {
      expect(await said(name, { tenantId: TENANT })).toMatch(
        /^tenantId is not an argument; .*msTenantId\??$/,
      );
    },
  );
});
