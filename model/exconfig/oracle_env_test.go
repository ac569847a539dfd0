package exconfig

import (
	"math/rand/v2"
	"slices"
)

// assignments are environments that reach much of a file: each variable it
// reads is absent or has one of the texts that fit its use.
func assignments(s *subject) []vars {
	random := rand.New(rand.NewPCG(7, uint64(len(s.name))))
	config := Eval(s.options(nil, nil), s.config, s.runtime)
	reads := append(slices.Clone(config.BuildReads), config.Reads...)
	texts := candidates(config, reads)
	out := []vars{{}}
	for range assignmentsPerFile - 1 {
		env := vars{}
		for _, r := range reads {
			if _, chosen := env[r.Name]; chosen || r.Name == "" {
				continue
			}
			env[r.Name] = pick(random, r, texts[r.Name])
		}
		out = append(out, env)
	}
	for _, env := range out {
		for _, r := range reads {
			if _, chosen := env[r.Name]; !chosen && r.Name != "" {
				env[r.Name] = "-"
			}
		}
	}
	return out
}

// candidates are the texts each variable is compared with.
func candidates(c *Config, reads []*Read) map[string][]string {
	texts := map[string][]string{}
	note := func(g Guard) {
		for _, cond := range g {
			texts[cond.Var] = append(texts[cond.Var], cond.Values...)
		}
	}
	var walk func(v *Value)
	walk = func(v *Value) {
		for _, alt := range v.Alts() {
			note(alt.When)
			walk(alt.Value)
		}
		for _, e := range v.Elems {
			walk(e)
		}
	}
	for _, app := range c.apps {
		walk(app.conf)
	}
	for _, r := range reads {
		note(r.Guard)
	}
	for _, r := range c.Raises {
		note(r.Guard)
	}
	return texts
}

func pick(random *rand.Rand, r *Read, known []string) string {
	if p := random.Float64(); r.Required && p < 0.06 || !r.Required && p < 0.35 {
		return "-"
	}
	if len(known) > 0 && random.Float64() < 0.6 {
		return known[random.IntN(len(known))]
	}
	pool := []string{"true", "false", "1", "0", "abc", "a,b, c", "two words", "example.org", "x:y",
		"https://user:pa%20ss@db.example.org:5433/name?ssl=true#top", "ecto://localhost/app", "::1", "10.0.0.7", "TRUE"}
	if r.Form == FormInteger || random.Float64() < 0.2 {
		pool = []string{"1", "0", "42", "4000", "-7", "065"}
		if random.Float64() < 0.05 {
			return "8O80"
		}
	}
	if r.Form == FormFloat {
		pool = []string{"1.5", "0.25", "10.0", "1"}
	}
	return pool[random.IntN(len(pool))]
}

// some hides about half of the variables: as secrets where they are set.
func some(random *rand.Rand, env vars) vars {
	partial := vars{}
	names := make([]string, 0, len(env))
	for name := range env {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch random.IntN(4) {
		case 0:
			partial[name] = "?"
		case 1:
			if partial[name] = "!"; env[name] == "-" {
				partial[name] = "?"
			}
		default:
			partial[name] = env[name]
		}
	}
	return partial
}
