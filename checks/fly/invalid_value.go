package fly

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// InvalidValue is fly/invalid-value.
func InvalidValue() *linter.Check {
	return &linter.Check{
		Slug:     "fly/invalid-value",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a setting whose value is not one of those it may have",
			What: "Settings with a fixed set of values (strategy, restart policy, auto_stop_machines, compression, signals, handlers, protocols, methods, the type of concurrency) and numbers with " +
				"bounds (retention, the thresholds of volumes, ports, counts), each with the source of the list. Also a soft limit above the hard one, an auto-extend that lacks a part, and regions. " +
				keysRead + " The regions are those of " + flyconfig.RegionsDate + ".",
			Why: "It is an error where flyctl refuses the value (\"unsupported deployment strategy\", \"invalid restart policy\", \"App configuration is not valid\") or Fly's platform is known to " +
				"(\"Concurrency Type is not included in the list\"). Where only the documentation names the values, it is a warning: nobody can say beforehand what the platform makes of another.",
			Instead:   "Write one of the values that the message lists.",
			FixSafety: "A word is replaced when one of the set is a letter or two away or another tool's word for the same, and limits that are the wrong way round are exchanged.",
			Ignore:    "When Fly has learned a value since the date of the lists.",
			References: []string{
				configReference, flyctlSource,
				"https://github.com/superfly/flyctl/issues/1493",
				"https://fly.io/docs/reference/regions/",
			},
		},
		Judge: invalidValue,
	}
}

func invalidValue(p *linter.Pass) {
	for _, v := range p.Fly.Invalid {
		if noAutoExtend(p, v.Range) {
			continue
		}
		severity, refusal := refusalOf(v)
		d := p.Report(v, "%s is %s and must be %s: %s", flyconfig.TablePath(v.Path), v.Text, v.Allowed, refusal).As(severity).
			Path("%s", v.Path).Label("not %s", v.Allowed).Help("write %s", v.Allowed)
		if v.Instead != "" {
			text := p.Fly.Quote(v.Instead)
			d.Help("did you mean %s?", text).Fix("Write "+text, linter.Replace(v, text))
		}
	}
	for _, s := range p.Fly.AllServices() {
		limitsReversed(p, s.Concurrency)
	}
	for _, m := range p.Fly.Mounts {
		halfAutoExtend(p, m)
	}
	unknownRegion(p)
}

// refusalOf says who refuses a value, as far as anybody is known to.
func refusalOf(v flyconfig.InvalidValue) (linter.Severity, string) {
	switch {
	case v.Known.Name == "auto_stop_machines", v.Known.Name == "persist_rootfs":
		return linter.Error, "flyctl refuses the whole file (invalid string value), and no deploy starts"
	case v.Known.Checked:
		return linter.Error, "flyctl refuses it with \"App configuration is not valid\", and no deploy starts"
	case v.Known.Refused:
		return linter.Error, "flyctl passes it on, and Fly's platform refuses it in mid-deploy (is not included in the list)"
	default:
		return linter.Warning, "that is what Fly documents; flyctl passes on anything, and what the platform makes of it shows in mid-deploy"
	}
}

// limitsReversed speaks of a soft limit above the hard one.
func limitsReversed(p *linter.Pass, c flyconfig.Concurrency) {
	soft, hard := c.SoftLimit, c.HardLimit
	if !soft.Set || !hard.Set || hard.V <= 0 || soft.V <= hard.V {
		return
	}
	d := p.Report(soft, "the soft limit, %d, is above the hard limit, %d: a machine is full before the proxy ever prefers another one", soft.V, hard.V).
		As(linter.Warning).Path("%s", soft.Path).Label("more than the hard limit").Help("the soft limit is the lower one, or both are equal").
		Relate(hard, "the hard limit")
	if !c.Legacy.Set {
		d.Fix("Exchange the two", linter.Replace(soft, p.Fly.File.Text(hard.Range)), linter.Replace(hard, p.Fly.File.Text(soft.Range)))
	}
}

// noAutoExtend reports whether a value is a threshold of 0 with nothing beside
// it: flyctl takes that for a volume without auto-extend.
func noAutoExtend(p *linter.Pass, value parsers.Range) bool {
	return slices.ContainsFunc(p.Fly.Mounts, func(m *flyconfig.Mount) bool {
		t := m.AutoExtendThreshold
		return t.Set && t.V == 0 && t.Range == value && !hasSize(m.AutoExtendIncrement) && !hasSize(m.AutoExtendLimit)
	})
}

// hasSize reports whether a size is there; flyctl takes an empty one for none.
func hasSize(size source.Value[string]) bool {
	return size.Present() && (!size.Set || size.V != "")
}

// halfAutoExtend speaks of a volume whose auto-extend lacks one of its parts.
func halfAutoExtend(p *linter.Pass, m *flyconfig.Mount) {
	threshold, increment, limit := m.AutoExtendThreshold.Present(), hasSize(m.AutoExtendIncrement), hasSize(m.AutoExtendLimit)
	const refused = "flyctl refuses it with \"App configuration is not valid\", and no deploy starts"
	switch {
	case noAutoExtend(p, m.AutoExtendThreshold.Range):
	case threshold && increment && !limit:
		p.Report(m.AutoExtendThreshold, "the volume has no auto_extend_size_limit: Fly's documentation wants it beside threshold and increment, and does not say what happens without it").
			As(linter.Warning).Path("%s", m.AutoExtendThreshold.Path).Help("add auto_extend_size_limit, the size the volume must not outgrow")
	case threshold && !increment:
		p.Report(m.AutoExtendThreshold, "the volume has auto_extend_size_threshold without auto_extend_size_increment: %s", refused).
			Path("%s", m.AutoExtendThreshold.Path).Help("add auto_extend_size_increment and auto_extend_size_limit, or remove the threshold")
	case !threshold && (increment || limit):
		at := m.AutoExtendIncrement
		if !increment {
			at = m.AutoExtendLimit
		}
		p.Report(at, "the volume has %s without auto_extend_size_threshold: %s", lastKey(at.Path), refused).
			Path("%s", at.Path).Help("add auto_extend_size_threshold, 50 to 99 per cent")
	}
}

// unknownRegion speaks of a primary region that is none any more, or never was.
func unknownRegion(p *linter.Pass) {
	region := p.Fly.PrimaryRegion
	if region.V == "" || flyconfig.RegionExists(region.V) {
		return
	}
	if next := flyconfig.WithdrawnRegion(region.V); next != "" {
		p.Report(region, "Fly has given up the region %s, and no machine or volume is made there any more; flyctl launches its apps in %s", region.V, next).
			As(linter.Info).Path("%s", region.Path).Label("withdrawn").Help("write the region the machines are in today, as fly status shows it")
		return
	}
	p.Report(region, "%s is none of Fly's regions as of %s, so no machine and no volume can be made there", region.V, flyconfig.RegionsDate).
		As(linter.Warning).Path("%s", region.Path).Label("no region").Help("fly platform regions lists them")
}
