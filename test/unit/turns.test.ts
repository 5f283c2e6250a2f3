import { ApiError } from "../../provider/liveplatform";
import { Turns } from "../../provider/writes/turns";

/** A platform that does one thing at a time for a tenant. */
function oneAtATime(status = 409, said = "Another operation is running") {
  const sent: string[] = [];
  const waited: string[] = [];
  const ends = new Map<string, () => void>();
  const turns = new Turns();
  let isBusy = false;
  let isStuck = false;
  const run = (name: string): Promise<string> =>
    turns.run({
      send: () => {
        sent.push(name);
        if (isBusy) return Promise.reject(refusal(status, said));
        isBusy = true;
        return Promise.resolve(name);
      },
      wait: async (accepted) => {
        await new Promise<void>((end) => ends.set(accepted, end));
        isBusy = false;
        return accepted;
      },
      onBusy: () => void waited.push(name),
      waitForOthers: (_, waits) => {
        if (waits === 2) isBusy = isStuck;
        return Promise.resolve(waits < 4);
      },
    });
  const block = (until?: "ever"): void => {
    isBusy = true;
    isStuck = until === "ever";
  };
  const end = async (name: string): Promise<void> => {
    while (!ends.has(name)) await new Promise((soon) => setImmediate(soon));
    ends.get(name)?.();
  };
  return {
    sent,
    waited,
    run,
    end,
    block,
  };
}

function refusal(status: number, said: string): ApiError {
  const message = `answered ${status}: ${said}`;
  return new ApiError(message, { verb: "POST", path: "/upload", status, outcomeUnknown: false });
}

it.each([409, 423, 400])(
  "requests of one tenant that the platform takes one at a time are sent again, one after the other, when those before have ended (%i)",
  async (status) => {
    const { sent, waited, run, end } = oneAtATime(status);
    const all = Promise.all(["a", "b", "c"].map(run));
    for (const name of ["a", "b", "c"]) await end(name);
    expect(await all).toEqual(["a", "b", "c"]);
    expect(sent).toEqual(["a", "b", "c", "b", "c"]);
    expect(waited).toEqual(["b", "c"]);
  },
);

it("a request that is refused for somebody else's operation is sent again until that has ended", async () => {
  const { sent, run, end, block } = oneAtATime(400);
  block();
  const one = run("a");
  await end("a");
  expect(await one).toBe("a");
  expect(sent).toEqual(["a", "a", "a", "a"]);
});

it("a request that is refused for somebody else's operation fails where that does not end in time, and at once where a conflict may be another one", async () => {
  const { sent, run, block } = oneAtATime(400);
  block("ever");
  await expect(run("a")).rejects.toThrow("answered 400");
  expect(sent).toHaveLength(5);
  const other = oneAtATime(409, "The number exists");
  other.block("ever");
  await expect(other.run("a")).rejects.toThrow("answered 409");
  expect(other.sent).toEqual(["a"]);
});

it("requests of one tenant that the platform takes one at a time fail at once where they are refused for something else", async () => {
  const { run, end } = oneAtATime();
  const other = oneAtATime(403);
  const first = other.run("a");
  await expect(other.run("b")).rejects.toThrow("answered 403");
  await other.end("a");
  expect(await first).toBe("a");
  const only = run("c");
  await end("c");
  expect(await only).toBe("c");
});
