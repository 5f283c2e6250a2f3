/** What has become of a request: the status of its answer, no answer, one that cannot be read; or it was not sent. */
export type RequestFailure = `http_${number}` | "no_answer" | "unreadable" | "not_sent" | "no_token";

/** What kind of refusal it is: what a caller may ask for, as the wording may change. */
export type RefusalCode =
  | "already_there"
  | "brake"
  | "broken_off"
  | "cancelled"
  | "configuration"
  | "different_settings"
  | "held_back"
  | "held_by_nobody"
  | "ignore_changes"
  | "import_id"
  | "in_tenant_unknown"
  | "in_use"
  | "in_use_unknown"
  | "leaving"
  | "loss"
  | "not_all_released"
  | "not_importable"
  | "not_in_tenant"
  | "not_known_yet"
  | "nothing_done"
  | "other_platform"
  | "partial"
  | "preflight"
  | "run_folder"
  | "targeted"
  | "usage"
  /** A request to the platform has failed. */
  | RequestFailure;
