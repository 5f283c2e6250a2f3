import { ResponseShapeError } from "../../provider/liveplatform";
import * as harness from "./client-harness";

const { failureOf, json, serve, tenant } = harness;
const upload = { callingProfile: "p", usage: "CallingUserAssignment", capabilities: ["InboundCalling"] };

afterEach(harness.closeAll);

it.each([
  ["a message", { succeeded: false, message: "The tenant is locked, bearer secret-of-mine" }],
  ["a problem", { title: "Failed", detail: "The tenant is locked", errorTicket: "T1", status: 200 }],
  ["an error", { error: { message: "The tenant is locked" } }],
  ["errors by field", { succeeded: false, errors: { phoneNumbers: ["The tenant is locked"] } }],
  ["a bare text", '"The tenant is locked"'],
])("a success whose body says by %s that it is none is an error with what it says", async (_, body) => {
  const { platform } = await serve([json(body)]);
  for (const call of [
    () => platform.upload(tenant, upload),
    () => platform.release(tenant, ["+441"]),
    () => platform.unassign(tenant, ["+441"]),
    () => platform.clearRemovalStatus(["+441"]),
    () => platform.getTask("wup_1"),
  ]) {
    const error = await failureOf(ResponseShapeError, call());
    expect(error.message).toMatch(/ answered 200, but says that it has failed: .*The tenant is locked/);
    expect(error.message).not.toContain("secret-of-mine");
  }
});

it("a success whose body says that it is none is not taken for work done", async () => {
  const { platform } = await serve([json({ data: { processedCount: 0 }, succeeded: false })]);
  await failureOf(ResponseShapeError, platform.clearRemovalStatus(["+441"]));
});
