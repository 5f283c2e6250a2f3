import { OTHER_PROFILE } from "../support/default-seed";
import { TENANT } from "./support/bench";
import { establish, expectConvergence, held } from "./support/cell";
import { LARGE } from "./support/looks";
import { preview, up } from "./support/runs";
import { releasedSizes } from "./support/tasks";
import { useDesk } from "./support/use-desk";

const desk = useDesk();
const { bench } = desk;

/** Whatever an upload asks for, rows do not show it. */
function hide(capability: string): () => void {
  const rule = bench.emulator.fail({
    path: "/oc/numbers",
    verb: "GET",
    rewrite: (body: unknown): unknown =>
      JSON.parse(JSON.stringify(body).replaceAll(new RegExp(`"${capability}",?`, "g"), "")),
  });
  return () => rule.remove();
}

it("a capability that numbers lack right after the upload that asked for it is told once and is no drift: another upload would only take them out of service", async () => {
  hide("OutboundCalling");
  await establish(desk, LARGE.numbers);
  expect(desk.state).not.toHaveProperty("drift");
  expect(bench.shown.join("\n")).toContain(
    "+61395556900..+61395556923 (24 numbers): lacks OutboundCalling right after the upload that asked for it",
  );
  expect(await preview(desk, LARGE.numbers)).toEqual([]);
  await expectConvergence(desk, LARGE.changed);
  expect(releasedSizes(desk)).toEqual([6]);
});

it("a capability that numbers lack right after the upload that asked for it is drift again when it has been there meanwhile, as is any other", async () => {
  const show = hide("OutboundCalling");
  await establish(desk, LARGE.numbers);
  show();
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(releasedSizes(desk)).toEqual([]);
  bench.emulator.portal.setCapabilities("+61395556910", ["InboundCalling", "UserAssignment"]);
  bench.emulator.portal.setCapabilities("+61395556911", ["OutboundCalling", "UserAssignment"]);
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(releasedSizes(desk)).toEqual([1, 1]);
  expect(held(desk, TENANT).size).toBe(24);
});

it("a capability that numbers lack right after the upload that asked for it does not keep a change of settings from reaching them", async () => {
  hide("OutboundCalling");
  await establish(desk, LARGE.numbers);
  desk.options = { callingProfile: OTHER_PROFILE };
  expect(await up(desk, LARGE.numbers)).toBeUndefined();
  expect(releasedSizes(desk)).toEqual([1, 23]);
  expect(await preview(desk, LARGE.numbers)).toEqual([]);
});
