import { allocation, program } from "../engine/support/live-stack";
import { change, expectHandedOver } from "../engine/support/story";
import { useLiveStack } from "../engine/support/use-live-stack";

const stacks = useLiveStack();

it("numbers that change hands are swapped between the first and the last of 250 allocations", async () => {
  const last = 249;
  const numbers = Array.from({ length: 4 * (last + 1) }, (_, index) => `+6139555${1000 + index}`);
  const four = (index: number): string[] => numbers.slice(4 * index, 4 * index + 4);
  const declare = (index: number, own: readonly string[]): string =>
    allocation(`a${index}`, { phoneNumbers: own });
  const between = Array.from({ length: last - 1 }, (_, index) => declare(index + 1, four(index + 1)));
  const [[a, b, ...c], [d, e, ...f]] = [four(0), four(last)];
  const live = await stacks.applied(program(declare(0, four(0)), ...between, declare(last, four(last))));
  // Allocations that begin at the same moment share requests.
  const { uploads } = live.emulator.counts;
  const swapped = await change(
    live,
    program(declare(0, [a, d, e].map(String)), ...between, declare(last, [...c, b, ...f].map(String))),
  );
  expect(swapped).toContain("~ 2 updated");
  expectHandedOver(live, numbers, uploads);
  expect(live.outputs("a0")).toMatchObject({ numberCount: 3 });
  expect(live.outputs("a249")).toMatchObject({ numberCount: 5 });
});
