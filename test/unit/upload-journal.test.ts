import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { NumberSet } from "../../provider/numbers/number-set";
import { UploadJournal } from "../../provider/run/upload-journal";

const upload = {
  platform: "https://live.example.com/tenantui",
  tenant: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  numbers: { "+61395556880": 1 },
  at: "2026-02-16T16:17:56.000Z",
};

describe("UploadJournal", () => {
  let folder: string;
  let killed: UploadJournal;
  let next: UploadJournal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "journal-"));
    killed = new UploadJournal(folder, "1");
    next = new UploadJournal(folder, "2");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const open = () => next.open(upload.platform, upload.tenant);

  it("tells the next run of an upload whose process was killed, and with which task", () => {
    killed.accepted(killed.begin(upload), "wup_1");
    expect(open()).toEqual([expect.objectContaining({ tasks: ["wup_1"], lostAt: undefined })]);
    expect(open()[0]?.numbers.keys()).toEqual(["+61395556880"]);
  });

  it("tells of an upload that was sent and never answered, and when", () => {
    killed.begin(upload);
    expect(open()).toEqual([expect.objectContaining({ tasks: [], lostAt: upload.at })]);
  });

  it("is silent about what has ended, about other tenants and platforms, and about its own process", () => {
    killed.end(killed.begin(upload));
    killed.begin({ ...upload, tenant: "other" });
    killed.begin({ ...upload, platform: "other" });
    next.begin(upload);
    expect(open()).toEqual([]);
  });

  it("lets the next run end an upload, once nothing of it is on its way", () => {
    killed.begin({ ...upload, numbers: { "+61395556880..+61395556881": 2 } });
    const [one, two] = [NumberSet.of("+61395556880"), NumberSet.of("+61395556881")];
    next.settle(upload, { sent: one.union(two), open: two });
    expect(open()).toHaveLength(1);
    next.settle(upload, { sent: one.union(two), open: NumberSet.empty });
    expect(open()).toEqual([]);
    expect(new UploadJournal(folder, "3").open(upload.platform, upload.tenant)).toEqual([]);
  });

  it("leaves nothing behind where all has ended, and begins anew after that", () => {
    const [first, second] = [
      killed.begin(upload),
      killed.begin({ ...upload, numbers: { "+61395556881": 1 } }),
    ];
    expect(open()).toHaveLength(2);
    killed.end(first);
    expect(open()).toHaveLength(1);
    killed.end(second);
    expect(readdirSync(folder)).toEqual([]);
    expect(open()).toEqual([]);
    killed.begin(upload);
    expect(open()).toHaveLength(1);
  });

  it("keeps a settled upload settled for those who come later, behind a line that was cut off too", () => {
    killed.begin(upload);
    writeFileSync(join(folder, "uploads-1-0.jsonl"), '{"key":"1-2', { flag: "a" });
    next.settle(upload, { sent: NumberSet.of("+61395556880"), open: NumberSet.empty });
    expect(new UploadJournal(folder, "3").open(upload.platform, upload.tenant)).toEqual([]);
  });

  it("forgets after a day", () => {
    killed.begin(upload);
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(join(folder, "uploads-1-0.jsonl"), yesterday, yesterday);
    expect(open()).toEqual([]);
  });

  it("reads past a line that a killed process has not finished", () => {
    killed.begin(upload);
    writeFileSync(join(folder, "uploads-1-0.jsonl"), '{"key":"1-2', { flag: "a" });
    expect(open()).toHaveLength(1);
  });
});
