// Package packaging holds the tests of what a release is made of; the tools and
// texts that make it stand beside them.
//
// There is nothing to import here.
package packaging
