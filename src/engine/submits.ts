/** GPU time a submit should take: short enough for watchdogs and for the page's own drawing. */
export const SUBMIT_MS = 80

/** Submits before the first measurement: many on slow software adapters, few on GPUs. */
export const FIRST_SUBMIT_DISPATCHES = { software: 64, hardware: 512 }
