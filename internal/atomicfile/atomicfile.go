// Package atomicfile writes a file at once: whoever reads it, and whatever goes
// wrong, finds the old text or the new one, never half of it.
package atomicfile
