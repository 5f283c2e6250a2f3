import { PROVIDER_TEXT } from "../../../provider/common/dynamic-state";
import { seal } from "../../../provider/common/secret";
import { openEnvelope, sealInputs, sealOutputs } from "../../../provider/plugin/envelope";
import { isSecret } from "../../../provider/plugin/wire";

const URN = "urn:pulumi:dev::p::liveplatform:index:OcNumberAllocation::desks";

it("the plugin's envelope of a declaration is opened with the URN, whatever an old one in the state says, and with the secrecy of the lists", () => {
  const opened = openEnvelope({ __urn: "old", phoneNumbers: ["+61395556880", seal("+61395556881")] }, URN);
  expect(opened).toEqual({
    ...{ urn: URN, isSecret: true, ignoresDrift: false },
    values: { phoneNumbers: ["+61395556880", "+61395556881"] },
  });
  const ofDynamic = { phoneNumbers: ["+61395556880"], __secretNumbers: true };
  expect(openEnvelope(ofDynamic, URN)).toMatchObject({
    isSecret: false,
    values: { phoneNumbers: ["+61395556880"] },
  });
});

it("the plugin's envelope of a declaration is sealed with the lists as they are declared, with each secret secret again, and with what follows from a secret list", () => {
  const declared = { phoneNumbers: [seal("+61395556880")], ticketId: seal("T-1"), usage: "U" };
  const checked = { ticketId: "T-1", usage: "U", numbers: { "+61395556880": 1 } };
  const sealed = sealInputs(checked, { urn: URN, isSecret: true }, declared);
  expect(sealed).toEqual({ ...declared, numbers: seal(checked.numbers) });
  expect(isSecret(sealed.ticketId)).toBe(true);
});

it("the plugin's envelope of a declaration keeps in the outputs what the dynamic provider needs to take the stack back", () => {
  const outputs = { usage: "U", numbers: {} };
  expect(sealOutputs(outputs, { urn: URN, isSecret: false }, { usage: "U" })).toEqual({
    ...outputs,
    __urn: URN,
    __provider: PROVIDER_TEXT,
  });
});
