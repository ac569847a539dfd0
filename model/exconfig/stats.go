package exconfig

// LeafStats counts the leaves of the configuration that one file set.
type LeafStats struct {
	Path    string
	Decided int // only the content of environment variables is missing, if anything
	Opaque  int // something could not be evaluated
}

// LeafStats counts, for each file in the order of evaluation, how many of the
// values it set could be evaluated.
func (c *Config) LeafStats() []LeafStats {
	stats := make([]LeafStats, len(c.files))
	for i, f := range c.files {
		stats[i].Path = f.path
	}
	for _, apps := range [][]appConfig{c.build, c.runtime} {
		for _, a := range apps {
			c.countLeaves(a.conf, nil, stats)
		}
	}
	return stats
}

func (c *Config) countLeaves(v, pair *Value, stats []LeafStats) {
	if v.Kind == List && len(v.Elems) > 0 && v.IsKeyword() {
		for _, p := range v.Elems {
			c.countLeaves(p.Elems[1], p, stats)
		}
		return
	}
	if pair == nil {
		return
	}
	for i, f := range c.files {
		if !f.span.Contains(pair.expr.From) {
			continue
		}
		if v.Decided() {
			stats[i].Decided++
		} else {
			stats[i].Opaque++
		}
		return
	}
}
