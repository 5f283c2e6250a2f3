import type { DoneCounts } from "../schema";

/** The words of the provider's lines about what it has done, see provider/allocation/summary.ts. */
const WORDS: Readonly<Record<keyof DoneCounts, string>> = {
  uploaded: "uploaded",
  released: "released",
  repaired: "repaired",
  reset: "gave new settings to",
  takenOver: "took over",
  handedOver: "handed over",
  left: "left",
  waiting: "still waits for",
};

/** How many numbers a line such as `uploaded 25, released 1,080 (…), repaired 5` tells of. */
export function doneCounts(lines: readonly string[]): DoneCounts {
  // The names of other allocations may be anything.
  const text = lines.join(", ").replaceAll(/"[^"]*"/g, "");
  const count = (what: keyof DoneCounts): number => {
    const found = text.matchAll(new RegExp(`(?:^|, )${WORDS[what]} (\\d[\\d,]*)`, "g"));
    return [...found].reduce((sum, [, figure = ""]) => sum + Number(figure.replaceAll(",", "")), 0);
  };
  return {
    uploaded: count("uploaded"),
    released: count("released"),
    repaired: count("repaired"),
    reset: count("reset"),
    takenOver: count("takenOver"),
    handedOver: count("handedOver"),
    left: count("left"),
    waiting: count("waiting"),
  };
}
