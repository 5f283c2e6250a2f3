"""The numbers of one tenant of Live Platform."""

import pulumi
import pulumi_liveplatform as liveplatform

config = pulumi.Config()
tenant = config.get("msTenantId") or "3bc57cac-5794-457f-ad36-2c88cade9dbb"
profile = liveplatform.get_calling_profile(name="Calling EMEA")

desks = liveplatform.OcNumberAllocation(
    "sydney-desks",
    ms_tenant_id=tenant,
    calling_profile=profile.calling_profile_id,
    usage="CallingUserAssignment",
    capabilities=["InboundCalling", "OutboundCalling"],
    phone_numbers=["+61395556880"],
    phone_number_ranges=[{"start": "+61395556900", "end": "+61395556949"}],
)

pulumi.export("count", desks.number_count)
