import { Gathering } from "../../provider/common/gathering";
import { VirtualClock } from "../contract/client-harness";

it("a gathering does its work once for all who join before it has been quiet for a while", async () => {
  const clock = new VirtualClock();
  const done: number[][] = [];
  const gathering = new Gathering<number, number>(clock, { quietMs: 100, longestMs: 1000 }, (items) => {
    done.push(items);
    return Promise.resolve(items.length);
  });
  const first = gathering.join(1);
  await clock.sleep(60);
  const second = gathering.join(2);
  expect(await Promise.all([first, second])).toEqual([2, 2]);
  expect(await gathering.join(3)).toBe(1);
  expect(done).toEqual([[1, 2], [3]]);
});

it("a gathering does not wait for ever where somebody always joins", async () => {
  const clock = new VirtualClock();
  const started = clock.now();
  const gathering = new Gathering<number, number>(clock, { quietMs: 100, longestMs: 300 }, () =>
    Promise.resolve(clock.now() - started),
  );
  const first = gathering.join(0);
  for (let joined = 1; joined < 10; joined += 1) {
    await clock.sleep(50);
    if (joined < 6) void gathering.join(joined);
  }
  expect(await first).toBe(300);
});

it("a gathering tells all who have joined where its work fails, and begins anew for the next", async () => {
  const clock = new VirtualClock();
  let fails = true;
  const gathering = new Gathering<number, string>(clock, { quietMs: 10 }, () =>
    fails ? Promise.reject(new Error("no answer")) : Promise.resolve("done"),
  );
  const both = await Promise.allSettled([gathering.join(1), gathering.join(2)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await gathering.join(3)).toBe("done");
});
