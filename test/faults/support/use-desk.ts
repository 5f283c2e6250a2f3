import type { EmulatorOptions } from "../../../emulator";
import { Bench } from "./bench";
import { Desk } from "./desk";

/** A desk and its bench for the tests of a file, as new for each of them. */
export function useDesk(options: EmulatorOptions = {}): Desk {
  const desk = new Desk(new Bench());
  beforeAll(() => desk.bench.start(options));
  beforeEach(() => desk.reset());
  afterAll(() => desk.bench.close());
  return desk;
}
