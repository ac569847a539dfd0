package model

import "testing"

func TestCredential(t *testing.T) {
	tests := []struct {
		name, value string
		want        bool
	}{
		{"SECRET_KEY_BASE", "not0a0real0key0not0a0real0key", true},
		{"PASSWORD", "sloop-and-anchor", true},
		{"pgpassword", "sloop-and-anchor", true},
		{"RELEASE_COOKIE", "sloop-and-anchor", true},
		{"ANYTHING", "mysql://harbor:sloop@db.harbor.test/harbor", true},
		{"ANYTHING", "-----BEGIN RSA PRIVATE KEY-----\nAAAA", true},
		{"ANYTHING", "sk_live_not0a0real0key01", true},

		{"ANYTHING", "not0a0real0key0not0a0real0key", false},
		{"ANYTHING", "https://db.harbor.test/harbor", false},
		{"ANYTHING", "https://user@db.harbor.test/harbor", false},
		{"ANYTHING", "postgres://harbor:${PASSWORD}@db.harbor.test/harbor", false},
		{"ANYTHING", "postgres://harbor:sloop@localhost:5432/harbor", false},
		{"API_TOKEN", "disabled", false},
		{"API_TOKEN", "an explanation of 17 words", false},
		{"STRIPE_PUBLISHABLE_KEY", "not0a0real0key0not0a0real0key", false},
		{"AWS_ACCESS_KEY_ID", "not0a0real0key0not0a0real0key", false},
		{"VITE_API_KEY", "not0a0real0key0not0a0real0key", false},
		{"MONKEY", "not0a0real0key", false},
		{"SECRET_KEY_BASE", "", false},
		{"SECRET_KEY_BASE", "your-secret-key-base-of-64-bytes", false},
	}
	for _, tt := range tests {
		if got := Credential(tt.name, tt.value); (got != "") != tt.want {
			t.Errorf("Credential(%q, %q) = %q", tt.name, tt.value, got)
		}
	}
}
