import type { Settings } from "../../../provider/config/settings";
import { NumberSet } from "../../../provider/numbers/number-set";
import { TENANT } from "../../support/default-seed";
import type { Attempt } from "./bench";
import { establish } from "./cell";
import type { Desk } from "./desk";
import { LARGE, SMALL, type Size, checked } from "./looks";

/** A request that changes the tenant, and what is left when it is not carried out. */
export interface Write {
  name: string;
  /** The emulator's name of the endpoint. */
  route: string;
  path: RegExp;
  /** Everything before the method, undisturbed; what is returned runs it. */
  prepare: (desk: Desk, settings: Partial<Settings>) => Promise<() => Promise<Attempt<unknown>>>;
  /** The message where the platform has refused it: up to the request that failed. */
  refused: string;
  /** The message where nobody knows: up to the request that failed. */
  lost: string;
  /** What the state says where the platform has refused it; undefined: there is no resource. */
  stateRefused: object | undefined;
  stateLost: object;
  /** What the tenant holds in the end. */
  declared: NumberSet;
}

const STAYED = `of tenant ${TENANT} have been released. The resource stays in the state: run again for the others`;
const ALL = { "+61395556900..+61395556923": 24 };
const KEPT = { "+61395556906..+61395556923": 18 };
const USED_KEPT = { "+61395556903..+61395556904": 2, "+61395556906..+61395556929": 24 };
const ADDED = { "+61395556924..+61395556929": 6 };
const NEXT = "Next: remove the cause, or take the numbers out of the program, and run pulumi up again\n";
const NEXT_LATER = "Next: run pulumi up again in a few minutes\n";
const notAll = (sum: string, next = NEXT): string =>
  `numbers are in place in tenant ${TENANT}. ${sum}. ${next}`;
/** All 24 that are declared are there, and the reasons are about others, or about how they are. */
const allBut = (sum: string): string =>
  `All 24 declared numbers are in tenant ${TENANT}, but some work is left. ${sum}. ${NEXT}`;
/** Between what happened and the request that it happened to there may be more words. */
const ANSWER_LOST = "uploaded and not seen in the tenant yet (the answer to the upload was lost: ";

export const WRITES: Write[] = [
  creation(LARGE, "+61395556900..+61395556923 (24 numbers)"),
  creation(SMALL, "+61395556900..+61395556901 (2 numbers)"),
  {
    name: "the upload of an update",
    ...{ route: "upload", path: /\/action\/upload/, prepare: prepareUpdate, declared: LARGE.changed },
    refused: `18 of 24 ${notAll("6 refused")}+61395556924..+61395556929 (6 numbers): `,
    lost: `18 of 24 ${notAll("6 sent and not seen yet (kept as pending)", NEXT_LATER)}+61395556924..+61395556929 (6 numbers): ${ANSWER_LOST}`,
    stateRefused: { numbers: KEPT },
    stateLost: { numbers: KEPT, pending: ADDED },
  },
  {
    name: "the release of an update",
    ...{ route: "release", path: /\/action\/release/, prepare: prepareUpdate, declared: LARGE.changed },
    refused: `${allBut("6 not released")}+61395556900..+61395556905 (6 numbers): not released: `,
    lost: `${allBut("6 not released")}+61395556900..+61395556905 (6 numbers): not released: still in the tenant (`,
    stateRefused: { numbers: { "+61395556900..+61395556929": 30 } },
    stateLost: { numbers: { "+61395556900..+61395556929": 30 } },
  },
  {
    name: "the release of a delete",
    ...{ route: "release", path: /\/action\/release/, declared: NumberSet.empty },
    prepare: async (desk, settings) => {
      await establish(desk, LARGE.numbers);
      desk.bench.begin("destroy", NumberSet.empty, settings);
      return () => desk.delete();
    },
    refused: `0 of 24 numbers ${STAYED}`,
    lost: `0 of 24 numbers ${STAYED}`,
    stateRefused: { numbers: ALL },
    stateLost: { numbers: ALL },
  },
  {
    name: "the removal marks that an update clears",
    ...{ route: "clearRemovalStatus", path: /\/clear-removal-status/, declared: LARGE.numbers },
    prepare: async (desk, settings) => {
      await establish(desk, LARGE.numbers);
      desk.bench.emulator.portal.mark("+61395556903..+61395556904");
      desk.bench.begin("up", LARGE.numbers);
      await desk.read();
      const inputs = await checked(desk, LARGE.numbers, settings);
      return () => desk.update(inputs);
    },
    refused: `${allBut("2 still marked for removal")}+61395556903..+61395556904 (2 numbers): removal status not cleared: `,
    lost: `${allBut("2 still marked for removal")}+61395556903..+61395556904 (2 numbers): still MarkedForRemoval (`,
    stateRefused: { numbers: ALL, drift: { "+61395556903..+61395556904": "MarkedForRemoval" } },
    stateLost: { numbers: ALL, drift: { "+61395556903..+61395556904": "MarkedForRemoval" } },
  },
  {
    name: "the numbers in use that an update unassigns",
    ...{ route: "unassign", path: /\/action\/unassign/, declared: LARGE.changed },
    prepare: async (desk, settings) => {
      desk.options = { unassignOnRelease: true };
      await establish(desk, LARGE.numbers);
      desk.bench.emulator.portal.assign("+61395556903..+61395556904");
      const inputs = await checked(desk, LARGE.changed, settings);
      return () => desk.update(inputs);
    },
    refused: `${allBut("2 not unassigned")}+61395556903..+61395556904 (2 numbers): not unassigned, so not released: `,
    lost: `${allBut("2 not unassigned")}+61395556903..+61395556904 (2 numbers): not unassigned, so not released (`,
    stateRefused: { numbers: USED_KEPT },
    stateLost: { numbers: USED_KEPT },
  },
];

function creation({ name, numbers }: Size, described: string): Write {
  const counts = `0 of ${numbers.size} numbers are in place in tenant ${TENANT}. ${numbers.size}`;
  return {
    name: `the upload of a create of ${name}`,
    ...{ route: "upload", path: /\/action\/upload/, declared: numbers },
    prepare: async (desk, settings) => {
      const inputs = await checked(desk, numbers, settings);
      return () => desk.create(inputs);
    },
    refused: `${counts} refused. ${NEXT}${described}: `,
    lost: `${counts} sent and not seen yet (kept as pending). ${NEXT_LATER}${described}: ${ANSWER_LOST}`,
    stateRefused: undefined,
    stateLost: { numbers: {}, pending: numbers.toCanonical() },
  };
}

async function prepareUpdate(desk: Desk, settings: Partial<Settings>) {
  await establish(desk, LARGE.numbers);
  const inputs = await checked(desk, LARGE.changed, settings);
  return () => desk.update(inputs);
}
