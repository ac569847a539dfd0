package linter

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
)

// ignoringURL is the page about ignores.
const ignoringURL = "https://github.com/flylint/flylint/blob/main/docs/ignoring.md"

// mergeIgnores joins what the deployments say of the same comments.
func mergeIgnores(verdicts []*verdict) []*ignore {
	type place struct {
		file string
		at   int
	}
	var merged []*ignore
	byPlace := map[place]*ignore{}
	for _, v := range verdicts {
		for _, ig := range v.ignores {
			key := place{ig.name, ig.comment.from}
			if first := byPlace[key]; first != nil {
				first.join(ig)
				continue
			}
			byPlace[key] = ig
			merged = append(merged, ig)
		}
	}
	return merged
}

// join takes in the same comment as another deployment has it: used by one of
// them is used, and idle is what is idle in all.
func (ig *ignore) join(other *ignore) {
	for i := range ig.rules {
		ig.used[i] = ig.used[i] || other.used[i]
		ig.idle[i] = ig.idle[i] && other.idle[i]
	}
	ig.deployments = append(ig.deployments, other.deployments...)
	slices.Sort(ig.deployments)
}

// ignoreFindings is what is to be said of the ignores themselves.
func (o *Options) ignoreFindings(ignores []*ignore, targets []source.Target) []*Finding {
	var found []*Finding
	for _, ig := range ignores {
		switch {
		case ig.fault != nil:
			found = append(found, ig.faulty())
		case ig.expired:
			found = append(found, ig.pastItsDay())
		default:
			found = append(found, ig.misnamed(o)...)
			if o.ownersJudged(ig.file.Path, targets) {
				found = append(found, ig.unused()...)
			}
		}
	}
	return found
}

// ownersJudged reports whether every deployment that may read a file was among
// those judged: what a single one does not need another may.
func (o *Options) ownersJudged(file string, targets []source.Target) bool {
	owners, err := source.Discover(o.FS, file)
	return err == nil && !slices.ContainsFunc(owners, func(owner source.Target) bool {
		return !slices.ContainsFunc(targets, func(t source.Target) bool { return t.Config == owner.Config })
	})
}

// faulty speaks of an ignore that is not written as one.
func (ig *ignore) faulty() *Finding {
	f := ig.finding(InvalidIgnoreSlug, ig.comment, ig.fault.message).withHelp(ig.fault.help)
	if ig.stray && ig.movable() {
		return f.withFix(ig.move())
	}
	if ig.fault.clear {
		return f.withFix(Fix{Message: "Write " + ig.String(), Edits: []Edit{ig.edit(ig.comment, ig.String())}})
	}
	return f.withFix(ig.removal(lostReason))
}

// movable reports whether a stray ignore is sound but for its place, and its
// line neither continues another nor is continued.
func (ig *ignore) movable() bool {
	line := (&outline{src: ig.file.Src}).line(ig.comment.from)
	above := strings.TrimRight(string(ig.file.Src[:line.from]), " \t\r\n")
	return ig.reason != "" && len(ig.rules) > 0 && !strings.HasSuffix(above, `\`) && !strings.HasSuffix(above, "`") && !strings.Contains(ig.text(line), "<<")
}

// move puts a stray ignore on the line above.
func (ig *ignore) move() Fix {
	line := (&outline{src: ig.file.Src}).line(ig.comment.from)
	end := "\n"
	if strings.HasSuffix(ig.text(line), "\r") {
		end = "\r\n"
	}
	return Fix{Message: "Move it to the line above", Edits: []Edit{
		ig.edit(span{line.from, line.from}, ig.String()+end),
		ig.edit(ig.removed(), ""),
	}}
}

// lostReason is the risk of removing an ignore that may have been meant.
const lostReason = "the comment goes, and with it what somebody meant to say"

// misnamed speaks of rules that do not exist or cannot be ignored.
func (ig *ignore) misnamed(opts *Options) []*Finding {
	var found []*Finding
	for i, rule := range ig.rules {
		at := ig.placeOf(rule)
		switch {
		case strings.HasPrefix(rule.name, ownFamily):
			f := ig.finding(InvalidIgnoreSlug, at, rule.name+" cannot be ignored, so this suppresses nothing").withHelp("mend what it speaks of")
			found = append(found, f.withFix(ig.without(i, lostReason)))
		case !slices.ContainsFunc(opts.known(), func(c *Check) bool { return covers(rule.name, c.Slug) }):
			found = append(found, ig.unknown(opts, i, at))
		}
	}
	return found
}

func (ig *ignore) unknown(opts *Options, i int, at span) *Finding {
	name := ig.rules[i].name
	f := ig.finding(InvalidIgnoreSlug, at, "no rule is called "+quoted(name)+", so this suppresses nothing")
	if near := NearestRule(name, slugs(opts.known())); near != "" {
		return f.withHelp("did you mean " + quoted(near) + "?").withFix(Fix{Message: "Name " + near, Edits: []Edit{ig.edit(at, near)}})
	}
	return f.withHelp("`flylint rules` lists them").withFix(ig.without(i, lostReason))
}

// pastItsDay speaks of an ignore that expired.
func (ig *ignore) pastItsDay() *Finding {
	return ig.finding(UnusedIgnoreSlug, ig.comment, "this ignore held until "+ig.until.Format(dayLayout)+" and is over; what it suppressed is reported again").
		withHelp("mend the finding; if there is still a reason to wait, write a later date").withFix(ig.removal(""))
}

// unused speaks of rules that have nothing to suppress, in one finding when
// those are all of them.
func (ig *ignore) unused() []*Finding {
	if !slices.Contains(ig.idle, false) {
		var names []string
		for _, rule := range ig.rules {
			names = append(names, rule.name)
		}
		return []*Finding{ig.unusedAt(ig.comment, strings.Join(names, ", ")).withFix(ig.removal(""))}
	}
	var found []*Finding
	for i, rule := range ig.rules {
		if ig.idle[i] {
			found = append(found, ig.unusedAt(ig.placeOf(rule), rule.name).withFix(ig.without(i, "")))
		}
	}
	return found
}

func (ig *ignore) unusedAt(at span, rules string) *Finding {
	message := rules + " finds nothing here, so this ignore has nothing to suppress"
	switch {
	case ig.scope.from == ig.scope.to:
		message = "nothing follows this ignore that it could cover"
	case rules == "all":
		message = "no rule finds anything here, so this ignore has nothing to suppress"
	case strings.Contains(rules, ","):
		message = rules + " find nothing here, so this ignore has nothing to suppress"
	}
	return ig.finding(UnusedIgnoreSlug, at, message).withHelp("remove it, lest it hide a fault to come")
}

// finding is a finding about the ignore itself.
func (ig *ignore) finding(slug string, at span, message string) *Finding {
	loc := ig.location(at)
	return &Finding{
		Rule: slug, Severity: Warning, Message: message, URL: ignoringURL, Deployments: ig.deployments,
		File: loc.File, Range: loc.Range, Path: "ignore " + ig.text(at),
	}
}

func (f *Finding) withHelp(help string) *Finding {
	f.Help = help
	return f
}

func (f *Finding) withFix(fix Fix) *Finding {
	f.Fixes = append(f.Fixes, fix)
	return f
}

// placeOf is where the name of a rule stands in the file.
func (ig *ignore) placeOf(rule ruleName) span {
	return span{ig.comment.from + rule.from, ig.comment.from + rule.to}
}

func (ig *ignore) edit(at span, text string) Edit {
	loc := ig.location(at)
	return Edit{File: loc.File, Range: loc.Range, NewText: text}
}

// removal takes the whole comment out: its line, or on a line with other text
// the comment and the blanks before it.
func (ig *ignore) removal(risk string) Fix {
	return Fix{Message: "Remove the ignore", Risk: risk, Edits: []Edit{ig.edit(ig.removed(), "")}}
}

func (ig *ignore) removed() span {
	o := outline{src: ig.file.Src}
	line := o.line(ig.comment.from)
	if o.leads(ig.comment.from) {
		return span{line.from, min(line.to+1, len(o.src))}
	}
	code := strings.TrimRight(string(o.src[line.from:ig.comment.from]), " \t")
	return span{line.from + len(code), ig.comment.to}
}

// without takes one rule out, and the comment if it names no other.
func (ig *ignore) without(i int, risk string) Fix {
	if len(ig.rules) == 1 {
		return ig.removal(risk)
	}
	cut := span{ig.rules[0].from, ig.rules[1].from}
	if i > 0 {
		cut = span{ig.rules[i-1].to, ig.rules[i].to}
	}
	cut = span{ig.comment.from + cut.from, ig.comment.from + cut.to}
	return Fix{Message: "Remove " + ig.rules[i].name + " from the ignore", Risk: risk, Edits: []Edit{ig.edit(cut, "")}}
}

// number gives findings about ignores their fingerprints.
func (o *Options) number(findings []*Finding) {
	seen := map[string]int{}
	for _, f := range findings {
		key := f.Rule + "\x00" + f.File + "\x00" + f.Path
		f.Fingerprint = fingerprint(f.Rule, path.Clean(o.PathOf(f.File)), f.Path, seen[key])
		seen[key]++
	}
}
