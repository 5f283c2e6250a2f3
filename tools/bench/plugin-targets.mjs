import { shown } from "./table.mjs";
import { ratioOutcome, row } from "./target-row.mjs";

/** @param {import("./plugin.mjs").Plugin | undefined} plugin @returns {import("./target-row.mjs").Target[]} */
export function pluginRows(plugin) {
  return [
    row(
      "the plugin, from its start to its port: ≤ 160 ms; its file: ≤ 2.2 MB",
      plugin && {
        measured: `${shown(plugin.port, 0)} ms, ${(plugin.bytes / 1e6).toFixed(1)} MB`,
        met: plugin.port.median <= 160 && plugin.bytes <= 2_200_000,
      },
      "Node.js itself takes some 65 ms of it",
    ),
    row(
      "the plugin, no-op preview of 1,000 numbers in 100 allocations in TypeScript, against do-nothing dynamic resources: ≤ 0.9 ×",
      plugin && ratioOutcome(plugin.typescript, 0.9),
      "half of it is the program's own start and the engine",
    ),
    row(
      "the same in YAML: ≤ 0.5 ×",
      plugin && ratioOutcome(plugin.yaml, 0.5),
      "reading and comparing 1,000 rows, which a do-nothing resource does not",
    ),
  ];
}
