package numbers;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.liveplatform.LiveplatformFunctions;
import com.pulumi.liveplatform.OcNumberAllocation;
import com.pulumi.liveplatform.OcNumberAllocationArgs;
import com.pulumi.liveplatform.inputs.GetCallingProfileArgs;
import com.pulumi.liveplatform.inputs.PhoneNumberRangeArgs;

/** The numbers of one tenant of Live Platform. */
public class App {
    public static void main(String[] args) {
        Pulumi.run(App::declare);
    }

    private static void declare(Context ctx) {
        var tenant = ctx.config().get("msTenantId").orElse("3bc57cac-5794-457f-ad36-2c88cade9dbb");
        var profile = LiveplatformFunctions.getCallingProfile(
            GetCallingProfileArgs.builder().name("Calling EMEA").build());
        var desks = new OcNumberAllocation("sydney-desks", OcNumberAllocationArgs.builder()
            .msTenantId(tenant)
            .callingProfile(profile.applyValue(found -> found.callingProfileId()))
            .usage("CallingUserAssignment")
            .capabilities("InboundCalling", "OutboundCalling")
            .phoneNumbers("+61395556880")
            .phoneNumberRanges(PhoneNumberRangeArgs.builder()
                .start("+61395556900")
                .end("+61395556949")
                .build())
            .build());
        ctx.export("count", desks.numberCount());
    }
}
