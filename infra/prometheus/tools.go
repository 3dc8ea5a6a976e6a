//go:build tools

// Package tools pins the Prometheus that checks alerts.yml: apps/e2e/src/alerts builds both programs from these versions.
package tools

import (
	_ "github.com/prometheus/prometheus/cmd/prometheus"
	_ "github.com/prometheus/prometheus/cmd/promtool"
)
