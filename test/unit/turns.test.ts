import { ApiError } from "../../provider/liveplatform";
import { Turns } from "../../provider/writes/turns";

/** A platform that does one thing at a time for a tenant. */
function oneAtATime(status = 409) {
  const sent: string[] = [];
  const waited: string[] = [];
  const ends = new Map<string, () => void>();
  const turns = new Turns();
  let isBusy = false;
  const run = (name: string): Promise<string> =>
    turns.run({
      send: () => {
        sent.push(name);
        if (isBusy) return Promise.reject(refusal(status));
        isBusy = true;
        return Promise.resolve(name);
      },
      wait: async (accepted) => {
        await new Promise<void>((end) => ends.set(accepted, end));
        isBusy = false;
        return accepted;
      },
      onBusy: () => void waited.push(name),
    });
  const end = async (name: string): Promise<void> => {
    while (!ends.has(name)) await new Promise((soon) => setImmediate(soon));
    ends.get(name)?.();
  };
  return { sent, waited, run, end, block: () => (isBusy = true) };
}

function refusal(status: number): ApiError {
  const message = `answered ${status}: Another operation is running`;
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

it("requests of one tenant that the platform takes one at a time fail where it is somebody else's operation", async () => {
  const { sent, run, block } = oneAtATime();
  block();
  await expect(run("a")).rejects.toThrow("answered 409");
  expect(sent).toEqual(["a"]);
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
