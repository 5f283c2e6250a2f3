// Package main declares the numbers of one tenant of Live Platform.
package main

import (
	"example.com/pulumi-liveplatform/sdk/go/liveplatform"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(declare)
}

func declare(ctx *pulumi.Context) error {
	tenant := config.Get(ctx, "msTenantId")
	if tenant == "" {
		tenant = "3bc57cac-5794-457f-ad36-2c88cade9dbb"
	}
	profile, err := liveplatform.GetCallingProfile(ctx, &liveplatform.GetCallingProfileArgs{Name: "Calling EMEA"})
	if err != nil {
		return err
	}
	desks, err := liveplatform.NewOcNumberAllocation(ctx, "sydney-desks", &liveplatform.OcNumberAllocationArgs{
		MsTenantId:     pulumi.String(tenant),
		CallingProfile: pulumi.String(profile.CallingProfileId),
		Usage:          pulumi.String("CallingUserAssignment"),
		Capabilities:   pulumi.ToStringArray([]string{"InboundCalling", "OutboundCalling"}),
		PhoneNumbers:   pulumi.ToStringArray([]string{"+61395556880"}),
		PhoneNumberRanges: liveplatform.PhoneNumberRangeArray{
			liveplatform.PhoneNumberRangeArgs{
				Start: pulumi.String("+61395556900"),
				End:   pulumi.String("+61395556949"),
			},
		},
	})
	if err != nil {
		return err
	}
	ctx.Export("count", desks.NumberCount)
	return nil
}
