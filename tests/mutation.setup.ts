import fc from "fast-check";

// Run for thousands of mutants: it only matters whether one of a few texts fails.
fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 150 });
