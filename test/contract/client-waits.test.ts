import { Cancellation } from "../../provider/common/cancellation";
import type { TokenSource } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { dropped, html, json, serve } = harness;

afterEach(harness.closeAll);

function retryAfter(value: string, status = 429): harness.Reply {
  return json("", status, { "Retry-After": value });
}

it.each([
  ["a Retry-After of a 429", retryAfter("7"), 7000, "the platform asks to slow down (429)"],
  ["a Retry-After of a 503", retryAfter("7", 503), 7000, "the platform asks to come back later (503)"],
  ["a 502", html(502, "Bad Gateway"), 188, "the platform answered 502; then the request is sent again"],
  ["no answer", dropped, 188, "the connection was reset; then the request is sent again"],
])("the client that has to wait tells its wait after %s, and why", async (_, failure, waitMs, why) => {
  const onWait = jest.fn();
  const { platform } = await serve([failure, json([])], { onWait, random: () => 0.5 });
  await platform.callingProfiles();
  expect(onWait.mock.calls).toEqual([[{ waitMs, why }]]);
});

it("a run that is cancelled does not wait for another token in place of one that was refused", async () => {
  const cancellation = new Cancellation();
  const tokenSource: TokenSource = {
    description: "Entra",
    getToken: ({ refused } = {}) => {
      if (refused === undefined) return Promise.resolve(harness.token);
      cancellation.cancel();
      return new Promise(() => undefined);
    },
  };
  const { platform } = await serve([json("", 401)], { tokenSource, cancellation });
  await expect(platform.callingProfiles()).rejects.toThrow("the run was cancelled");
});
