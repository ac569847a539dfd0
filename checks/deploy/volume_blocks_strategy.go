package deploy

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// VolumeBlocksStrategy is deploy/volume-blocks-strategy.
func VolumeBlocksStrategy() *linter.Check {
	return &linter.Check{
		Slug:     "deploy/volume-blocks-strategy",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a volume and a rollout strategy that cannot go with one",
			What:    "`strategy = \"bluegreen\"` or `\"canary\"` in `[deploy]` together with a mount of any process group.",
			Why: "Both strategies start new machines beside the old ones, and a volume belongs to one machine only. flyctl refuses canary at once (\"canary deployment strategy is not supported when using " +
				"mounted volumes\"), even when the mount is another group's. bluegreen passes `fly config validate`, and the deploy stops after the image is built and the release command has run.",
			Instead:   "Use `rolling`, the default, or keep the data somewhere else than on a volume.",
			FixSafety: "Machines are then replaced in place, one after the other: each is down while it restarts.",
			Ignore:    "When the strategy is always given on the command line.",
			References: []string{
				configReference, flyctlDeploy,
				"https://fly.io/docs/launch/deploy/",
				"https://github.com/superfly/docs/issues/911",
				"https://github.com/superfly/docs/pull/1886",
			},
		},
		Judge: volumeBlocksStrategy,
	}
}

func volumeBlocksStrategy(p *linter.Pass) {
	strategy := p.Fly.Deploy.Strategy
	var mount *flyconfig.Mount
	why := ""
	switch strategy.V {
	case "canary":
		mount, why = anyMount(p.Fly), "flyctl refuses the file with \"canary deployment strategy is not supported when using mounted volumes\""
	case "bluegreen":
		mount, why = deployedMount(p.Fly), "a volume belongs to one machine, so Fly refuses the green machines; flyctl's validation does not see it"
	}
	if mount == nil {
		return
	}
	rolling := p.Fly.Quote("rolling")
	p.Report(strategy, "strategy %s cannot deploy machines with volumes: %s", strategy.V, why).
		Path("%s", strategy.Path).Label("not with a volume").Help("write %s, the default", rolling).
		Relate(mount, "the volume").
		UnsafeFix("machines are replaced in place, and each is down while it restarts", "Write "+rolling, linter.Replace(strategy, rolling))
}

func anyMount(f *flyconfig.Config) *flyconfig.Mount {
	if len(f.Mounts) == 0 {
		return nil
	}
	return f.Mounts[0]
}

// deployedMount is a mount of some process group.
func deployedMount(f *flyconfig.Config) *flyconfig.Mount {
	for _, g := range f.Groups() {
		if mounts := g.Mounts(); len(mounts) > 0 {
			return mounts[0]
		}
	}
	return nil
}
