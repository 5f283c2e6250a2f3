import { misspeltKeys, misspeltVariables } from "../../provider/config/misspelt";
import { OPTIONS } from "../../provider/config/options";

it.each([
  ["maxRelease", "maxReleases"],
  ["maxreleases", "maxReleases"],
  ["max_releases", "maxReleases"],
  ["baseURL", "baseUrl"],
  ["tokens", "token"],
  ["acceptLos", "acceptLoss"],
  ["tokenVariables", "tokenVariable"],
])("a setting that is misspelt as the key %s is told with %s", (key, near) => {
  expect(misspeltKeys([`liveplatform:${key}`, "aws:region", "other:maxRelease"])).toEqual([
    `liveplatform:${key} in stack configuration is not a setting of this provider, and has no effect. Did you mean liveplatform:${near}?`,
  ]);
});

it.each([
  ["LIVEPLATFORM_MAXRELEASES", "LIVEPLATFORM_MAX_RELEASES"],
  ["LIVEPLATFORM_MAX_RELEASE", "LIVEPLATFORM_MAX_RELEASES"],
  ["LIVE_PLATFORM_TOKEN", "LIVEPLATFORM_TOKEN"],
  ["LIVEPLATFROM_BASE_URL", "LIVEPLATFORM_BASE_URL"],
  ["LIVEPLATFORM_BASEURL", "LIVEPLATFORM_BASE_URL"],
  ["liveplatform_token", "LIVEPLATFORM_TOKEN"],
  ["LIVEPLATFORM_ACCEPT_LOST", "LIVEPLATFORM_ACCEPT_LOSS"],
])("a setting that is misspelt as the variable %s is told with %s", (name, near) => {
  expect(misspeltVariables([name, "PATH"])).toEqual([
    `The environment variable ${name} is not a setting of this provider, and has no effect. Did you mean ${near}?`,
  ]);
});

it("a setting that is right is not told of as misspelt, nor are the program's own variables", () => {
  expect(misspeltKeys(Object.keys(OPTIONS).map((key) => `liveplatform:${key}`))).toEqual([]);
  expect(misspeltVariables(Object.values(OPTIONS).map(({ variable }) => variable))).toEqual([]);
  expect(
    misspeltVariables(["LIVEPLATFORM_TOKEN_2", "LIVEPLATFORM_SANDBOX_TOKEN", "LIVEPLATFORM_TENANT", "LIVE"]),
  ).toEqual([]);
});

it("a setting that is misspelt as a key that is near none is told with all that there are", () => {
  expect(misspeltKeys(["liveplatform:colour"])[0]).toMatch(/The keys are: baseUrl, token, .*tokenVariable/);
});
