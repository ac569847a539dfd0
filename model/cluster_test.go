package model

import (
	"strings"
	"testing"
)

// clusterDeployment runs the release with the given env.sh.eex.
func clusterDeployment(t *testing.T, fly, image, envSh string) *Deployment {
	t.Helper()
	return deployment(t, "-- fly.toml --\napp = \"orchard\"\n"+fly+
		commandProject(image+"\nCMD [\"bin/orchard\", \"start\"]", "-- rel/env.sh.eex --\n"+envSh))
}

func TestCluster(t *testing.T) {
	const fly = "[env]\nDNS_CLUSTER_QUERY = \"orchard.internal\"\n"
	for _, tc := range []struct {
		name, image, envSh string
		base, host         string
		reachable, changes bool
	}{
		{"as fly launch writes it", "", `
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE="${FLY_APP_NAME}-${FLY_IMAGE_REF##*-}@${FLY_PRIVATE_IP}"
export ERL_AFLAGS="-proto_dist inet6_tcp"
`, `"orchard-" <FLY_IMAGE_REF>`, `<FLY_PRIVATE_IP>`, true, true},
		{"stable", "ENV ERL_AFLAGS -proto_dist inet6_tcp", `
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE="orchard@${FLY_PRIVATE_IP}"
`, `"orchard"`, `<FLY_PRIVATE_IP>`, true, false},
		{"the old idiom", "", `
ip=$(grep fly-local-6pn /etc/hosts | cut -f 1)
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE=$FLY_APP_NAME@$ip
export ELIXIR_ERL_OPTIONS="-proto_dist inet6_tcp"
`, `"orchard"`, `?`, true, false},
		{"short names", "", `
export RELEASE_NODE="orchard@${FLY_PRIVATE_IP}"
export ERL_AFLAGS="-proto_dist inet6_tcp"
`, `"orchard"`, `<FLY_PRIVATE_IP>`, false, false},
		{"on loopback", "", `
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE="orchard@127.0.0.1"
export ERL_AFLAGS="-proto_dist inet6_tcp"
`, `"orchard"`, `"127.0.0.1"`, false, false},
		{"flags that were overwritten", `ENV ERL_AFLAGS="-proto_dist inet6_tcp"`, `
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE="orchard@${FLY_PRIVATE_IP}"
export ERL_AFLAGS="+JMsingle true"
`, `"orchard"`, `<FLY_PRIVATE_IP>`, false, false},
		{"flags that were added to", `ENV ERL_AFLAGS="-proto_dist inet6_tcp"`, `
export RELEASE_DISTRIBUTION=name
export RELEASE_NODE="orchard@${FLY_PRIVATE_IP}"
export ERL_AFLAGS="$ERL_AFLAGS +JMsingle true"
`, `"orchard"`, `<FLY_PRIVATE_IP>`, true, false},
		{"nothing said", "", "# export RELEASE_NODE=x@y\n", `"orchard"`, ``, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := clusterDeployment(t, fly, tc.image, tc.envSh).Cluster("app")
			if base, host := showParts(c.Base), showParts(c.Host); base != tc.base || host != tc.host {
				t.Errorf("%s @ %s, want %s @ %s", base, host, tc.base, tc.host)
			}
			if _, changes := c.PerDeploy(); changes != tc.changes || c.Reachable() != tc.reachable {
				t.Errorf("changes per deploy %v, reachable %v; want %v, %v", changes, c.Reachable(), tc.changes, tc.reachable)
			}
			if c.QueryApp() != "orchard" {
				t.Errorf("query of %q", c.QueryApp())
			}
		})
	}
}

func TestClusterVMArgs(t *testing.T) {
	d := clusterDeployment(t, "", "", `export RELEASE_DISTRIBUTION=name
export RELEASE_NODE=o@$FLY_PRIVATE_IP
-- rel/vm.args.eex --
-proto_dist inet6_tcp
`)
	c := d.Cluster("app")
	if !c.Reachable() || !strings.Contains(d.Rel.VMArgs.File.Text(c.IPv6), "inet6_tcp") {
		t.Errorf("the flag in vm.args was not found: %+v", c.IPv6)
	}
}

func TestClusterCookie(t *testing.T) {
	if c := clusterDeployment(t, "", "", "").Cluster("app"); !c.RandomCookie() {
		t.Errorf("without any cookie it is random: %+v", c.Cookie)
	}
	if c := clusterDeployment(t, "", "", "export RELEASE_COOKIE=$COOKIE\n").Cluster("app"); c.RandomCookie() {
		t.Error("env.sh sets one")
	}
	d := deployment(t, `
-- fly.toml --
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard, releases: [orchard: [cookie: "stable"]]]
end
`)
	if c := d.Cluster("app"); c.RandomCookie() || c.CookieInMix.V != "stable" {
		t.Error("mix.exs sets one")
	}
}

func TestClusterQueryApp(t *testing.T) {
	for query, want := range map[string]string{
		"orchard.internal":             "orchard",
		"web.process.orchard.internal": "orchard",
		"ams.orchard.internal.":        "orchard",
		"orchard.flycast":              "",
		"":                             "",
	} {
		c := clusterDeployment(t, "[env]\nDNS_CLUSTER_QUERY = \""+query+"\"\n", "", "").Cluster("app")
		if got := c.QueryApp(); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}
