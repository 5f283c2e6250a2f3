import type { RefusalCode } from "../../../provider/common/refusal-code";
import { NumberSet } from "../../../provider/numbers/number-set";
import { UserError } from "../../../provider/state/errors";
import { numbersOf } from "../../../provider/state/owned-numbers";
import { parseState } from "../../../provider/state/state";
import type { Attempt } from "../../support/in-process/provider-calls";
import { TENANT } from "./bench";
import { TOKEN } from "./credential";
import type { Desk } from "./desk";
import { destroy, preview, up } from "./runs";

export function range(start: string, end: string): NumberSet {
  return NumberSet.fromRanges([{ start, end }]);
}

/** The numbers that a tenant holds. */
export function held(desk: Desk, tenant = TENANT): NumberSet {
  return NumberSet.fromNumbers(desk.bench.emulator.numbers(tenant).map((row) => row.telephoneNumber));
}

/** The numbers with which nothing was done, by the code of why. */
export function notDone(error: Error | undefined): Record<string, string> {
  const found = error instanceof UserError ? Object.entries(error.notDone) : [];
  return Object.fromEntries(found.map(([code, numbers]) => [code, numbers.replace(COUNT, "")]));
}

const COUNT = / \([\d,]+ numbers\)$/;

/** What kind of refusal it was. */
export function codeOf(error: Error | undefined): RefusalCode | undefined {
  return error instanceof UserError ? error.code : undefined;
}

/** Until Operator Connect has acquired what was uploaded, with time to spare. */
const ACQUIRED_MS = 60_000;

/** An allocation that was created without trouble, and whose numbers are Active. */
export async function establish(desk: Desk, numbers: NumberSet): Promise<void> {
  expect(await up(desk, numbers)).toBeUndefined();
  desk.bench.emulator.advance(ACQUIRED_MS);
  desk.bench.watch.uploads.length = 0;
  expect(held(desk).equals(numbers)).toBe(true);
}

/** The numbers that the state says to be in the tenant, and all that it knows of. */
function claimsOf(desk: Desk): { claimed: NumberSet; known: NumberSet } {
  if (desk.state === undefined) return { claimed: NumberSet.empty, known: NumberSet.empty };
  const state = parseState(desk.state);
  const missing = state.drift.filter(({ drift }) => drift.kind === "missing");
  const lost = NumberSet.unionOf(missing);
  return { claimed: state.numbers.minus(lost), known: numbersOf(state) };
}

/** What holds whatever happened: no forbidden write, a state that claims what is there or on its way, and no token. */
export function expectGuarantees(desk: Desk, attempt?: Attempt<unknown>): void {
  expect(desk.bench.watch.violations).toEqual([]);
  const shown = JSON.stringify([
    desk.bench.shown,
    desk.saved,
    attempt?.error?.message,
    attempt?.error?.stack,
  ]);
  expect(shown).not.toContain(TOKEN);
  expect(attempt?.error?.message ?? "").not.toMatch(/\n\s+at /);
  const { claimed, known } = claimsOf(desk);
  expect(claimed.minus(held(desk)).keys()).toEqual([]);
  const ours = desk.bench.emulator.numbers(TENANT).filter(({ source }) => source === "webapi");
  expect(
    NumberSet.fromNumbers(ours.map((row) => row.telephoneNumber))
      .minus(known)
      .keys(),
  ).toEqual([]);
}

/** Without the fault one more run puts all in order, and the preview after it has nothing to show. */
export async function expectConvergence(desk: Desk, declared: NumberSet): Promise<void> {
  expect(await (declared.isEmpty ? destroy(desk) : up(desk, declared))).toBeUndefined();
  expect(held(desk).keys()).toEqual(declared.keys());
  expectGuarantees(desk);
  if (declared.isEmpty) expect(desk.saved).toBeUndefined();
  else await expectInPlace(desk, declared);
}

async function expectInPlace(desk: Desk, declared: NumberSet): Promise<void> {
  expect(desk.state).toMatchObject({ numbers: declared.toCanonical() });
  expect(desk.state).not.toHaveProperty("pending");
  expect(desk.state).not.toHaveProperty("drift");
  expect(await preview(desk, declared)).toEqual([]);
}

/** Each was brought in by one upload, however often it was tried. */
export function expectUploadedOnce(desk: Desk, numbers: NumberSet): void {
  const often = [...numbers].filter((number) => desk.bench.emulator.uploadsOf(number) !== 1);
  expect(often).toEqual([]);
}
