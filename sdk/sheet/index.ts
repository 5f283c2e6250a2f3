/** Reads a spreadsheet of telephone numbers into allocations: what `pulumi-liveplatform/sheet` exports. */
export {
  type NumberSheet,
  type NumberSheetOptions,
  type SheetAllocation,
  readNumberSheet,
} from "./read-number-sheet";
export type { SheetSettings } from "./catalogues";
export type { SheetColumn } from "./columns";
export type { SheetMistake } from "./sheet-mistake";
