package settings

// Rule is a rule of the team's own, to be explained.
type Rule struct{ *rule }

// Slug is its name.
func (r *Rule) Slug() string { return r.slug }
