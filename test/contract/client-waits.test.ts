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
