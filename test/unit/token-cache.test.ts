import { type IssuedToken, TokenCache } from "../../provider/liveplatform/token-cache";

const MINUTE = 60_000;
const START = Date.parse("2026-03-01T12:00:00Z");

/** An issuer whose nth token is `token-n`, and a clock that stands still until it is set. */
function world(lifetimeMs = 60 * MINUTE) {
  const state = { now: START, asked: 0, lifetimeMs, failing: false, refreshAfterMs: Infinity };
  const issue = async (): Promise<IssuedToken> => {
    state.asked += 1;
    const token = `token-${state.asked}`;
    await Promise.resolve();
    if (state.failing) throw new Error(`refused ${state.asked}`);
    return {
      token,
      expiresOnTimestamp: state.now + state.lifetimeMs,
      refreshAfterTimestamp: state.now + state.refreshAfterMs,
    };
  };
  const clock = { now: () => state.now, sleep: () => Promise.resolve() };
  const cache = new TokenCache(issue, clock);
  /** The token at so many milliseconds after the start. */
  const at = (ms: number, refused?: string): Promise<string> => {
    state.now = START + ms;
    return cache.getToken(refused === undefined ? {} : { refused });
  };
  return { state, cache, at };
}

it("a token that is kept is asked for once by a hundred callers at the same time, and once for all that follow", async () => {
  const { state, cache, at } = world();
  const tokens = await Promise.all(Array.from({ length: 100 }, () => cache.getToken()));
  expect(new Set(tokens)).toEqual(new Set(["token-1"]));
  expect(await at(54 * MINUTE)).toBe("token-1");
  expect(state.asked).toBe(1);
});

it("a token that is kept is renewed five minutes before it ends, once for all callers", async () => {
  const { state, cache, at } = world();
  await at(0);
  expect(await at(55 * MINUTE - 1)).toBe("token-1");
  state.now = START + 55 * MINUTE;
  const tokens = await Promise.all([cache.getToken(), cache.getToken(), cache.getToken()]);
  expect(tokens).toEqual(["token-2", "token-2", "token-2"]);
  expect(state.asked).toBe(2);
});

it("a token of four seconds is renewed after two: half of its life where five minutes are more", async () => {
  const { at } = world(4000);
  await at(0);
  expect(await at(1999)).toBe("token-1");
  expect(await at(2000)).toBe("token-2");
});

it("a token that is kept is renewed when its issuer wants it, where that is earlier", async () => {
  const { state, at } = world();
  state.refreshAfterMs = 30 * MINUTE;
  await at(0);
  expect(await at(30 * MINUTE - 1)).toBe("token-1");
  expect(await at(30 * MINUTE)).toBe("token-2");
});

it("a token that cannot be renewed in advance is used until it ends; its issuer is asked every ten seconds", async () => {
  const { state, at } = world();
  await at(0);
  state.failing = true;
  expect(await at(55 * MINUTE)).toBe("token-1");
  expect(await at(55 * MINUTE + 9_999)).toBe("token-1");
  expect(state.asked).toBe(2);
  expect(await at(55 * MINUTE + 10_000)).toBe("token-1");
  expect(state.asked).toBe(3);
  await expect(at(60 * MINUTE)).rejects.toThrow("refused 4");
  state.failing = false;
  expect(await at(60 * MINUTE + 10_000)).toBe("token-5");
});

it("a failure to get a token is the answer to all calls of the next ten seconds: a wrong secret must not lock the application", async () => {
  const { state, cache, at } = world();
  state.failing = true;
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => cache.getToken()));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(100);
  await expect(at(9_999)).rejects.toThrow("refused 1");
  expect(state.asked).toBe(1);
  await expect(at(10_000)).rejects.toThrow("refused 2");
});

it("a token that the platform refuses is renewed once, also for those that hear of the refusal later", async () => {
  const { state, at } = world();
  await at(0);
  expect(await Promise.all([at(1000, "token-1"), at(1000, "token-1")])).toEqual(["token-2", "token-2"]);
  expect(await at(2000, "token-1")).toBe("token-2");
  expect(await at(2000)).toBe("token-2");
  expect(state.asked).toBe(2);
});

it("a token that the platform refuses is not renewed again within a minute where the new one is refused too", async () => {
  const { state, at } = world();
  await at(0);
  await at(1000, "token-1");
  expect(await at(60_999, "token-2")).toBe("token-2");
  expect(state.asked).toBe(2);
  expect(await at(61_000, "token-2")).toBe("token-3");
});

it("a token that the platform refuses is not used further where it cannot be renewed", async () => {
  const { state, at } = world();
  await at(0);
  state.failing = true;
  await expect(at(1000, "token-1")).rejects.toThrow("refused 2");
});
