import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NumberSet } from "../../provider/numbers/number-set";
import { SentLog } from "../../provider/run/sent-log";

const [A, B] = ["+61395556880", "+61395556881"];
const place = {
  platform: "https://live.example.com/tenantui",
  tenant: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  urn: "urn:pulumi:prod::contoso::pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation::desks",
};
const sent = { numbers: { [`${A}..${B}`]: 2 }, at: "2026-02-16T16:17:56.000Z", settings: {} };
const now = Date.parse(sent.at) + 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const [one, two] = [NumberSet.of(A), NumberSet.of(B)];

function fingerprintIn(line: string): string | undefined {
  return /"address":"([0-9a-f]{8})"/.exec(line)?.[1];
}

describe("the log of what was sent", () => {
  let folder: string;
  let killed: SentLog;
  let next: SentLog;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "journal-"));
    killed = new SentLog(folder, "1");
    next = new SentLog(folder, "2");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const open = () => next.unfinished(place, now);
  const known = (journal = next) => journal.sent(place, now).keys();

  it("the log of what was sent tells the next run of an upload whose process was killed, and with which task", () => {
    killed.accepted(killed.begin(place, sent), "wup_1");
    expect(open()).toEqual([expect.objectContaining({ tasks: ["wup_1"], lostAt: undefined })]);
    expect(known()).toEqual([`${A}..${B}`]);
  });

  it("the log of what was sent tells of an upload that was sent and never answered, and when", () => {
    killed.begin(place, sent);
    expect(open()).toEqual([expect.objectContaining({ tasks: [], lostAt: sent.at })]);
  });

  it("the log of what was sent knows the numbers of an upload that has ended, as the engine may be killed before it saves", () => {
    killed.end(killed.begin(place, sent), one);
    expect(open()).toEqual([]);
    expect(known()).toEqual([A]);
  });

  it("the log of what was sent knows what an allocation that is gone has left to another one, until a state holds it", () => {
    killed.leave(place, sent);
    expect(open()).toEqual([]);
    expect(next.left(place, now).keys()).toEqual([`${A}..${B}`]);
    next.hold(place, one, now);
    expect(next.left(place, now).keys()).toEqual([B]);
    expect(next.left(place, now + DAY_MS).keys()).toEqual([]);
    killed.end(killed.begin(place, sent), one);
    expect(next.left(place, now).keys()).toEqual([B]);
  });

  it("the log of what was sent tells by which task each number was to be released, where its answer came through", () => {
    const { at } = sent;
    killed.accepted(killed.release(place, { numbers: one, at }), "tsk_1");
    killed.release(place, { numbers: two, at });
    expect(next.released(place, now)).toEqual([
      { numbers: one, taskId: "tsk_1" },
      { numbers: two, taskId: undefined },
    ]);
  });

  it("the log of what was sent tells the next run what was to be released, until that is settled or they are uploaded again, for a day", () => {
    const [at, later] = [sent.at, "2026-02-16T16:18:00.000Z"];
    const both = NumberSet.of(`${A}..${B}`);
    const released = (time = now) => NumberSet.unionOf(next.released(place, time)).keys();
    killed.release(place, { numbers: both, at });
    next.release(place, { numbers: NumberSet.of("+61395556889"), at });
    killed.release({ ...place, tenant: "other" }, { numbers: NumberSet.of("+61395556888"), at });
    expect([released(), open(), known()]).toEqual([[`${A}..${B}`], [], []]);
    expect(released(now + DAY_MS)).toEqual([]);
    killed.settle(place, { numbers: one, at: later });
    expect(released()).toEqual([B]);
    const third = new SentLog(folder, "3");
    const key = third.begin(place, { ...sent, numbers: { [B]: 1 }, at: later });
    expect(released()).toEqual([B]);
    third.end(key, two);
    expect(released()).toEqual([]);
    killed.release(place, { numbers: one, at: "2026-02-16T16:18:01.000Z" });
    expect(released()).toEqual([A]);
  });

  it("the log of what was sent tells the next run which settings differ from those that numbers were sent with, until an operation has come to its end with them, for a day", () => {
    const [first, later] = [{ country: "AU", location: "lobby" }, { country: "NZ" }];
    killed.begin(place, { ...sent, settings: first });
    killed.begin(place, { ...sent, at: "2026-02-16T16:17:57.000Z", numbers: { [B]: 1 }, settings: later });
    const differing = (settings: Record<string, string>, time = now) =>
      new SentLog(folder, "2")
        .sentWith(place, time)
        .map((one) => [one.numbers.keys().join(), one.differing(settings).join()]);
    expect(differing(first)).toEqual([
      [B, "country,location"],
      [A, ""],
    ]);
    expect(differing({ country: "US", location: "lobby", address: "1 Market Street" })).toEqual([
      [B, "address,country,location"],
      [A, "address,country"],
    ]);
    expect(differing(first, now + DAY_MS)).toEqual([]);
    const refused = killed.begin(place, { ...sent, at: "2026-02-16T16:17:58.000Z", settings: {} });
    expect(differing(first)).toEqual([[`${A}..${B}`, "country,location"]]);
    killed.end(refused, NumberSet.empty);
    expect(differing(first)).toHaveLength(2);
    killed.settle(place, { numbers: two, at: "2026-02-16T16:17:58.000Z" });
    expect(differing(later)).toEqual([[A, "country,location"]]);
  });

  it("the log of what was sent holds no setting, and nothing by which one could be guessed without the key beside it", () => {
    killed.begin(place, { ...sent, settings: { address: "1 Market Street" } });
    const [log = "", ...others] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    expect(others).toEqual([]);
    const text = readFileSync(join(folder, log), "utf8");
    expect(text).not.toContain("Market");
    rmSync(join(folder, "settings.key"));
    new SentLog(folder, "3").begin(place, { ...sent, settings: { address: "1 Market Street" } });
    expect(fingerprintIn(readFileSync(join(folder, "uploads-3-0.jsonl"), "utf8"))).not.toBe(
      fingerprintIn(text),
    );
  });

  it("the log of what was sent does not know what a task has refused while the rest is on its way", () => {
    killed.narrow(killed.begin(place, sent), two);
    expect(open()[0]?.numbers.keys()).toEqual([B]);
    expect(known()).toEqual([B]);
  });

  it("the log of what was sent is silent about other stacks, backends, tenants and platforms, and about its own process", () => {
    killed.begin({ ...place, urn: place.urn.replace("prod", "test") }, sent);
    killed.begin({ ...place, urn: place.urn.replace("contoso", "fabrikam") }, sent);
    killed.begin({ ...place, tenant: "other" }, sent);
    killed.begin({ ...place, platform: "other" }, sent);
    new SentLog(folder, "3", "another backend").begin(place, sent);
    next.begin(place, sent);
    expect(open()).toEqual([]);
    expect(known()).toEqual([]);
  });

  it("the log of what was sent knows the uploads of every allocation of the stack", () => {
    killed.begin({ ...place, urn: place.urn.replace("desks", "lobby") }, sent);
    expect(known()).toEqual([`${A}..${B}`]);
  });

  it("the log of what was sent lets a run end an upload of which nothing is on its way, and keeps what has arrived by it", () => {
    killed.begin(place, sent);
    const asked = one.union(two);
    next.close(place, { asked, gone: NumberSet.empty, awaited: two, now });
    expect(open()).toHaveLength(1);
    next.close(place, { asked, gone: one, awaited: NumberSet.empty, now });
    expect(open()).toEqual([]);
    expect(known()).toEqual([B]);
    expect(known(new SentLog(folder, "3"))).toEqual([B]);
  });

  it("the log of what was sent keeps an upload open of whose numbers a run has asked for none, or only for some", () => {
    killed.begin(place, { ...sent, numbers: one.toCanonical() });
    killed.begin(place, sent);
    next.close(place, { asked: two, gone: two, awaited: NumberSet.empty, now });
    expect(open()).toHaveLength(2);
  });

  it("the log of what was sent tells that numbers are on their way again which a state from before the upload holds", () => {
    killed.accepted(killed.begin(place, sent), "wup_1");
    next.hold(place, one, now);
    expect(open()).toEqual([expect.objectContaining({ tasks: ["wup_1"], numbers: one.union(two) })]);
    expect(known()).toEqual([B]);
  });

  it("the log of what was sent forgets numbers that a state holds, for those who come later too, behind a line that was cut off", () => {
    killed.begin(place, sent);
    writeFileSync(join(folder, "uploads-1-0.jsonl"), '{"key":"1-2', { flag: "a" });
    next.hold(place, one, now);
    expect(known()).toEqual([B]);
    next.hold(place, two, now);
    expect(known(new SentLog(folder, "3"))).toEqual([]);
  });

  it("the log of what was sent forgets after a day, by the time of the upload and of its file", () => {
    killed.begin(place, sent);
    expect(next.sent(place, now + DAY_MS).isEmpty).toBe(true);
    expect(known()).not.toEqual([]);
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(join(folder, "uploads-1-0.jsonl"), yesterday, yesterday);
    expect(known()).toEqual([]);
  });

  it("the log of what was sent reads past lines of an older version, which do not say whose they are, and one that was not finished", () => {
    const old = { key: "0", platform: place.platform, tenant: place.tenant, ...sent };
    const lines = [old, { key: "0", taskId: "wup_0" }, { key: "0", ended: true }];
    writeFileSync(
      join(folder, "uploads-0-0.jsonl"),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    expect(known()).toEqual([]);
    killed.begin(place, sent);
    writeFileSync(join(folder, "uploads-1-0.jsonl"), '{"key":"1-2', { flag: "a" });
    expect(open()).toHaveLength(1);
  });
});
