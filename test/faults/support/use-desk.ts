import type { EmulatorOptions } from "../../../emulator";
import { Bench } from "./bench";
import { Desk } from "./desk";

/** A bench and its desk for the tests of a file, as new for each of them. */
export function useDesk(opened: (desk: Desk) => void, options: EmulatorOptions = {}): void {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await Bench.start(options));
    opened(desk);
  });
  beforeEach(() => desk.reset());
  afterAll(() => desk.bench.close());
}
