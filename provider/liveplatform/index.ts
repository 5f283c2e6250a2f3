export type { PhoneNumberRange, TaskStarted, UploadRequest } from "./actions";
export type { CallingProfile } from "./calling-profiles";
export { type EntraOptions, entra } from "./entra";
export {
  ApiError,
  type FieldError,
  LivePlatformError,
  NoAnswerError,
  ResponseShapeError,
  mayHaveBeenDone,
} from "./errors";
export { LivePlatform, type LivePlatformOptions } from "./live-platform";
export type { ListPassage, NumbersList } from "./number-list";
export type { NumberStatus, NumberStatusResult } from "./number-validation";
export type { ListPageQuery, ListQuery, NumbersPage, UnreadableRow } from "./numbers";
export { MOST_MARKS, type RemovalStatusSummary } from "./removal-status";
export type { TaskOutcome } from "./task-outcome";
export type { Task } from "./tasks";
export { type NumberState, type Sbc, type TenantNumber, isInUse } from "./tenant-number";
export { SignInError } from "./sign-in-error";
export { type TokenSource, staticToken } from "./token-source";
export { parseUtc } from "./utc";
export type { Wait } from "./wait";
export { WaitLine } from "./wait-line";
export { masker } from "./mask";
export { ticketsOf } from "./tickets";
