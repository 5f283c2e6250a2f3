import fc from "fast-check";
import { makeReport } from "../../../cli/report/make-report";
import { toMarkdown } from "../../../cli/report/markdown";
import type { AllocationReport, Report } from "../../../cli/report/schema";
import { NumberSet } from "../../../provider/numbers/number-set";
import { type Fate, type Story, numberAt, previewOfStory, story } from "./stories";

type Kind = "added" | "released" | "replaced" | "reset" | "takenOver" | "left";

function reportOn(told: Story): Report {
  return makeReport(previewOfStory(told), { maxReleases: undefined });
}

function sizeOf(numbers: Record<string, number> | null): number {
  return NumberSet.fromCanonical(numbers ?? {}).size;
}

/** What is to be said of a number, by its fate alone, in the words of the report. */
function saidOf({ traits }: Story, { holder, declarer, drift }: Fate): string[] {
  const from = holder === undefined ? undefined : traits[holder];
  const to = declarer === undefined ? undefined : traits[declarer];
  const isAbsent = drift === "missing";
  if (holder === declarer) return [];
  const canMove = from !== undefined && to !== undefined && from.tenant === to.tenant && !isAbsent;
  if (canMove) return [`${holder} handedOver`, `${declarer} moved in`];
  const stays = holder !== undefined && from !== undefined;
  return [
    ...(stays && !isAbsent ? [`${holder} leaves`] : []),
    ...(declarer === undefined ? [] : [`${declarer} added`]),
  ];
}

function saysOf(allocations: readonly AllocationReport[], phoneNumber: string): string[] {
  const has = (numbers: Record<string, number> | null): boolean =>
    NumberSet.fromCanonical(numbers ?? {}).has(phoneNumber);
  return allocations.flatMap((one) => {
    const index = one.name.slice(1);
    // A number that the allocation held already is replaced in place.
    const isArriving = has(one.takenOver) || (has(one.replaced) && !isHeld(allocations, one, phoneNumber));
    return [
      ...(has(one.handedOver) ? [`${index} handedOver`] : []),
      ...(isArriving ? [`${index} moved in`] : []),
      ...(has(one.released) || has(one.left) ? [`${index} leaves`] : []),
      ...(has(one.added) ? [`${index} added`] : []),
    ];
  });
}

function isHeld(
  allocations: readonly AllocationReport[],
  one: AllocationReport,
  phoneNumber: string,
): boolean {
  const others = allocations.filter((other) => other !== one);
  return !others.some(({ handedOver }) => NumberSet.fromCanonical(handedOver ?? {}).has(phoneNumber));
}

it("the report on any preview has totals that are the sums of its parts", () => {
  fc.assert(
    fc.property(story, (told) => {
      const { totals, allocations } = reportOn(told);
      const sum = (key: Kind): number => allocations.reduce((all, one) => all + sizeOf(one[key]), 0);
      const drifts = allocations.flatMap(({ drift }) => drift ?? []);
      expect(totals).toMatchObject({
        allocations: allocations.length,
        added: sum("added"),
        released: sum("released"),
        replaced: sum("replaced"),
        reset: sum("reset"),
        moved: sum("takenOver"),
        left: sum("left"),
        drifted: drifts.reduce((all, { numbers }) => all + sizeOf(numbers), 0),
      });
      expect(drifts.map(({ count }) => count)).toEqual(drifts.map(({ numbers }) => sizeOf(numbers)));
    }),
  );
});

it("the report on any preview says of each number what its fate is, once, and nothing of a number that stays", () => {
  fc.assert(
    fc.property(story, (told) => {
      const { allocations } = reportOn(told);
      told.fates.forEach((fate, index) => {
        expect(saysOf(allocations, numberAt(index)).sort()).toEqual(saidOf(told, fate).sort());
      });
    }),
  );
});

it("the report on any preview accounts for each allocation's size before and after", () => {
  fc.assert(
    fc.property(story, (told) => {
      for (const one of reportOn(told).allocations) {
        const absent = (one.drift ?? []).filter(
          ({ reason, repair }) => reason === "missing" && repair === "leaves",
        );
        const gone = absent.reduce((all, { count }) => all + count, 0);
        const out = sizeOf(one.released) + sizeOf(one.handedOver) + sizeOf(one.left) + gone;
        const kept = Number(one.before) - out;
        const reloaded = Number(one.after) - kept - sizeOf(one.added) - sizeOf(one.takenOver);
        expect(kept).toBeGreaterThanOrEqual(0);
        // What is replaced was there before, or comes from an allocation with other settings.
        expect(reloaded).toBeGreaterThanOrEqual(0);
        expect(sizeOf(one.replaced)).toBe(reloaded + (one.operation === "replace" ? kept : 0));
      }
    }),
  );
});

it("the report on any preview gives new settings to what an update keeps and the tenant holds, and to nothing else", () => {
  fc.assert(
    fc.property(story, (told) => {
      for (const one of reportOn(told).allocations) {
        const index = Number(one.name.slice(1));
        const isReset = one.operation === "update" && told.traits[index]?.isReset === true;
        const kept = told.fates.filter(
          ({ holder, declarer, drift }) =>
            holder === index && declarer === index && !["missing", "ReadyForRemoval"].includes(drift ?? ""),
        );
        expect(sizeOf(one.reset)).toBe(isReset ? kept.length : 0);
        expect(one.settings).toEqual(isReset ? ["usage"] : []);
      }
    }),
  );
});

it("the report on any preview fits the room that its Markdown is given", () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 2_000, max: 6_000 }), (told, room) => {
      expect(toMarkdown(reportOn(told), room).length).toBeLessThanOrEqual(room);
    }),
  );
});
