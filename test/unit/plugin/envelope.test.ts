import { openEnvelope, sealInputs, sealOutputs } from "../../../provider/plugin/envelope";
import { isSecret } from "../../../provider/plugin/wire";
import { seal } from "../../../provider/secret";

const URN = "urn:pulumi:dev::p::liveplatform:index:OcNumberAllocation::desks";

describe("the envelope of a declaration", () => {
  it("is opened with the URN, whatever an old one in the state says, and with the secrecy of the lists", () => {
    const opened = openEnvelope({ __urn: "old", phoneNumbers: ["+61395556880", seal("+61395556881")] }, URN);
    expect(opened).toMatchObject({
      __urn: URN,
      __secretNumbers: true,
      phoneNumbers: ["+61395556880", "+61395556881"],
    });
    expect(openEnvelope({ phoneNumbers: ["+61395556880"], __secretNumbers: true }, URN)).not.toHaveProperty(
      "__secretNumbers",
    );
  });

  it("is sealed with the lists as they are declared, with each secret secret again, and without what is ours", () => {
    const declared = { phoneNumbers: [seal("+61395556880")], ticketId: seal("T-1"), usage: "U" };
    const checked = {
      ticketId: "T-1",
      usage: "U",
      numbers: seal({ "+61395556880": 1 }),
      __urn: URN,
      __provider: "p",
    };
    const sealed = sealInputs(checked, declared);
    expect(sealed).toEqual({ ...declared, numbers: checked.numbers });
    expect(isSecret(sealed.ticketId)).toBe(true);
  });

  it("keeps in the outputs what the dynamic provider needs to take the stack back", () => {
    const outputs = { usage: "U", numbers: {}, __urn: URN, __provider: "p", __secretNumbers: true };
    expect(sealOutputs(outputs, { usage: "U" })).toEqual({
      usage: "U",
      numbers: {},
      __urn: URN,
      __provider: "p",
    });
  });
});
